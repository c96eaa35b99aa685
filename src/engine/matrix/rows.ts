import type { KubeObject } from '../../model/KubeObject.ts';
import type { MatrixRow } from '../../model/Matrix.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { controllerKey } from '../controllers/owners.ts';
import { isUp } from '../proxy/nodeNetwork.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import { classOf } from './alike.ts';

/** Every place that a connection can begin at, sorted into classes: the client, the Nodes, the Pods that run. */
export function rowsOf(cluster: Cluster, system: boolean): MatrixRow[] {
  const classes = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = classes.get(name) ?? classes.size;
    classes.set(name, number);
    return number;
  };
  const ofPod = classOf(cluster);
  const rows: MatrixRow[] = [
    { key: 'client', place: { kind: 'client' }, workload: '', node: '', class: numberOf('client'), own: {} },
  ];
  for (const { metadata } of cluster.store.list<Node>('Node')) {
    const key = `node/${metadata.name}`;
    const place = { kind: 'node', name: metadata.name } as const;
    rows.push({ key, place, workload: '', node: metadata.name, class: numberOf(key), own: {} });
  }
  for (const pod of cluster.store.list<Pod>('Pod')) {
    const { namespace = '', name } = pod.metadata;
    if (!isUp(pod) || (namespace === SYSTEM_NAMESPACE && !system)) continue;
    rows.push({
      key: `pod/${namespace}/${name}`,
      place: { kind: 'pod', namespace, name },
      workload: workloadOf(cluster, pod),
      node: pod.spec.nodeName ?? '',
      class: numberOf(`pod ${ofPod(pod)}`),
      own: {},
    });
  }
  return rows;
}

/** The outermost owner: of a Deployment's Pod the Deployment. */
function workloadOf(cluster: Cluster, pod: Pod): ObjectKey {
  let top: KubeObject = pod;
  for (;;) {
    const key = controllerKey(top);
    const owner = key === undefined ? undefined : cluster.store.byKey(key);
    if (!owner || owner.kind === 'Node') return keyOf(top);
    top = owner;
  }
}
