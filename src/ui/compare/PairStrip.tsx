import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { comparisonOf } from '../../app/comparison.ts';
import type { Hop } from '../../model/Trace.ts';
import { hopAt, hopsOf } from '../../scene/playback.ts';
import { segmentPlace } from '../../scene/hopWords.ts';
import { sayHop } from '../../words/say.ts';
import { addressEnd, elided } from '../../scene/visibleText.ts';
import { useApp, useAppState } from '../context.ts';
import { AddressMark } from '../kit/AddressChip.tsx';
import { hopParts } from '../player/hopParts.ts';
import styles from './Compare.module.css';
import { useCompareCatalog } from './compareWords.ts';

/** The two ways as one timeline: a step each, A above B; a click goes there. */
export default function PairStrip() {
  const app = useApp();
  const words = useCompareCatalog();
  const comparison = comparisonOf(app);
  const found = useStore(comparison.store, (s) => s.found);
  const ready = useStore(comparison.store, (s) => s.a.kind === 'ready');
  const now = useStore(comparison.store, (s) => hopAt(s.position, hopsOf(s.marks)));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const step = list.current?.children[now];
    if (step instanceof HTMLElement) step.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [now]);
  if (!found) return <p className={styles.note}>{ready ? words.compare.noConnection : words.compare.none}</p>;
  const { rows, ways, parting } = found;
  return (
    <ol className={styles.strip} ref={list} aria-label={words.compare.strip}>
      {rows.map((row, i) => {
        const [a, b] = [ways.a.hops[row.a ?? -1], ways.b.hops[row.b ?? -1]];
        return (
          <li key={`${row.a} ${row.b}`}>
            <button
              type="button"
              className={`${i === now ? styles.stepNow : ''} ${parting !== null && i >= parting ? styles.apart : ''}`}
              aria-current={i === now ? 'step' : undefined}
              title={`A: ${a ? sayHop(words, a) : words.player.pair.waits}\nB: ${b ? sayHop(words, b) : words.player.pair.waits}`}
              onClick={() => comparison.seekHop(i)}
            >
              <StripLine letter="A" hop={a} />
              <StripLine letter="B" hop={b} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function StripLine({ letter, hop }: { letter: string; hop: Hop | undefined }) {
  const words = useCompareCatalog();
  const { networks } = words.picture;
  const { what, address } = hop ? hopParts(words, hop, 0) : { what: '', address: '' };
  const network = useAppState((s) => s.result?.addresses[address]?.network);
  const shown = address.length > 14 ? addressEnd(address, (end) => end.length <= 14) : address;
  return (
    <span className={hop ? styles.stripHop : styles.stripWait}>
      <i>{letter} </i>
      {hop ? (
        <>
          <b>{elided(segmentPlace(words.hop, hop), 13)}</b> {elided(what, 18)}{' '}
          {network ? <AddressMark network={network} name={networks[network]} text={shown} /> : shown}
        </>
      ) : (
        words.player.pair.waits
      )}
    </span>
  );
}
