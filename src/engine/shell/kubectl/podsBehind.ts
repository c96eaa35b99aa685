import type { LabelSelector, KubeObject } from '../../../model/KubeObject.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { kindInfo } from '../../admit/kinds.ts';
import { matchesLabels, matchesSelector } from '../../controllers/labels.ts';
import { select } from './select.ts';
import { KubectlError } from './KubectlError.ts';
import { requestsOf } from './resources.ts';
import type { Session } from './Session.ts';

const LOGS = 'get the logs from';

/** The Pods that `POD`, `TYPE/NAME` or a selector mean, the first one first (polymorphichelpers: attachablepodforobject). */
export function podsBehind(session: Session, namespace: string, word: string, selector?: string, doing = LOGS): Pod[] {
  const pods = kindInfo('Pod') as KindInfo;
  if (selector !== undefined) return select(pods, session.list(pods, namespace), selector, undefined) as Pod[];
  const [request] = word.includes('/') ? requestsOf([word]) : [{ info: pods, name: word }];
  if (request?.name === undefined) return [];
  const { info, name } = request;
  const found = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
  if (!found) {
    const missing = session.missing(info, namespace, name);
    if (doing !== LOGS) throw KubectlError.status(missing);
    throw KubectlError.plain(`error from server (NotFound): ${missing.message} in namespace "${namespace}"`);
  }
  if (info.kind === 'Pod') return [found as Pod];
  const matches = podSelectorOf(found);
  if (!matches && info.kind === 'Service')
    throw KubectlError.plain(`cannot ${doing} *v1.Service: ${withoutSelector(name)}`);
  if (!matches) throw KubectlError.plain(`selector for *v1.${info.kind} not implemented`);
  return (session.list(pods, namespace) as Pod[]).filter((pod) => matches(pod.metadata.labels ?? {}));
}

/** polymorphichelpers: SelectorsForObject */
export const withoutSelector = (name: string): string =>
  `invalid service '${name}': Service is defined without a selector`;

/** Which labels a workload or a Service wants of its Pods; undefined when it wants none. */
export function podSelectorOf(object: KubeObject): ((labels: Record<string, string>) => boolean) | undefined {
  const { selector } = (object['spec'] ?? {}) as { selector?: LabelSelector & Record<string, string> };
  if (!selector) return undefined;
  if (object.kind === 'Service' || object.kind === 'ReplicationController')
    return (labels) => matchesLabels(selector, labels);
  return (labels) => matchesSelector(selector, labels);
}
