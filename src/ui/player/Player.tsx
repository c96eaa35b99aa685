import { hopAt } from '../../app/playback.ts';
import { traceOf } from '../../app/store.ts';
import { Tabs } from '../kit/Tabs.tsx';
import { useApp, useAppState } from '../context.ts';
import { HopStrip } from './HopStrip.tsx';
import styles from './Player.module.css';
import { Scrubber } from './Scrubber.tsx';
import { Spoken } from './Spoken.tsx';
import { Icon } from '../kit/icons.tsx';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/** Play, step, scrub, and the hops as the timeline. */
export function Player({ phone = false }: { phone?: boolean }) {
  const app = useApp();
  const view = useAppState((s) => s.middleView);
  return (
    <section className={styles.player} aria-label="Player">
      <div className={styles.controls}>
        <PlayButtons />
        <Scrubber />
        <Speed />
        {!phone && (
          <Tabs
            label="View"
            look="segment"
            panel="picture"
            tabs={[
              { id: 'map', name: 'Map' },
              { id: 'table', name: 'Table' },
            ]}
            chosen={view}
            choose={(middleView) => app.show({ middleView })}
          />
        )}
      </div>
      {!phone && <HopStrip />}
      <Spoken />
    </section>
  );
}

export function PlayButtons() {
  const app = useApp();
  const playing = useAppState((s) => s.playing);
  const hops = useAppState((s) => traceOf(s)?.hops.length ?? 0);
  const hop = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  return (
    <>
      <button
        type="button"
        className={styles.step}
        disabled={hop === 0}
        onClick={() => app.step(-1)}
        aria-label="Previous hop"
      >
        <Icon name="ChevronLeft" size={18} />
      </button>
      <button
        type="button"
        className={`primary ${styles.play}`}
        disabled={hops === 0}
        onClick={app.togglePlay}
        aria-label={playing ? 'Pause' : 'Play'}
      >
        {playing ? <Icon name="Pause" size={15} /> : <Icon name="Play" size={15} />}
      </button>
      <button
        type="button"
        className={styles.step}
        disabled={hop >= hops - 1}
        onClick={() => app.step(1)}
        aria-label="Next hop"
      >
        <Icon name="ChevronRight" size={18} />
      </button>
    </>
  );
}

function Speed() {
  const app = useApp();
  const speed = useAppState((s) => s.speed);
  return (
    <select
      aria-label="Speed"
      className={styles.speed}
      value={speed}
      onChange={(e) => app.setSpeed(Number(e.target.value))}
    >
      {SPEEDS.map((s) => (
        <option key={s} value={s}>
          {s}×
        </option>
      ))}
    </select>
  );
}
