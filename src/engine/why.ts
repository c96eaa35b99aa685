import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import { isReady, type Pod } from '../model/Pod.ts';
import type { Service } from '../model/Service.ts';
import type { ObjectKey } from '../model/Span.ts';
import type { Trace } from '../model/Trace.ts';
import type { Question, Why } from '../model/Why.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import { workloadOf } from './diagnose/workloadOf.ts';
import { examine } from './examine.ts';
import { openSettled } from './openSettled.ts';
import { spanOfRef } from './origins.ts';
import { createMemo, type Settled, type SimulationMemo } from './SimulationMemo.ts';
import { withEdits } from '../model/withEdits.ts';
import { type Edit } from './textEdits.ts';
import { reach } from './trace/reach.ts';
import { slicesByService } from './views/services.ts';
import { servicesAsked } from './servicesAsked.ts';

/** Edits that are tried at most, and how many of them one after another. */
const MOST_TRIED = 24;
const MOST_STEPS = 3;

/**
 * Why a connection fails, or an object is not as it should be: from what is seen down to the fields of the text, and the
 * edits that repair it. An edit is offered only after the cluster of the edited text has been asked again.
 */
export function why(text: string, question: Question, memo?: SimulationMemo, beat?: () => void): Why {
  const settled = openSettled(text, memo, beat);
  const found = examine(text, memo);
  const works = isAnswered(settled.opened.cluster, question);
  if (works) return { works, ends: [], causes: [], repairs: [] };
  const related = relatedTo(settled.opened.cluster, question);
  const near = found.filter((one) => isAbout(one, related));
  const others = found.filter((one) => !near.includes(one) && one.fixes !== undefined);
  const trial = new Trial(text, question, beat);
  const repairs = [...near, ...others].flatMap((one) => trial.repairsBy(one));
  const causes = repairs.length > 0 || near.length > 0 ? trial.causes(near) : [];
  return { works, ends: endsOf(settled, question), causes, repairs: repairs.sort((a, b) => size(a) - size(b)) };
}

const size = ({ edits }: Fix): number =>
  edits.reduce((sum, { span, text }) => sum + (span.end - span.start) + text.length, 0);

/** Tries fixes on copies of the text. */
class Trial {
  readonly #text: string;
  readonly #question: Question;
  readonly #beat: (() => void) | undefined;
  readonly #repairing = new Set<Diagnostic>();
  #tried = 0;

  constructor(text: string, question: Question, beat?: () => void) {
    this.#text = text;
    this.#question = question;
    this.#beat = beat;
  }

