import { hostOf } from '../net/ip.ts';
import { placeOf } from '../shell/placeOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { stepsAsk } from './stepsAsk.ts';

const PING = /^(?:icmp:\/\/|ping\s(?:.*\s)?)([\w.:[\]-]+)$/;

/** A ping of a Cluster IP: rules match a protocol and a port, so nobody is there to answer (virtual-ips). */
export const pingClusterIP: Check = {
  code: 'clusterIP/ping',
  docs: 'reference/networking/virtual-ips/',
  scenario: 'ping-cluster-ip',
  find: (look) =>
    stepsAsk(look).flatMap(({ step, text, ref, severity, unexpected }): Finding[] => {
      const [, host] = PING.exec(text.trim()) ?? [];
      const one = look.services.find(({ name, namespace, service }) => {
        const ips = service.spec.clusterIPs ?? [];
        return (
          host &&
          (ips.some((ip) => hostOf(ip) === host || ip === host) || host === name || host === `${name}.${namespace}`)
        );
      });
      const [port] = one?.service.spec.ports ?? [];
      const { clusterIP } = one?.service.spec ?? {};
      if (!host || !one || !port || !clusterIP || clusterIP === 'None') return [];
      const place = placeOf(look.cluster, step.on);
      const from = typeof place === 'string' ? undefined : place;
      const tcp = `${port.protocol.toLowerCase()}://${host}:${port.port}`;
      return [
        {
          ref,
          severity,
          message: ['pingClusterIP', host, one.name],
          hint: ['clusterIPHasPorts', `${port.port}/${port.protocol}`],
          evidence: [{ object: one.key, path: 'spec.ports' }],
          ...(from && { shows: { from, url: `icmp://${host}` } }),
          mends:
            step.reach === undefined
              ? []
              : [
                  {
                    title: ['setField', 'reach', tcp],
                    set: [{ ref, value: tcp }, ...unexpected],
                    ...(from && { opens: { from, url: tcp } }),
                  },
                ],
        },
      ];
    }),
};
