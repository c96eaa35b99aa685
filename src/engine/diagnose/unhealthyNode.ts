import type { Node } from '../../model/Node.ts';
import { isReady } from '../../model/Pod.ts';
import { hostOf } from '../net/ip.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { asQuestion, stepsAsk } from './stepsAsk.ts';

const ADDRESSED = /([\d.]+|\[[\da-f:]+\]):(\d+)/;

/**
 * The health check port of a Service, asked on a Node without a ready endpoint of it: 503 there is how the load balancer
 * learns to leave the Node out (pkg/proxy/healthcheck/service_health.go), and no fault.
 */
export const unhealthyNode: Check = {
  code: 'healthCheckNodePort/node',
  docs: 'tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip',
  scenario: 'health-check-node-port',
  find: (look) => {
    const byPort = new Map(look.services.map((one) => [one.service.spec.healthCheckNodePort, one]));
    byPort.delete(undefined);
    if (byPort.size === 0) return [];
    return stepsAsk(look).flatMap(({ step, text, ref, whole, severity, isUntouched }): Finding[] => {
      const [, host = '', port] = ADDRESSED.exec(text) ?? [];
      const one = byPort.get(Number(port));
      const node =
        one && look.cluster.store.list<Node>('Node').find((each) => nodeIPs(each).some((ip) => hostOf(ip) === host));
      const isMeant = step.expect?.prints?.some(
        (print) => print.includes('503') || print.includes('"localEndpoints": 0'),
      );
      if (!isUntouched || !one || !node || isMeant) return [];
      if (one.pods.some((pod) => isReady(pod) && pod.spec.nodeName === node.metadata.name)) return [];
      const [ingress] = one.service.status.loadBalancer.ingress ?? [];
      const [asked] = one.service.spec.ports ?? [];
      const url = ingress?.ip && asked && `${asked.protocol.toLowerCase()}://${hostOf(ingress.ip)}:${asked.port}`;
      const from = { kind: 'client' } as const;
      return [
        {
          ref,
          severity: step.expect?.prints?.some((print) => print.includes('200')) ? 'warning' : severity,
          message: ['unhealthyNode', node.metadata.name, one.name],
          hint: ['healthyIsLocal'],
          evidence: [{ object: one.key, path: 'spec.externalTrafficPolicy' }],
          mends: url
            ? [
                {
                  title: ['setField', 'reach', url],
                  set: [{ ref: whole, value: asQuestion(step, { on: 'client', reach: url }) }],
                  opens: { from, url },
                },
              ]
            : [],
        },
      ];
    });
  },
};
