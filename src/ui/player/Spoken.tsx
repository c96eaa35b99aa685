import { useEffect, useState } from 'react';
import { hopAt } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { sayHop } from '../../words/say.ts';
import { useAppState } from '../context.ts';

/** Between two messages of the live region. */
const PAUSE = 1000;

/** Says the hop's sentence to a screen reader while somebody steps; silent while the packet runs. */
export function Spoken() {
  const sentence = useAppState((s) => {
    if (s.playing) return '';
    const trace = traceOf(s);
    const hop = trace?.hops[hopAt(s.position, trace.hops.length)];
    return hop ? sayHop(s.words, hop) : '';
  });
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
