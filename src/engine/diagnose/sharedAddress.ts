import type { Check, Selected } from './Check.ts';
import type { Finding } from './Finding.ts';

/** Two Services with the same external address, port and protocol: kube-proxy writes rules for both, and one wins. */
export const sharedAddress: Check = {
  code: 'externalIP/shared',
  docs: 'concepts/services-networking/service/#external-ips',
  scenario: 'external-ips',
  find(look) {
    const holders = new Map<string, { one: Selected; path: string; address: string; port: string }[]>();
    for (const one of look.services)
      for (const [i, address] of (one.service.spec.externalIPs ?? []).entries())
        for (const { port, protocol } of one.service.spec.ports ?? []) {
          const key = `${address} ${port}/${protocol}`;
          const holder = { one, path: `spec.externalIPs[${i}]`, address, port: `${port}/${protocol}` };
          holders.set(key, [...(holders.get(key) ?? []), holder]);
        }
    return [...holders.values()].flatMap((all): Finding[] => {
      const last = all.at(-1);
      if (!last || all.length < 2) return [];
      return [
        {
          ref: { object: last.one.key, path: last.path },
          severity: 'warning',
          message: ['sharedAddress', last.address, last.port, all.map(({ one }) => one.name).join(', ')],
          hint: ['oneWins'],
          evidence: all.slice(0, -1).map(({ one, path }) => ({ object: one.key, path })),
        },
      ];
    });
  },
};
