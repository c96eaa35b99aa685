import { useStore } from 'zustand';
import { comparisonOf, type Side } from '../../app/comparison.ts';
import type { Hop, Trace } from '../../model/Trace.ts';
import { hookOf } from '../../scene/hookOf.ts';
import { hopAt, hopsOf } from '../../scene/playback.ts';
import { useApp } from '../context.ts';
import { segmentPlace } from '../../scene/hopWords.ts';
import { sayHop, sayReason } from '../../words/say.ts';
import { Words } from '../kit/Words.tsx';
import styles from './Compare.module.css';
import { endingWords } from './sideWords.ts';
import { useCompareCatalog } from './compareWords.ts';

/** The two ways in words, step by step: what the two pictures play. */
export function HopPairs() {
  const app = useApp();
  const words = useCompareCatalog();
  const { compare } = words;
  const comparison = comparisonOf(app);
  const found = useStore(comparison.store, (s) => s.found);
  const now = useStore(comparison.store, (s) => hopAt(s.position, hopsOf(s.marks)));
  if (!found) return <p className={styles.note}>{compare.noConnection}</p>;
  const { rows, ways, parting } = found;
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={compare.strip} tabIndex={0}>
      <table className={styles.pairs}>
        <thead>
          <tr>
            <th scope="col">{compare.step}</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr
              key={`${row.a} ${row.b}`}
              className={`${i === now ? styles.now : ''} ${i === parting ? styles.parts : ''}`}
              aria-current={i === now ? 'step' : undefined}
            >
              <th scope="row">
                <button type="button" className="link" onClick={() => comparison.seekHop(i)}>
                  {i + 1}
                </button>
              </th>
              <HopCell hop={ways.a.hops[row.a ?? -1]} />
              <HopCell hop={ways.b.hops[row.b ?? -1]} />
            </tr>
          ))}
          <tr>
            <th scope="row">{compare.ending}</th>
            {(['a', 'b'] as const satisfies Side[]).map((side) => (
              <td key={side}>
                <Ending trace={ways[side]} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** How a way ends, and why. */
function Ending({ trace }: { trace: Trace }) {
  const words = useCompareCatalog();
  const { mark, good, text } = endingWords(words, trace.ending);
  return (
    <>
      <span aria-hidden="true">{mark} </span>
      {!good && (
        <>
          <strong>{text}</strong>
          {words.told.stop}
        </>
      )}
      <Words text={sayReason(words, trace.reason)} />
    </>
  );
}

function HopCell({ hop }: { hop: Hop | undefined }) {
  const words = useCompareCatalog();
  if (!hop) return <td className="dim">{words.player.pair.waits}</td>;
  return (
    <td>
      <strong>{segmentPlace(words.hop, hop)}</strong> <span className="dim">{hookOf(hop)}</span>
      <p>
        <Words text={sayHop(words, hop)} />
      </p>
    </td>
  );
}
