import { useEffect, useRef } from 'react';
import type { Timeline, TimelineEvent } from '../../model/Timeline.ts';
import type { TimelineWords } from '../../words/timeline/en.ts';
import { useApp } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import styles from './Timeline.module.css';

/** Lines that are shown at most: what `kubectl get -w` would have printed last. */
const SHOWN = 60;

const whoOf = (event: TimelineEvent, words: TimelineWords): string => ('by' in event ? words.by(event.by) : '');

/** What happened until a moment, the newest last, as a watch prints it. */
export function EventList({ timeline, moment, words }: { timeline: Timeline; moment: number; words: TimelineWords }) {
  const app = useApp();
  const list = useRef<HTMLOListElement>(null);
  const until = timeline.events.filter(({ at }) => at <= moment);
  const shown = until.slice(-SHOWN);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [moment]);
  return (
    <ol ref={list} className={styles.events} aria-label={words.events} tabIndex={-1}>
      {shown.map((event, i) => (
        <li key={until.length - shown.length + i} data-now={event.at === moment}>
          <button type="button" onClick={() => app.showMoment(event.at)}>
            <span className="mono">{(event.at / 1000).toFixed(3)}</span>
            <span className="dim">{whoOf(event, words)}</span>
            <span>
              <Words text={words.event(event)} />
              {event.kind === 'sync' && event.stale > 0 && ` · ${words.stale(event.stale)}`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
