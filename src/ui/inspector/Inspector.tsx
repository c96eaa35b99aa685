import { lazy, Suspense } from 'react';
import { causesOf } from '../../app/causes.ts';
import { lineAt, lineTextAt } from '../../app/lines.ts';
import { hopAt } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { endingOf, headingOf } from '../../app/words.ts';
import type { SourceRef, Span } from '../../model/Span.ts';
import type { Hop, Trace } from '../../model/Trace.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './Inspector.module.css';
import { PacketChange } from './PacketChange.tsx';
import { RulesTried } from './RulesTried.tsx';
import { Words } from './Words.tsx';
import { hookOf } from '../../scene/hookOf.ts';

const ObjectCard = lazy(() => import('./ObjectCard.tsx'));

/** The object that is selected, if one is. */
function Chosen() {
  const selected = useAppState((s) => s.selection !== null);
  return (
    selected && (
      <Suspense>
        <ObjectCard />
      </Suspense>
    )
  );
}

/** The hop that is shown: what happened, the packet before and after, why, and what comes next. */
export function Inspector() {
  const trace = useAppState(traceOf);
  const index = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const hop = trace?.hops[index];
  if (!trace || !hop) return <NothingToInspect />;
  return (
    <div className={styles.inspector}>
      <Chosen />
      <h2>{headingOf(hop)}</h2>
      <p className={styles.where}>{whereOf(hop, index, trace)}</p>
      <PacketChange hop={hop} />
      <p className={styles.sentence}>
        <Words text={hop.sentence} />
      </p>
      <RulesTried hop={hop} />
      <Because hop={hop} />
      <Next trace={trace} index={index} />
    </div>
  );
}

function whereOf(hop: Hop, index: number, trace: Trace): string {
  return [`hop ${index + 1} of ${trace.hops.length}`, hookOf(hop), hop.reply ? 'on the way back' : '']
    .filter(Boolean)
    .join(' · ');
}

function NothingToInspect() {
  const result = useAppState((s) => s.result);
  return (
    <div className={styles.inspector}>
      <Chosen />
      <h2>{result ? 'No connection to follow' : 'Nothing to inspect yet'}</h2>
      <p className={styles.sentence}>
        {result
          ? 'Choose where it begins and where it goes, under the editor.'
          : 'As soon as the text makes a cluster, the hops of a connection are explained here.'}
      </p>
    </div>
  );
}

/** `Service/default/web` as it is read. */
const objectWords = (key: string): string => {
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return `${kind} ${namespace && namespace !== 'default' ? `${namespace}/` : ''}${name}`;
};

function Because({ hop }: { hop: Hop }) {
  const causes = causesOf(hop);
  const places = useAppState((s) => s.places);
  if (causes.length === 0) return null;
  return (
    <section className={styles.because} aria-label="Because">
      {causes.slice(0, 3).map((ref, i) => (
        <Cause key={`${ref.object} ${ref.path}`} cause={ref} span={places.of(ref)} first={i === 0} />
      ))}
    </section>
  );
}

function Cause({ cause, span, first }: { cause: SourceRef; span: Span | null; first: boolean }) {
  const app = useApp();
  const text = useAppState((s) => s.resultText);
  const current = useAppState((s) => s.text === s.resultText);
  const words = (
    <>
      {first ? 'because ' : 'and '}
      <strong>{objectWords(cause.object)}</strong>
    </>
  );
  if (!span || !current) {
    return (
      <p>
        {words} {cause.path && <code>{cause.path}</code>}
      </p>
    );
  }
  return (
    <p>
      {words}{' '}
      <button type="button" className="link" onClick={() => app.jumpTo(span)}>
        line {lineAt(text, span.start)}
      </button>
      {first && <code className={styles.line}>{lineTextAt(text, span).slice(0, 120)}</code>}
    </p>
  );
}

function Next({ trace, index }: { trace: Trace; index: number }) {
  const next = trace.hops[index + 1];
  if (next) {
    return (
      <p className={styles.next}>
        <strong>Next: </strong>
        <Words text={next.sentence} />
      </p>
    );
  }
  const ending = endingOf(trace);
  return (
    <div className={`${styles.next} ${styles[ending.tone]}`}>
      <p>
        <strong>
          <span aria-hidden="true">{ending.mark} </span>
          {ending.text}
        </strong>
      </p>
      {trace.reason && (
        <p>
          <Words text={trace.reason} />
        </p>
      )}
      {trace.seen && (
        <p className="dim">
          The sender sees: <Words text={trace.seen} />
        </p>
      )}
    </div>
  );
}