  /** The fixes of a diagnostic after which the question has its answer; followed by others where one is not enough. */
  repairsBy(diagnostic: Diagnostic): Fix[] {
    const good = (diagnostic.fixes ?? []).flatMap((fix) => this.#try(fix, [], MOST_STEPS) ?? []);
    if (good.length > 0) this.#repairing.add(diagnostic);
    return good;
  }

  #try(fix: Fix, before: readonly string[], steps: number): Fix | undefined {
    if (this.#tried >= MOST_TRIED) return undefined;
    this.#tried += 1;
    this.#beat?.();
    const base = before.at(-1) ?? this.#text;
    const edited = withEdits(base, fix.edits);
    const memo = createMemo();
    const { cluster } = openSettled(edited, memo, this.#beat).opened;
    const question = fix.opens && 'url' in this.#question ? fix.opens : this.#question;
    if (isAnswered(cluster, question))
      return before.length === 0 ? fix : { ...fix, edits: [difference(this.#text, edited)] };
    if (steps <= 1) return undefined;
    // one mistake may stand behind another
    const related = relatedTo(cluster, this.#question);
    for (const next of examine(edited, memo))
      if (isAbout(next, related))
        for (const more of (next.fixes ?? []).slice(0, 1)) {
          const done = this.#try(
            { ...more, title: fix.title, also: [...(fix.also ?? []), more.title] },
            [...before, edited],
            steps - 1,
          );
          if (done) return done;
        }
    return undefined;
  }

  /** The diagnostics that explain it, those first that a repair comes from. */
  causes(near: readonly Diagnostic[]): Diagnostic[] {
    return [...this.#repairing, ...near.filter((one) => !this.#repairing.has(one))];
  }
}

/** The one replacement that makes a text of another. */
function difference(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}

/** Whether all is as it should be: every way gets through, or the object is ready and has what it asks for. */
function isAnswered(cluster: Cluster, question: Question): boolean {
  if ('url' in question)
    return reach(cluster, question.from, question.url).traces.every(({ ending }) => ending.result === 'delivered');
  const object = cluster.store.byKey(question.object);
  if (object?.kind === 'Pod') return isReady(object as Pod);
  // a Pod that a workload made has another name once its template is another one
  if (!object && question.object.startsWith('Pod/')) return false;
  if (object?.kind !== 'Service') return object !== undefined && podsOf(cluster, question.object).every(isReady);
  const service = object as Service;
  const slices = slicesByService(cluster).get(`${service.metadata.namespace}/${service.metadata.name}`) ?? [];
  const served = slices.some(
    ({ endpoints, ports }) => ports?.length && endpoints?.some(({ conditions }) => conditions?.ready ?? true),
  );
  const pending = service.spec.type === 'LoadBalancer' && !service.status.loadBalancer.ingress?.length;
  return (served || service.spec.type === 'ExternalName') && !pending;
}

const podsOf = (cluster: Cluster, owner: ObjectKey): Pod[] =>
  cluster.store.list<Pod>('Pod').filter((pod) => keyOf(workloadOf(cluster, pod)) === owner);

/** The objects that an answer may depend on: the Services that are asked, their Pods, and what made those. */
function relatedTo(cluster: Cluster, question: Question): Set<ObjectKey> {
  const keys = 'url' in question ? servicesAsked(cluster, question.from, question.url) : [question.object];
  const related = new Set<ObjectKey>(keys);
  for (const key of keys) {
    const object = cluster.store.byKey(key);
    if (object?.kind === 'Pod') related.add(keyOf(workloadOf(cluster, object)));
    if (object?.kind !== 'Service') continue;
    const { selector } = (object as Service).spec;
    const pods = selector ? cluster.control.pods.select(object.metadata.namespace ?? '', selector) : [];
    for (const pod of pods) {
      related.add(keyOf(pod));
      related.add(keyOf(workloadOf(cluster, pod)));
    }
  }
  if ('url' in question && question.from.kind === 'pod')
    related.add(`Pod/${question.from.namespace}/${question.from.name}`);
  return related;
}

const isAbout = ({ object, evidence = [] }: Diagnostic, related: ReadonlySet<ObjectKey>): boolean =>
  (object !== undefined && related.has(object)) || evidence.some((one) => related.has(one.object));

/** The ways that fail, with the rule that decided and the fields that it came from. */
function endsOf(settled: Settled, question: Question): Why['ends'] {
  if (!('url' in question)) return [];
  const { opened, parsed, places } = settled;
  const { traces } = reach(opened.cluster, question.from, question.url);
  const failed = traces.filter(({ ending }) => ending.result !== 'delivered');
  const seen = new Set<string>();
  return failed.flatMap((trace) => {
    const key = JSON.stringify([trace.ending, trace.reason]);
    if (seen.has(key)) return [];
    seen.add(key);
    const same = failed.filter((other) => JSON.stringify([other.ending, other.reason]) === key);
    const rule = decidingRule(trace);
    const because = (rule?.because ?? []).map((ref) => {
      const span = spanOfRef(opened.cluster, parsed, places, ref);
      return { ...ref, ...(span && { span }) };
    });
    return [
      {
        ending: trace.ending,
        share: same.reduce((sum, { share }) => sum + share, 0),
        seen: trace.seen,
        reason: trace.reason,
        ...(rule && typeof rule.text === 'string' && { rule: rule.text }),
        because,
      },
    ];
  });
}

/** The last rule that matched before the packet died. */
function decidingRule({ hops }: Trace) {
  for (const hop of hops.toReversed()) {
    if (!hop.steps.some(({ kind }) => kind === 'reject' || kind === 'drop')) continue;
    for (const step of hop.steps.toReversed())
      if (step.kind === 'rules' || step.kind === 'policy') {
        const rule = step.tried.findLast(({ matched }) => matched);
        if (rule) return rule;
      }
  }
  return undefined;
}
