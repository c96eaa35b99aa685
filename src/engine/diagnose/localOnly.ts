import { isReady } from '../../model/Pod.ts';
import type { Node } from '../../model/Node.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';
import { hostOf } from '../net/ip.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** Workers that a client outside may call: all that take Pods. */
const callable = ({ metadata, spec }: Node): boolean =>
  !spec.unschedulable && metadata.labels?.['node-role.kubernetes.io/control-plane'] === undefined;

/**
 * externalTrafficPolicy Local on node ports, and Nodes without a local endpoint, which drop what comes. Behind a load
 * balancer the health check port keeps clients away from those; a client that calls a Node has nothing of the kind.
 */
export const localOnly: Check = {
  code: 'externalTrafficPolicy/local',
  docs: 'reference/networking/virtual-ips/#external-traffic-policy',
  scenario: 'local-drops',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const { type, externalTrafficPolicy, ports } = one.service.spec;
      const ready = one.pods.filter(isReady);
      if (type !== 'NodePort' || externalTrafficPolicy !== 'Local' || ready.length === 0) return [];
      const without = look.cluster.store
        .list<Node>('Node')
        .filter((node) => callable(node) && !ready.some(({ spec }) => spec.nodeName === node.metadata.name));
      const [first] = without;
      const [ip] = first ? nodeIPs(first) : [];
      if (!first || ip === undefined) return [];
      const ref = { object: one.key, path: 'spec.externalTrafficPolicy' };
      const [port] = ports ?? [];
      const url = `${port?.protocol.toLowerCase()}://${hostOf(ip)}:${port?.nodePort}`;
      return [
        {
          ref,
          severity: 'warning',
          message: ['localOnly', one.name, without.map(({ metadata }) => metadata.name).join(', ')],
          hint: ['localDrops'],
          evidence: ready.slice(0, 1).map((pod) => ({ object: keyOf(pod), path: 'spec.nodeName' })),
          shows: { from: { kind: 'client' }, url },
          mends: [{ title: ['setField', 'externalTrafficPolicy', 'Cluster'], set: [{ ref, value: 'Cluster' }] }],
        },
      ];
    }),
};
