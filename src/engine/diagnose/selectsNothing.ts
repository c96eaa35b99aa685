import type { KubeObject } from '../../model/KubeObject.ts';
import type { DiagnosisHintArgs, Said } from '../../model/Message.ts';
import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { matchesLabels } from '../controllers/labels.ts';
import { fieldOf } from '../fieldEdits.ts';
import { isUp } from '../proxy/nodeNetwork.ts';
import type { Check, Look, Selected } from './Check.ts';
import { distance } from './distance.ts';
import type { Finding, Mend } from './Finding.ts';
import { connectionTo } from './look.ts';
import { nameOf } from './workloadOf.ts';

/** A Service whose selector matches no Pod of its Namespace, and the Pods' labels that are nearest to it. */
export const selectsNothing: Check = {
  code: 'selector/nothing',
  docs: 'concepts/services-networking/service/#services-with-selectors',
  scenario: 'selector-typo',
  find: (look) =>
    look.services.flatMap((one) =>
      one.pods.length === 0 && Object.keys(one.service.spec.selector ?? {}).length > 0 && !sleeps(look, one)
        ? [finding(look, one)]
        : [],
    ),
};

type Labels = Record<string, string>;

const print = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

const WORKLOADS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'CronJob'];

const templateOf = (object: KubeObject): Labels | undefined =>
  (object as { spec?: { template?: { metadata?: { labels?: Labels } } } }).spec?.template?.metadata?.labels;

const workloads = ({ cluster }: Look, namespace: string): KubeObject[] =>
  WORKLOADS.flatMap((kind) => cluster.store.list(kind, namespace));

/** Scaled to nothing, or run now and then: the labels are right, and that nobody is there is meant. */
const sleeps = (look: Look, { namespace, service }: Selected): boolean =>
  workloads(look, namespace).some((workload) => matchesLabels(service.spec.selector ?? {}, templateOf(workload)));

/** Label sets that are looked at for the nearest one; beyond that a hint is not worth the time. */
const MOST_COMPARED = 500;

interface Guess {
  selector: Labels;
  cost: number;
  pod: Pod;
}

function finding(look: Look, one: Selected): Finding {
  const selector = one.service.spec.selector ?? {};
  const best = nearestSelector(look, one);
  const shows = connectionTo(look, one);
  const found: Omit<Finding, 'ref'> = {
    severity: 'warning',
    message: ['selectsNothing', one.name, one.namespace, print(selector)],
    ...(shows && { shows }),
  };
  const elsewhere = look.pods.filter(({ metadata }) => matchesLabels(selector, metadata.labels));
  const places = new Set(elsewhere.map(({ metadata }) => metadata.namespace ?? ''));
  const [place] = places;
  if (place !== undefined) {
    const [pod] = elsewhere.filter((p) => isUp(p) && p.metadata.namespace === place);
    const [port] = one.service.spec.ports ?? [];
    const mends: Mend[] = [
      {
        title: ['moveTo', place],
        set: [{ ref: { object: one.key, path: 'metadata.namespace' }, value: place }],
        ...(pod &&
          port && {
            opens: {
              from: { kind: 'pod', namespace: place, name: pod.metadata.name },
              url: `${port.protocol.toLowerCase()}://${one.name}:${port.port}`,
            },
          }),
      },
    ];
    const ref = { object: one.key, path: 'spec.selector' };
    return { ...found, ref, hint: ['inNamespace', [...places].join(', ')], ...(places.size === 1 && { mends }) };
  }
  if (!best) {
    const [any] = look.cluster.control.pods.inNamespace(one.namespace);
    const ref = { object: one.key, path: 'spec.selector' };
    return { ...found, ref, hint: any ? ['everyLabel'] : ['noPod', look.pods.length > 0] };
  }
  const changed = Object.keys(selector).filter((key) => best.selector[key] !== selector[key]);
  const added = Object.keys(best.selector).filter((key) => !(key in selector));
  const path = changed.length === 1 ? fieldOf('spec.selector', changed[0] ?? '') : 'spec.selector';
  const set = [...changed, ...added].map((key) => ({
    ref: { object: one.key, path: fieldOf('spec.selector', key) },
    value: best.selector[key],
  }));
  const whole = [{ ref: { object: one.key, path: 'spec.selector' }, value: best.selector }];
  return {
    ...found,
    ref: { object: one.key, path },
    hint: hintOf(look, one, best, changed, added),
    evidence: [{ object: keyOf(best.pod), path: 'metadata.labels' }],
    mends: [{ title: ['select', print(best.selector)], set: added.length > 0 ? whole : set }],
  };
}

function hintOf(look: Look, one: Selected, best: Guess, changed: string[], added: string[]): Said<DiagnosisHintArgs> {
  // the selector is that of the Deployment's own labels, which no Pod has
  const own = workloads(look, one.namespace).find(
    ({ metadata }) => metadata.labels && matchesLabels(one.service.spec.selector ?? {}, metadata.labels),
  );
  if (own) return ['labelsOfTemplate', `${own.kind} ${nameOf(own)}`];
  if (changed.length === 1 && added.length === 0 && best.selector[changed[0] ?? ''] !== undefined)
    return ['useLabel', `${changed[0]}=${best.selector[changed[0] ?? '']}`];
  return ['useLabels', print(best.pod.metadata.labels ?? {})];
}

/** What the selector would be if it meant the Pods whose labels are nearest to it. */
function nearestSelector(look: Look, { namespace, service }: Selected): Guess | undefined {
  const wanted = Object.entries(service.spec.selector ?? {});
  const seen = new Set<string>();
  let best: Guess | undefined;
  for (const pod of look.cluster.control.pods.inNamespace(namespace)) {
    const labels = pod.metadata.labels ?? {};
    const text = print(labels);
    if (!text || seen.has(text)) continue;
    if (seen.size >= MOST_COMPARED) break;
    seen.add(text);
    const guess: Guess = { selector: {}, cost: 0, pod };
    let kept = 0;
    for (const [key, value] of wanted) {
      const found = labels[key];
      // the same word under another key: app for app.kubernetes.io/name
      const under = found === undefined ? Object.keys(labels).find((other) => labels[other] === value) : undefined;
      if (found === value) kept += 1;
      if (found !== undefined) {
        guess.selector[key] = found;
        guess.cost += distance(value, found);
      } else if (under !== undefined) {
        guess.selector[under] = value;
        guess.cost += 1;
        kept += 1;
      } else guess.cost += 8;
    }
    const near = kept > 0 || (wanted.length === 1 && Object.keys(guess.selector).length === 1);
    if (near && Object.keys(guess.selector).length > 0 && (!best || guess.cost < best.cost)) best = guess;
  }
  return best;
}
