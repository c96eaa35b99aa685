import type { Workload } from '../../model/Workload.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { strategyOf } from '../controllers/deploymentScale.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { keepsOpen } from './keepsOpen.ts';
import { stepsAsk } from './stepsAsk.ts';
import { workloadOf } from './workloadOf.ts';

const ROLLS = /\bkubectl\s(?:.*\s)?(?:rollout\s+restart|set\s+(?:image|env|resources))\s/;

/**
 * A client that sends UDP from one socket, to a Deployment that ends all its Pods before it makes new ones: with no
 * endpoint left, kube-proxy deletes no flow (pkg/proxy/conntrack/cleanup.go), and the datagrams go on to nobody.
 */
export const flowToNobody: Check = {
  code: 'udp/lastEndpoint',
  docs: 'concepts/workloads/controllers/deployment/#recreate-deployment',
  scenario: 'udp-stale',
  find: (look) =>
    keepsOpen(look).flatMap(({ to, one }): Finding[] => {
      const [pod] = one.pods;
      const workload = pod && (workloadOf(look.cluster, pod) as Workload);
      if (!to.startsWith('udp:') || workload?.kind !== 'Deployment' || strategyOf(workload).type !== 'Recreate')
        return [];
      const { name } = workload.metadata;
      const rolls = stepsAsk(look).find(({ text }) => ROLLS.test(text) && text.split(/[\s/]/).includes(name));
      if (!rolls) return [];
      const ref = { object: keyOf(workload), path: 'spec.strategy.type' };
      return [
        {
          ref,
          severity: 'warning',
          message: ['flowToNobody', one.name, name],
          hint: ['lastEndpointKeepsFlow'],
          evidence: [rolls.ref],
          mends: [{ title: ['setField', 'strategy', 'RollingUpdate'], set: [{ ref, value: 'RollingUpdate' }] }],
        },
      ];
    }),
};
