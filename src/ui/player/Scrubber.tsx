import { useEffect, useRef } from 'react';
import { hopAt, hopsOf, type Playback, ruleAt } from '../../scene/playback.ts';
import { rulesTried } from '../../scene/rulesTried.ts';
import { traceOf } from '../../app/store.ts';
import { headingOf } from '../../scene/hopWords.ts';
import { sayRule } from '../../words/say.ts';
import { useAppState, useFilm, useFilmState, useWords } from '../context.ts';
import styles from './Player.module.css';

/**
 * Where in the connection the picture stands: a real slider, under what shows where it stands. Only that moves with the
 * film, without drawing the component again: to move a slider's own thumb costs the browser a third of a frame. While
 * it plays the slider follows only for whoever has gone to it. Arrow keys go step by step.
 */
export function Scrubber() {
  const film = useFilm();
  const input = useRef<HTMLInputElement>(null);
  const slide = useRef<HTMLSpanElement>(null);
  const trace = useAppState(traceOf);
  const hops = useFilmState((s) => hopsOf(s.marks));
  const index = useFilmState((s) => hopAt(s.position, hopsOf(s.marks)));
  const hop = trace?.hops[index];
  const rule = useFilmState((s) => (s.byRule ? ruleAt(s.marks, s.position) : null));
  const catalog = useWords();
  const words = catalog.player;
  const rules = hop && rule !== null ? rulesTried(hop) : [];
  const tried = rules[rule ?? -1]?.rule;
  const max = Math.max(hops, 1);

  useEffect(() => {
    const show = ({ position, playing }: Playback): void => {
      if (!input.current || !slide.current) return;
      // by half a hundredth: most frames of a film leave it where it is
      slide.current.style.translate = `${Math.round((position / max) * 200) / 2}%`;
      if (!playing || input.current.matches(':focus')) input.current.value = String(position);
    };
    show(film.store.getState());
    return film.store.subscribe((state, before) => {
      if (state.position !== before.position || state.playing !== before.playing) show(state);
    });
  }, [film, max]);

  return (
    <span className={styles.track}>
      <input
        ref={input}
        type="range"
        className={styles.scrubber}
        max={max}
        step="any"
        disabled={hops === 0}
        aria-label={words.position}
        aria-valuetext={
          hops > 0 && film.said
            ? words.at(index + 1, hops, film.said(index))
            : hop
              ? words.at(index + 1, hops, headingOf(catalog.hop, hop)) +
                (tried ? words.atRule((rule ?? 0) + 1, rules.length, sayRule(catalog, tried)) : '')
              : words.nowhere
        }
        onChange={(event) => film.seek(Number(event.target.value))}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          film.step(by);
        }}
      />
      <span ref={slide} className={styles.slide} />
    </span>
  );
}
