import { hopAt } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { endingOf, segmentPlace } from '../../scene/hopWords.ts';
import { withPort } from '../../scene/addresses.ts';
import { sayHop, sayReason } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import { AddressChip } from '../kit/AddressChip.tsx';
import styles from './HopTable.module.css';
import { hookOf } from '../../scene/hookOf.ts';

/** The picture in words: everything that the animation shows, as a list. */
export default function HopTable() {
  const app = useApp();
  const words = useWords();
  const trace = useAppState(traceOf);
  const now = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  if (!trace) return <p className={styles.none}>{words.player.nothing}</p>;
  const ending = endingOf(words.hop, trace);
  return (
    <div className={styles.scroll} data-print>
      <ol className={styles.hops} aria-label={words.player.table}>
        {trace.hops.map((hop, i) => {
          const { before, after } = hop;
          const dst = withPort(after.dst, after.dport);
          const src = withPort(after.src, after.sport);
          return (
            // A hop's name is its place on the way.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i} className={i === now ? styles.now : ''} aria-current={i === now ? 'step' : undefined}>
              <button type="button" className="plain" onClick={() => app.seekHop(i)}>
                <strong>{segmentPlace(words.hop, hop)}</strong> <span className="dim">{hookOf(hop)}</span>
                {hop.reply && <span className="faint"> ◂ {words.hop.reply}</span>}
              </button>
              <p className={styles.packet}>
                {after.flags}{' '}
                <AddressChip
                  ip={after.src}
                  text={src}
                  {...(src !== withPort(before.src, before.sport) && { change: 'new' as const })}
                />{' '}
                →{' '}
                <AddressChip
                  ip={after.dst}
                  text={dst}
                  {...(dst !== withPort(before.dst, before.dport) && { change: 'new' as const })}
                />
              </p>
              <p>
                <Words text={sayHop(words, hop)} />
              </p>
            </li>
          );
        })}
      </ol>
      <p className={styles[ending.tone]}>
        <span aria-hidden="true">{ending.mark} </span>
        <strong>
          <Words text={ending.text} />
        </strong>
        {words.told.stop}
        <Words text={sayReason(words, trace.reason)} />
      </p>
    </div>
  );
}
