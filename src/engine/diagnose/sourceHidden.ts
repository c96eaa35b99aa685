import { isReady } from '../../model/Pod.ts';
import type { Node } from '../../model/Node.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';
import { readsProxyHeader } from '../trace/proxyProtocol.ts';
import { CLIENT_IPS } from '../trace/Topology.ts';
import { type Call, callsOf } from './callsOf.ts';
import type { Check, Look } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A step that expects the Pod to see the client, and externalTrafficPolicy Cluster, by which it sees a Node (source-ip). */
export const sourceHidden: Check = {
  code: 'externalTrafficPolicy/source',
  docs: 'tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport',
  scenario: 'source-address-lost',
  find: (look) =>
    callsOf(look).flatMap((call): Finding[] => {
      const { one, step, from, target, asksFirst } = call;
      const { externalTrafficPolicy, clusterIPs = [] } = one.service.spec;
      const client = CLIENT_IPS.find((ip) => step.expect?.outcomes?.some((text) => text.includes(` from ${ip}`)));
      if (client === undefined || from.kind !== 'client' || !asksFirst || externalTrafficPolicy !== 'Cluster')
        return [];
      // a program that reads the PROXY protocol is told the client, whatever the packets say
      if (clusterIPs.includes(target.ip ?? '') || one.pods.some(readsProxyHeader)) return [];
      const ref = { object: one.key, path: 'spec.externalTrafficPolicy' };
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['sourceHidden', one.name, client],
          hint: ['nodesAddressSeen'],
          evidence: [ref],
          mends: localServes(look, call)
            ? [{ title: ['setField', 'externalTrafficPolicy', 'Local'], set: [{ ref, value: 'Local' }] }]
            : [],
        },
      ];
    }),
};

/** With Local, a Node passes on what comes to its own Pods only; load balancers leave the others out. */
function localServes({ cluster }: Look, { one, target }: Call): boolean {
  const node = cluster.store.list<Node>('Node').find((each) => target.ip !== null && nodeIPs(each).includes(target.ip));
  return !node || one.pods.some((pod) => isReady(pod) && pod.spec.nodeName === node.metadata.name);
}
