import type { Node } from '../../model/Node.ts';
import { objectKey } from '../../model/Span.ts';
import { nextAddress } from '../controllers/loadBalancer.ts';
import { hostOf } from '../net/ip.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';
import { type Call, callsOf } from './callsOf.ts';
import type { Check, Look } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';

/** A client outside that calls a node port, and Nodes in a network of their own: kind's, a virtual machine's, a cloud's. */
export const nodesOutOfReach: Check = {
  code: 'nodePort/noRoute',
  docs: 'concepts/services-networking/service/#type-nodeport',
  scenario: 'laptop-node-port',
  find: (look) => {
    if (look.cluster.settings.nodeNetwork !== 'private') return [];
    const nodes = new Set(look.cluster.store.list<Node>('Node').flatMap(nodeIPs));
    return callsOf(look).flatMap((call): Finding[] => {
      const { from, target, one, url } = call;
      if (from.kind !== 'client' || target.ip === null || !nodes.has(target.ip)) return [];
      const mend = byBalancer(look, call);
      return [
        {
          ref: { object: one.key, path: 'spec.type' },
          severity: call.severity,
          message: ['nodesOutOfReach', one.name, target.port, target.ip],
          hint: ['waysIn'],
          evidence: [
            { object: objectKey('Scenario', 'default', look.scenario.name), path: 'spec.nodeNetwork' },
            call.ref,
          ],
          shows: { from, url },
          mends: mend ? [mend] : [],
        },
      ];
    });
  },
};

/** By the load balancer of the Service; one that it gets, if it has none yet. */
function byBalancer({ cluster }: Look, { from, one, target, text, ref, unexpected }: Call): Mend | undefined {
  const { type, ports } = one.service.spec;
  const port = ports?.find(({ nodePort }) => nodePort === target.port);
  const ip = type === 'LoadBalancer' ? one.service.status.loadBalancer.ingress?.[0]?.ip : nextAddress(cluster);
  if (!port || ip === undefined) return undefined;
  const ask = `${hostOf(ip)}:${port.port}`;
  return {
    title: type === 'LoadBalancer' ? ['setField', 'reach', ask] : ['setField', 'type', 'LoadBalancer'],
    set: [
      ...(type === 'LoadBalancer' ? [] : [{ ref: { object: one.key, path: 'spec.type' }, value: 'LoadBalancer' }]),
      { ref, value: text.replace(`${hostOf(target.ip ?? '')}:${target.port}`, ask) },
      ...unexpected,
    ],
    opens: { from, url: `${port.protocol.toLowerCase()}://${ask}` },
  };
}
