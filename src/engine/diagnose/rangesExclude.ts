import { cidrContains, parseCidr } from '../net/cidr.ts';
import { familyOf, hostOf } from '../net/ip.ts';
import { CLIENT_IPS } from '../trace/Topology.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * loadBalancerSourceRanges without the address of the client who calls in the scenario's steps: it hears nothing.
 * Without steps nobody knows who is meant to call, and ranges that leave out our client are as good as any.
 */
export const rangesExclude: Check = {
  code: 'sourceRanges/client',
  docs: 'concepts/services-networking/service/#loadbalancer',
  scenario: 'source-ranges',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const ranges = (one.service.spec.loadBalancerSourceRanges ?? []).flatMap((text) => parseCidr(text.trim()) ?? []);
      const [ingress] = one.service.status.loadBalancer.ingress ?? [];
      if (ranges.length === 0 || !ingress?.ip || !look.scenario.steps.some(({ on }) => on === 'client')) return [];
      const family = familyOf(ingress.ip);
      const client = CLIENT_IPS.find((ip) => familyOf(ip) === family) ?? '';
      if (ranges.some((range) => cidrContains(range, client))) return [];
      const ref = { object: one.key, path: 'spec.loadBalancerSourceRanges' };
      const [port] = one.service.spec.ports ?? [];
      const range = `${client}/${family === 'IPv4' ? 32 : 128}`;
      const wider = [...(one.service.spec.loadBalancerSourceRanges ?? []), range];
      return [
        {
          ref,
          severity: 'warning',
          message: ['rangesExclude', one.name, client],
          hint: ['rangesGuard'],
          shows: {
            from: { kind: 'client' },
            url: `${port?.protocol.toLowerCase()}://${hostOf(ingress.ip)}:${port?.port}`,
          },
          mends: [{ title: ['setField', 'loadBalancerSourceRanges', wider.join(', ')], set: [{ ref, value: wider }] }],
        },
      ];
    }),
};
