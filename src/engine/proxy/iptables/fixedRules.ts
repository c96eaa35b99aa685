import type { Match } from '../../../model/Rule.ts';
import { hostCidr } from '../../net/cidr.ts';
import { comment, type Draft, draft, jump } from './buildRules.ts';
import type { ProxyContext } from '../ProxyContext.ts';

const NEW: Match = { kind: 'conntrack', states: ['NEW'] };

/**
 * The jumps from the built-in chains, in the order that they end up in: each is inserted at the top
 * (pkg/proxy/iptables/proxier.go, iptablesJumpChains), and kubelet's jump to KUBE-FIREWALL is there before
 * kube-proxy runs, but for IPv6, where kube-proxy inserts it last and so finds it first.
 */
export function jumps(family: 'IPv4' | 'IPv6'): { filter: Record<string, Draft[]>; nat: Record<string, Draft[]> } {
  const balancer = draft([NEW, comment('kubernetes load balancer firewall')], jump('KUBE-PROXY-FIREWALL'));
  const external = draft(
    [NEW, comment('kubernetes externally-visible service portals')],
    jump('KUBE-EXTERNAL-SERVICES'),
  );
  const health = draft([comment('kubernetes health check service ports')], jump('KUBE-NODEPORTS'));
  const portals = draft([NEW, comment('kubernetes service portals')], jump('KUBE-SERVICES'));
  const forwarding = draft([comment('kubernetes forwarding rules')], jump('KUBE-FORWARD'));
  const firewall = draft([], jump('KUBE-FIREWALL'));
  const natPortals = draft([comment('kubernetes service portals')], jump('KUBE-SERVICES'));
  const postrouting = draft([comment('kubernetes postrouting rules')], jump('KUBE-POSTROUTING'));
  const withFirewall = (rules: Draft[]): Draft[] => (family === 'IPv4' ? [...rules, firewall] : [firewall, ...rules]);
  return {
    filter: {
      INPUT: withFirewall([balancer, health, external]),
      FORWARD: [balancer, forwarding, portals, external],
      OUTPUT: withFirewall([balancer, portals]),
    },
    nat: { PREROUTING: [natPortals], INPUT: [], OUTPUT: [natPortals], POSTROUTING: [postrouting] },
  };
}

/** kubelet's rule against packets that pretend to come from loopback; kube-proxy writes the same (§5.4). */
export const localnetRule = (): Draft =>
  draft(
    [
      { kind: 'source', cidr: '127.0.0.0/8', negate: true },
      { kind: 'destination', cidr: '127.0.0.0/8' },
      comment('block incoming localnet connections'),
      { kind: 'conntrack', states: ['RELATED', 'ESTABLISHED', 'DNAT'], negate: true },
    ],
    { kind: 'drop' },
  );

/** Not written where `conntrack.tcpBeLiberal` has told the kernel to take such packets (proxier.go, conntrackTCPLiberal). */
export const invalidRule = (): Draft =>
  draft(
    [
      { kind: 'conntrack', states: ['INVALID'] },
      { kind: 'nfacct', name: 'ct_state_invalid_dropped_pkts' },
    ],
    { kind: 'drop' },
  );

export function forwardRules(mark: number): Draft[] {
  return [
    draft([comment('kubernetes forwarding rules'), { kind: 'mark', value: mark, mask: mark }], { kind: 'accept' }),
    draft(
      [comment('kubernetes forwarding conntrack rule'), { kind: 'conntrack', states: ['RELATED', 'ESTABLISHED'] }],
      { kind: 'accept' },
    ),
  ];
}

export const postroutingRules = (mark: number): Draft[] => [
  draft([{ kind: 'mark', value: mark, mask: mark, negate: true }], { kind: 'return' }),
  draft([], { kind: 'mark', value: mark, mask: 0 }),
  draft([comment('kubernetes service traffic requiring SNAT')], { kind: 'masquerade', randomFully: true }),
];

/** `--or-mark`: sets the bit that KUBE-POSTROUTING looks for. */
export const markMasqRule = (mark: number): Draft => draft([], { kind: 'mark', value: mark, mask: mark });

/** The last rules of nat KUBE-SERVICES: to KUBE-NODEPORTS, from the addresses that node ports are open at. */
export function nodePortDispatch(context: ProxyContext): Draft[] {
  const text = comment('kubernetes service nodeports; NOTE: this must be the last rule in this chain');
  const target = jump('KUBE-NODEPORTS');
  if (context.nodePortIPs)
    return context.nodePortIPs.map((ip) => draft([{ kind: 'destination', cidr: hostCidr(ip) }, text], target));
  const matches: Match[] = [text, { kind: 'addrtype', side: 'dst', type: 'LOCAL' }];
  if (context.family === 'IPv6') matches.unshift({ kind: 'destination', cidr: '::1/128', negate: true });
  else if (!context.localhostNodePorts) matches.unshift({ kind: 'destination', cidr: '127.0.0.0/8', negate: true });
  return [draft(matches, target)];
}
