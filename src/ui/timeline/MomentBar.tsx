import { useEffect, useState } from 'react';
import type { Timeline } from '../../model/Timeline.ts';
import type { TimelineWords } from '../../words/timeline/en.ts';
import { useApp } from '../context.ts';
import styles from './Timeline.module.css';

/** From one thing that happens to the next, while it plays. */
const BEAT = 450;

/** Goes along the timeline: to a moment, from one thing that happens to the next, or by itself. */
export function MomentBar({ timeline, moment, words }: { timeline: Timeline; moment: number; words: TimelineWords }) {
  const app = useApp();
  const [playing, setPlaying] = useState(false);
  const before = timeline.events.findLast(({ at }) => at < moment)?.at ?? 0;
  const after = timeline.events.find(({ at }) => at > moment)?.at ?? timeline.end;
  const over = moment >= timeline.end;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => (over ? setPlaying(false) : app.showMoment(after)), BEAT);
    return () => clearTimeout(timer);
  }, [playing, over, after, app]);
  return (
    <div className={styles.bar} role="toolbar" aria-label={words.moment}>
      <button type="button" title={words.previous} aria-label={words.previous} onClick={() => app.showMoment(before)}>
        ‹
      </button>
      <button
        type="button"
        aria-pressed={playing}
        onClick={() => {
          if (over) app.showMoment(0);
          setPlaying(!playing);
        }}
      >
        {playing ? words.pause : words.play}
      </button>
      <button type="button" title={words.next} aria-label={words.next} onClick={() => app.showMoment(after)}>
        ›
      </button>
      <input
        type="range"
        className={styles.slider}
        aria-label={words.moment}
        aria-valuetext={words.seconds(moment)}
        min={0}
        max={Math.ceil(timeline.end)}
        step={1}
        value={moment}
        onChange={(event) => {
          setPlaying(false);
          app.showMoment(Number(event.target.value));
        }}
      />
      <output className="mono">
        {(moment / 1000).toFixed(2)} / {(timeline.end / 1000).toFixed(1)} s
      </output>
    </div>
  );
}
