import { useEffect, useRef } from 'react';
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
  const app = useApp();
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
        <li key={i}>
          <button
            type="button"
            className={`${styles.hop} ${i < now ? styles.done : ''} ${i === now ? styles.now : ''}`}
            aria-current={i === now ? 'step' : undefined}
            title={[hop.hook, sayHop(words, hop)].filter(Boolean).join(': ')}
            onClick={() => app.seekHop(i)}
          >
            <b>
              {elided(segmentPlace(words.hop, hop), 13)
                .split(' ')
                .map((word) => (
                  <span key={word}>{word}</span>
                ))}
            </b>
            {hop.hook && hops.length <= roomy && <span className={styles.hook}>{hop.hook}</span>}
            <Label {...hopParts(words, hop, hops.length)} />
          </button>
        </li>
      ))}
    </ol>
  );
}

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
