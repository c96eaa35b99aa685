import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { causesOf, type Places } from '../../app/causes.ts';
import { lineTextAt } from '../../app/lines.ts';
import { sayLine } from '../../app/sayLines.ts';
import { hasObject } from '../../scene/hasObject.ts';
import { hopAt } from '../../scene/playback.ts';
import { traceOf } from '../../app/store.ts';
import { endingOf, headingOf, objectWords, whereOf } from '../../scene/hopWords.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Hop, Trace } from '../../model/Trace.ts';
import { sayHop, sayReason, saySeen } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Inspector.module.css';
import { PacketChange } from './PacketChange.tsx';
import { RulesTried } from './RulesTried.tsx';
import { Words } from '../kit/Words.tsx';

const HopTerms = lazy(() => import('./HopTerms.tsx'));
const HopDetails = lazy(() => import('./HopDetails.tsx'));
const ObjectCard = lazy(() => import('./ObjectCard.tsx'));
const WhyPanel = lazy(() => import('../why/WhyPanel.tsx'));

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

/**
 * The hop that is shown: what happened, the packet before and after, why, and what comes next. It is more than the rest
 * of the page to draw, so a packet that comes to its next hop moves on meanwhile.
 */
export function Inspector() {
  const nowTrace = useAppState(traceOf);
  const now = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const { trace, index } = useDeferredValue(useMemo(() => ({ trace: nowTrace, index: now }), [nowTrace, now]));
  const words = useWords();
  const hop = trace?.hops[index];
  if (!trace || !hop) return <NothingToInspect />;
  return (
    <div className={styles.inspector}>
      <Chosen />
      <h2>{headingOf(words.hop, hop)}</h2>
      <div className={styles.where}>
        <p>{whereOf(words.inspector, hop, index, trace)}</p>
        <ExplainSwitch />
      </div>
      <PacketChange hop={hop} />
      <p className={styles.sentence}>
        <Words text={sayHop(words, hop)} />
      </p>
      <Suspense>
        <HopTerms hop={hop} />
      </Suspense>
      <RulesTried hop={hop} />
      <Because hop={hop} />
      <Next trace={trace} index={index} />
      {trace.ending.result !== 'delivered' && <WhyItFails />}
      <Suspense>
        <HopDetails trace={trace} index={index} />
      </Suspense>
    </div>
  );
}

/** Why the connection that is followed fails. What was typed into the cluster is not in the text, and cannot be mended there. */
function WhyItFails() {
  const asked = useAppState((s) => s.traffic ?? s.result?.reach);
  const typed = useAppState((s) => s.resultTyped.length > 0);
  if (!asked || typed) return null;
  return (
    <Suspense>
      <WhyPanel question={{ from: asked.from, url: asked.url }} />
    </Suspense>
  );
}

/** More: what each term means, in sentences. Less: the terms alone. The key E does the same. */
function ExplainSwitch() {
  const app = useApp();
  const words = useWords().inspector.explain;
  const more = useAppState((s) => s.explainMore);
  return (
    <button type="button" className={`link ${styles.switch}`} onClick={() => app.prefer({ explainMore: !more })}>
      {more ? words.less : words.more}
    </button>
  );
}

function NothingToInspect() {
  const app = useApp();
  const { inspector: words, editor } = useWords();
  // a connection that is there is not drawn yet
  const none = useAppState((s) => s.result !== null && traceOf(s) === null);
  const errors = useAppState((s) => s.diagnostics.filter(({ severity }) => severity === 'error').length);
  return (
    <div className={styles.inspector}>
      <Chosen />
      <h2>{none ? words.nothing : words.notYet}</h2>
      {errors > 0 && (
        <button type="button" className={styles.problem} onClick={() => app.nextProblem(1)}>
          {words.firstProblem(editor.counted.error(errors))}
        </button>
      )}
      <p className={styles.sentence}>{none ? words.nothingHint : words.notYetHint}</p>
    </div>
  );
}

function Because({ hop }: { hop: Hop }) {
  const words = useWords().inspector;
  const causes = causesOf(hop);
  const places = useAppState((s) => s.places);
  if (causes.length === 0) return null;
  return (
    <section className={styles.because} aria-label={words.because}>
      {causes.slice(0, 3).map((ref, i) => (
        <Cause key={`${ref.object} ${ref.path}`} cause={ref} places={places} first={i === 0} />
      ))}
    </section>
  );
}

function Cause({ cause, places, first }: { cause: SourceRef; places: Places; first: boolean }) {
  const app = useApp();
  const { text } = places;
  const span = places.of(cause);
  const catalog = useWords();
  const words = catalog.inspector;
  const hasCard = useAppState((s) => s.result !== null && hasObject(s.result, cause.object));
  const what = (
    <>
      {first ? words.firstCause : words.nextCause}{' '}
      {hasCard ? (
        <button type="button" className={`link ${styles.object}`} onClick={() => app.select(cause.object)}>
          {objectWords(cause.object)}
        </button>
      ) : (
        <strong>{objectWords(cause.object)}</strong>
      )}
    </>
  );
  if (!span) {
    return (
      <p>
        {what} {cause.path && <code>{cause.path}</code>}
      </p>
    );
  }
  return (
    <p>
      {what}{' '}
      <button type="button" className="link" onClick={() => app.jumpTo(span, text)}>
        {sayLine(catalog, text, span.start)}
      </button>
      {first && <code className={styles.line}>{lineTextAt(text, span).slice(0, 120)}</code>}
    </p>
  );
}

function Next({ trace, index }: { trace: Trace; index: number }) {
  const words = useWords();
  const next = trace.hops[index + 1];
  if (next) {
    return (
      <p className={styles.next}>
        <strong>{words.inspector.next}</strong>
        <Words text={sayHop(words, next)} />
      </p>
    );
  }
  const ending = endingOf(words.hop, trace);
  return (
    <div className={`${styles.next} ${styles[ending.tone]}`}>
      <p>
        <strong>
          <span aria-hidden="true">{ending.mark} </span>
          <Words text={ending.text} />
        </strong>
      </p>
      {trace.reason.length > 0 && (
        <p>
          <Words text={sayReason(words, trace.reason)} />
        </p>
      )}
      <p className="dim">
        {words.inspector.senderSees}
        <Words text={saySeen(words, trace.seen)} />
      </p>
    </div>
  );
}
