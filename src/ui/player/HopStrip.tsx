import { useEffect, useRef } from 'react';
import { hopAt } from '../../app/playback.ts';
import { traceOf } from '../../app/store.ts';
import { segmentPlace } from '../../app/words.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './HopStrip.module.css';

/** The hops are the timeline: one labelled segment each, a click goes there. */
export function HopStrip() {
  const app = useApp();
  const trace = useAppState(traceOf);
  const hops = trace?.hops ?? [];
  const now = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const segment = list.current?.children[now];
    if (segment instanceof HTMLElement && list.current) {
      const { offsetLeft, offsetWidth } = segment;
      const { scrollLeft, clientWidth } = list.current;
      if (offsetLeft < scrollLeft || offsetLeft + offsetWidth > scrollLeft + clientWidth)
        list.current.scrollLeft = offsetLeft - clientWidth / 2 + offsetWidth / 2;
    }
  }, [now]);

  if (hops.length === 0) return <p className={styles.none}>No connection to follow.</p>;
  return (
    <ol className={styles.hops} ref={list} aria-label="Hops">
      {hops.map((hop, i) => (
        // A hop's name is its place on the way.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          <button
            type="button"
            className={`${styles.hop} ${i < now ? styles.done : ''} ${i === now ? styles.now : ''}`}
            aria-current={i === now ? 'step' : undefined}
            title={hop.sentence}
            onClick={() => app.seekHop(i)}
          >
            <b>
              {segmentPlace(hop)}
              {hop.hook && (
                <>
                  {' '}
                  <span className={styles.hook}>{hop.hook}</span>
                </>
              )}
            </b>
            <span>
              {hop.reply && <span aria-label="reply: ">◂ </span>}
              {hop.label}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
