import type { Node } from '../../model/Node.ts';
import { hostOf } from '../net/ip.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';
import { placeOf } from '../shell/placeOf.ts';
import type { Check, Look } from './Check.ts';
import type { Finding } from './Finding.ts';
import { stepsAsk } from './stepsAsk.ts';

const LOOPBACK = /(127\.\d+\.\d+\.\d+|localhost|\[::1\]):(\d+)/;

/** kube-proxy: only mode iptables opens node ports on loopback, in IPv4, unless it is told not to (proxier.go). */
const isOpen = ({ cluster }: Look, host: string): boolean =>
  cluster.settings.proxy.mode === 'iptables' && cluster.settings.proxy.localhostNodePorts && host !== '[::1]';

/** A node port that is asked for on a Node's loopback address, where no rule is made for it. */
export const loopbackNodePort: Check = {
  code: 'nodePort/localhost',
  docs: 'reference/networking/virtual-ips/#proxy-modes',
  scenario: 'localhost-node-port',
  find: (look) =>
    stepsAsk(look).flatMap(({ step, text, ref, severity, unexpected }): Finding[] => {
      const from = placeOf(look.cluster, step.on);
      const [, host, port] = LOOPBACK.exec(text) ?? [];
      if (typeof from === 'string' || from.kind !== 'node' || !host) return [];
      const asked = look.services.flatMap((one) =>
        (one.service.spec.ports ?? []).flatMap((its, i) => (String(its.nodePort) === port ? [{ one, its, i }] : [])),
      )[0];
      const node = look.cluster.store.get<Node>('Node', undefined, from.name);
      const [ip] = node ? nodeIPs(node) : [];
      if (!asked || ip === undefined || isOpen(look, host)) return [];
      const url = (to: string): string => `${asked.its.protocol.toLowerCase()}://${to}:${port}`;
      return [
        {
          ref,
          severity,
          message: ['loopbackNodePort', Number(port), asked.one.name, look.cluster.settings.proxy.mode],
          hint: ['loopbackOnlyIptables'],
          evidence: [{ object: asked.one.key, path: `spec.ports[${asked.i}].nodePort` }],
          shows: { from, url: url(host) },
          mends: [
            {
              title: ['setField', host, hostOf(ip)],
              set: [{ ref, value: text.replace(LOOPBACK, `${hostOf(ip)}:${port}`) }, ...unexpected],
              opens: { from, url: url(hostOf(ip)) },
            },
          ],
        },
      ];
    }),
};
