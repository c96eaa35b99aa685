import { useEffect, useRef } from 'react';
import { hopAt } from '../../app/playback.ts';
import { traceOf } from '../../app/store.ts';
import { headingOf } from '../../app/words.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './Player.module.css';

/**
 * Where in the connection the picture stands: a real slider. Its value follows the clock without drawing the
 * component again; arrow keys go hop by hop.
 */
export function Scrubber() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const trace = useAppState(traceOf);
  const hops = trace?.hops.length ?? 0;
  const index = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const hop = trace?.hops[index];

  useEffect(() => {
    const show = (position: number): void => {
      const element = input.current;
      if (!element) return;
      element.value = String(position);
      element.style.setProperty('--done', `${hops > 0 ? (position / hops) * 100 : 0}%`);
    };
    show(app.store.getState().position);
    return app.store.subscribe((state, before) => {
      if (state.position !== before.position) show(state.position);
    });
  }, [app, hops]);

  return (
    <input
      ref={input}
      type="range"
      className={styles.scrubber}
      min={0}
      max={Math.max(hops, 1)}
      step="any"
      defaultValue={0}
      disabled={hops === 0}
      aria-label="Position in the connection"
      aria-valuetext={hop ? `hop ${index + 1} of ${hops}: ${headingOf(hop)}` : 'no connection'}
      onChange={(event) => app.seek(Number(event.target.value))}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        app.step(by);
      }}
    />
  );
}
