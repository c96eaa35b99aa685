import { type CSSProperties, lazy, Suspense, useId, useRef, useState } from 'react';
import { MIDDLE_VIEWS } from '../../app/store.ts';
import { canStep, hopsOf } from '../../scene/playback.ts';
import { useApp, useAppState, useFilm, useFilmState, useWords } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { HopStrip } from './HopStrip.tsx';
import styles from './Player.module.css';
import { Scrubber } from './Scrubber.tsx';
import { Speed } from './Speed.tsx';
import { Spoken } from './Spoken.tsx';

const PlayerOptions = lazy(() => import('./PlayerOptions.tsx'));
const PairStrip = lazy(() => import('../compare/PairStrip.tsx'));

/** Play, step, scrub, and the hops as the timeline. */
export function Player({ phone = false }: { phone?: boolean }) {
  const app = useApp();
  const words = useWords().player;
  const view = useAppState((s) => s.middleView);
  const lent = useAppState((s) => s.film !== null);
  return (
    <section className={styles.player} aria-label={words.name}>
      <div className={styles.controls}>
        <PlayButtons />
        <Scrubber />
        {!phone && <Speed />}
        <Options phone={phone} />
        {!phone && (
          <Tabs
            label={words.view}
            look="segment"
            panel="picture"
            tabs={MIDDLE_VIEWS.map((id) => ({ id, name: words.views[id] }))}
            chosen={view}
            choose={(middleView) => app.show({ middleView })}
          />
        )}
      </div>
      {!phone && <Suspense>{lent ? <PairStrip /> : <HopStrip />}</Suspense>}
      <Spoken />
    </section>
  );
}

function PlayButtons() {
  const film = useFilm();
  const words = useWords().player;
  const playing = useFilmState((s) => s.playing);
  const hops = useFilmState((s) => hopsOf(s.marks));
  const by = useFilmState((s) => (s.byRule ? 'rule' : 'hop'));
  const back = useFilmState((s) => canStep(s, -1));
  const on = useFilmState((s) => canStep(s, 1));
  return (
    <>
      <button
        type="button"
        className={styles.step}
        disabled={!back}
        onClick={() => film.step(-1)}
        aria-label={words.previous[by]}
      >
        <Icon name="ChevronLeft" size={18} />
      </button>
      <button
        type="button"
        className={`primary ${styles.play}`}
        disabled={hops === 0}
        onClick={film.togglePlay}
        aria-label={playing ? words.pause : words.play}
      >
        {playing ? <Icon name="Pause" size={15} /> : <Icon name="Play" size={15} />}
      </button>
      <button
        type="button"
        className={styles.step}
        disabled={!on}
        onClick={() => film.step(1)}
        aria-label={words.next[by]}
      >
        <Icon name="ChevronRight" size={18} />
      </button>
    </>
  );
}

/** A button, and what it opens above itself. The browser closes it with Escape, or with a click beside it. */
function Options({ phone }: { phone: boolean }) {
  const words = useWords().player;
  const [place, setPlace] = useState<CSSProperties | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const toggled = ({ newState }: { newState: string }): void => {
    const box = button.current?.getBoundingClientRect();
    const opened = newState === 'open' && box;
    setPlace(opened ? { right: Math.max(8, innerWidth - box.right), bottom: innerHeight - box.top + 8 } : null);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.step}
        aria-label={words.options}
        title={words.options}
        aria-expanded={place !== null}
        popoverTarget={id}
      >
        <Icon name="Sliders" size={18} />
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={words.options}
        className={styles.panel}
        style={place ?? {}}
        onToggle={toggled}
      >
        {place && (
          <Suspense>
            <PlayerOptions phone={phone} />
          </Suspense>
        )}
      </div>
    </>
  );
}
