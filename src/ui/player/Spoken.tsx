import { useEffect, useState } from 'react';
import { hopAt, hopsOf } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { sayHop } from '../../words/say.ts';
import { useAppState, useFilm, useFilmState, useWords } from '../context.ts';

/** Between two messages of the live region. */
const PAUSE = 1000;

/** Says the hop's sentence to a screen reader while somebody steps; silent while the packet runs. */
export function Spoken() {
  const film = useFilm();
  const words = useWords();
  const trace = useAppState(traceOf);
  const playing = useFilmState((s) => s.playing);
  const index = useFilmState((s) => hopAt(s.position, hopsOf(s.marks)));
  const hop = trace?.hops[index];
  const sentence = playing ? '' : (film.said?.(index) ?? (hop ? sayHop(words, hop) : ''));
  const [said, say] = useState('');
  useEffect(() => {
    if (!sentence) return;
    const timer = setTimeout(() => say(sentence), said ? PAUSE : 200);
    return () => clearTimeout(timer);
  }, [sentence, said]);
  return (
    <p className="hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
