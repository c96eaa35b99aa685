import { placeOfHop } from '../../app/causes.ts';
import { lineTextAt } from '../../app/lines.ts';
import { sayLine } from '../../app/sayLines.ts';
import { endingOf, percent } from '../../scene/hopWords.ts';
import type { Reach, Trace } from '../../model/Trace.ts';
import { decidingHop, decidingRule } from '../../scene/decidingHop.ts';
import { sayHop, sayReason, sayRule } from '../../words/say.ts';
import { useMatrixWords } from './matrixWords.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed, Words } from '../kit/Words.tsx';
import styles from './Matrix.module.css';

/** Ends that have a button of their own. */
const MOST_ENDS = 4;

const endName = ({ ending, reason }: Trace): string =>
  ending.result === 'delivered' ? ending.result : `${ending.result} ${JSON.stringify(reason)}`;

const sameEnd = (a: Trace, b: Trace): boolean => endName(a) === endName(b);

/** Ways that end alike for the same reason, the likeliest first. */
function endsOf(reach: Reach): { way: number; trace: Trace; share: number }[] {
  const ends = new Map<string, { way: number; trace: Trace; share: number }>();
  reach.traces.forEach((trace, way) => {
    const key = endName(trace);
    const known = ends.get(key);
    if (known) known.share += trace.share;
    else ends.set(key, { way, trace, share: trace.share });
  });
  return [...ends.values()].sort((a, b) => b.share - a.share);
}

/** Why the connection of a cell ends as it does: the sentence, the rule, and the line of YAML behind it. */
export function MatrixDetails({ name }: { name: string }) {
  const app = useApp();
  const words = useMatrixWords();
  const reach = useAppState((s) => s.result?.reach ?? null);
  const way = useAppState((s) => s.way);
  const ends = reach ? endsOf(reach) : [];
  const trace = reach?.traces[way];
  if (!trace) return null;
  const several = ends.length > 1;
  return (
    <section className={styles.details} aria-label={words.details}>
      <h3>{name}</h3>
      <div className={styles.ends}>
        {!several && (
          <p>
            <Ending trace={trace} />
          </p>
        )}
        {several &&
          ends.slice(0, MOST_ENDS).map((end) => (
            <button
              key={end.way}
              type="button"
              aria-pressed={sameEnd(end.trace, trace)}
              onClick={() => app.followWay(end.way)}
            >
              <strong>{percent(end.share)} </strong>
              <Ending trace={end.trace} brief />
            </button>
          ))}
        <button type="button" onClick={() => app.show({ middleView: 'map' })}>
          {words.inMap}
        </button>
      </div>
      <Cause trace={trace} />
    </section>
  );
}

/** How it ended, by shape and words; who gets it is different for each way. */
function Ending({ trace, brief = false }: { trace: Trace; brief?: boolean }) {
  const words = useMatrixWords();
  const { hop } = useWords();
  const { mark, tone, text } = endingOf(hop, trace);
  return (
    <span className={styles[tone]}>
      <span aria-hidden="true">{mark} </span>
      {brief ? words.states[trace.ending.result] : <Words text={text} />}
    </span>
  );
}

function Cause({ trace }: { trace: Trace }) {
  const app = useApp();
  const catalog = useWords();
  const words = useMatrixWords();
  const hop = trace.hops[decidingHop(trace)];
  const places = useAppState((s) => s.places);
  const span = hop ? placeOfHop(hop, places) : null;
  const rule = hop && decidingRule(hop);
  return (
    <>
      <p>
        <Words
          text={
            trace.ending.result === 'delivered' ? (hop ? sayHop(catalog, hop) : '') : sayReason(catalog, trace.reason)
          }
        />
      </p>
      {(rule || span) && (
        <dl className={styles.cause}>
          {rule && (
            <>
              <dt>{words.rule}</dt>
              <dd className="mono">
                <Printed text={sayRule(catalog, rule)} />
              </dd>
            </>
          )}
          {span && (
            <>
              <dt>{words.because}</dt>
              <dd>
                <button type="button" className="link" onClick={() => app.jumpTo(span, places.text)}>
                  {sayLine(catalog, places.text, span.start)}
                </button>{' '}
                <code>{lineTextAt(places.text, span)}</code>
              </dd>
            </>
          )}
        </dl>
      )}
    </>
  );
}
