import { memo, useEffect, useRef } from 'react';
import type { Hop } from '../../model/Trace.ts';
import { hopAt } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { segmentPlace } from '../../scene/hopWords.ts';
import { elided } from '../../scene/visibleText.ts';
import { sayHop } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { AddressMark } from '../kit/AddressChip.tsx';
import { hopParts, roomy } from './hopParts.ts';
import styles from './HopStrip.module.css';

/** The hops are the timeline: one labelled segment each, a click goes there. */
export function HopStrip() {
  const trace = useAppState(traceOf);
  const hops = trace?.hops ?? [];
  const now = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const segment = list.current?.children[now];
    if (!segment || !list.current) return;
    const [part, whole] = [segment.getBoundingClientRect(), list.current.getBoundingClientRect()];
    if (part.left < whole.left || part.right > whole.right)
      list.current.scrollLeft += part.left + part.width / 2 - (whole.left + whole.width / 2);
  }, [now]);

  if (hops.length === 0) return <p className={styles.none}>{words.player.nothing}</p>;
  return (
    <ol className={styles.hops} ref={list} aria-label={words.player.hops}>
      {hops.map((hop, i) => (
        // A hop's name is its place on the way.
        // oxlint-disable-next-line react/no-array-index-key
        <Segment key={i} hop={hop} index={i} of={hops.length} when={i < now ? 'done' : i === now ? 'now' : 'later'} />
      ))}
    </ol>
  );
}

interface SegmentProps {
  hop: Hop;
  index: number;
  of: number;
  when: 'done' | 'now' | 'later';
}

/** Drawn again only when a packet comes to it or leaves it: most of a long way is behind it or before it. */
const Segment = memo(({ hop, index, of, when }: SegmentProps) => {
  const app = useApp();
  const words = useWords();
  return (
    <li>
      <button
        type="button"
        className={`${styles.hop} ${styles[when] ?? ''}`}
        aria-current={when === 'now' ? 'step' : undefined}
        title={[hop.hook, sayHop(words, hop)].filter(Boolean).join(': ')}
        onClick={() => app.seekHop(index)}
      >
        <b>
          {elided(segmentPlace(words.hop, hop), 13)
            .split(' ')
            .map((word) => (
              <span key={word}>{word}</span>
            ))}
        </b>
        {hop.hook && of <= roomy && <span className={styles.hook}>{hop.hook}</span>}
        <Label {...hopParts(words, hop, of)} />
      </button>
    </li>
  );
});

function Label({ what, address, shown }: ReturnType<typeof hopParts>) {
  const network = useAppState((s) => s.result?.addresses[address]?.network);
  const { networks } = useWords().picture;
  return (
    <>
      <span>{what}</span>
      {address && (
        <span>{network ? <AddressMark network={network} name={networks[network]} text={shown} /> : shown}</span>
      )}
    </>
  );
}
