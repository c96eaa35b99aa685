import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Pod } from '../../../model/Pod.ts';
import { KubectlError } from './KubectlError.ts';
import { podSelectorOf, withoutSelector } from './podsBehind.ts';
import { resourceNamed } from './resources.ts';
import type { Session } from './Session.ts';

const readySince = ({ status }: Pod): string | undefined =>
  status.conditions?.find(({ type, status: state }) => type === 'Ready' && state === 'True')?.lastTransitionTime;

/**
 * The Pod that `exec`, `attach` and `port-forward` mean by `POD` or `TYPE/NAME`: of many, one that is ready, the one
 * that has been so for longest (kubectl: pkg/polymorphichelpers/attachablepodforobject.go, podutils.ActivePods).
 */
export function attachablePod(session: Session, namespace: string, word: string): Pod {
  const { store } = session.cluster;
  const [type = '', name] = word.split('/');
  const info = name === undefined ? resourceNamed('pods') : resourceNamed(type);
  const object = store.get<KubeObject>(info.kind, namespace, name ?? word);
  if (!object) throw KubectlError.status(session.missing(info, namespace, name ?? word));
  if (object.kind === 'Pod') return object as Pod;
  const matches = podSelectorOf(object);
  const why = object.kind === 'Service' ? withoutSelector(object.metadata.name) : 'selector is not set';
  if (!matches) throw KubectlError.plain(`cannot attach to *v1.${object.kind}: ${why}`);
  const pods = store
    .list<Pod>('Pod', namespace)
    .filter(({ metadata }) => matches(metadata.labels ?? {}))
    .map((pod) => ({ pod, since: readySince(pod) ?? '~' }))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  if (!pods[0]) throw KubectlError.plain('timed out waiting for the condition');
  return pods[0].pod;
}
