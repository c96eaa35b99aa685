import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ObjectChange } from '../cluster/ObjectStore.ts';
import { serviceOfSlice } from '../proxy/endpoints.ts';
import { startProxy, tellProxies } from './proxySync.ts';
import { networkChanged } from '../controllers/networkChanged.ts';
import { listensOf } from '../controllers/listens.ts';

/** Where everybody takes their time: who has to hear of a change, and whether packets may go elsewhere at once. */
export function tellNetwork(cluster: Cluster, { before, after }: ObjectChange): void {
  const { control } = cluster;
  const kind = (after ?? before)?.kind ?? '';
  switch (kind) {
    case 'Service':
      networkChanged(cluster);
      return tellProxies(cluster);
    case 'EndpointSlice': {
      const slice = (after ?? before) as EndpointSlice;
      const known = serviceOfSlice(slice, slice.addressType as 'IPv4' | 'IPv6');
      if (known !== '') return tellProxies(cluster);
      // no rules are made of it, but names resolve to other addresses
      networkChanged(cluster);
      return;
    }
    case 'Pod':
      if (!looksAlike(before as Pod | undefined, after as Pod | undefined)) networkChanged(cluster);
      return;
    case 'Node':
      if (!before && after) startProxy(cluster, after.metadata.name);
      if (!after && before) control.proxies.delete(before.metadata.name);
      networkChanged(cluster);
      return;
    case 'Namespace':
    case 'NetworkPolicy':
      networkChanged(cluster);
  }
}

/** Whether packets find the same Pod before and after: its phase, its addresses, its labels, and what it listens on. */
function looksAlike(before: Pod | undefined, after: Pod | undefined): boolean {
  if (!before || !after) return false;
  if (before.status.phase !== after.status.phase || before.spec.nodeName !== after.spec.nodeName) return false;
  const sameIPs = JSON.stringify(before.status.podIPs) === JSON.stringify(after.status.podIPs);
  const sameLabels = before.metadata.labels === after.metadata.labels;
  return sameIPs && sameLabels && JSON.stringify(listensOf(before)) === JSON.stringify(listensOf(after));
}
