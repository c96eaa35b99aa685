import type { IpvsTables } from '../../../model/Ipvs.ts';
import type { Chain, Match, Table, TableName, Target } from '../../../model/Rule.ts';
import { hostCidr } from '../../net/cidr.ts';
import { chainOf, comment, type Draft, draft, fields, jump } from '../iptables/buildRules.ts';
import { forwardRules, markMasqRule, postroutingRules } from '../iptables/fixedRules.ts';
import { kubeletTables, type PlainTable } from '../iptables/kubeletTables.ts';
import type { IndexedPort } from '../serviceIndex.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import type { IpvsContext } from './compile.ts';
import { SET_KINDS, type SetKind, setName } from './setKinds.ts';

type Ends = ('src' | 'dst')[];
const DST: Ends = ['dst'];
const DST_DST: Ends = ['dst', 'dst'];
const DST_DST_SRC: Ends = ['dst', 'dst', 'src'];
const MASQUERADE: Target = { kind: 'masquerade', randomFully: false };
const RETURN: Target = { kind: 'return' };
const ACCEPT: Target = { kind: 'accept' };
const DROP: Target = { kind: 'drop' };

/** Jumps from built-in chains; each is inserted at the top, so that the last one comes first (iptablesJumpChain). */
const JUMPS: ['nat' | 'filter', from: string, to: string, text: string][] = [
  ['nat', 'OUTPUT', 'KUBE-SERVICES', 'kubernetes service portals'],
  ['nat', 'PREROUTING', 'KUBE-SERVICES', 'kubernetes service portals'],
  ['nat', 'POSTROUTING', 'KUBE-POSTROUTING', 'kubernetes postrouting rules'],
  ['filter', 'FORWARD', 'KUBE-FORWARD', 'kubernetes forwarding rules'],
  ['filter', 'INPUT', 'KUBE-NODE-PORT', 'kubernetes health check rules'],
  ['filter', 'INPUT', 'KUBE-PROXY-FIREWALL', 'kube-proxy firewall rules'],
  ['filter', 'FORWARD', 'KUBE-PROXY-FIREWALL', 'kube-proxy firewall rules'],
  ['filter', 'INPUT', 'KUBE-IPVS-FILTER', 'kubernetes ipvs access filter'],
  ['filter', 'OUTPUT', 'KUBE-IPVS-OUT-FILTER', 'kubernetes ipvs access filter'],
];

const NODE_PORT_RULES: [SetKind, 'tcp' | 'udp' | 'sctp', Ends, Target][] = [
  ['KUBE-NODE-PORT-LOCAL-TCP', 'tcp', DST, RETURN],
  ['KUBE-NODE-PORT-TCP', 'tcp', DST, jump('KUBE-MARK-MASQ')],
  ['KUBE-NODE-PORT-LOCAL-UDP', 'udp', DST, RETURN],
  ['KUBE-NODE-PORT-UDP', 'udp', DST, jump('KUBE-MARK-MASQ')],
  ['KUBE-NODE-PORT-LOCAL-SCTP-HASH', 'sctp', DST_DST, RETURN],
  ['KUBE-NODE-PORT-SCTP-HASH', 'sctp', DST_DST, jump('KUBE-MARK-MASQ')],
];

/** The iptables rules around IPVS, and kubelet's (pkg/proxy/ipvs/proxier.go, writeIptablesRules; §7.4). */
export function compileIpvsRules(
  context: IpvsContext,
  { sets }: IpvsTables,
  ports: readonly IndexedPort[],
): Record<TableName, Table> {
  const { family, mark } = context;
  const inSet = (kind: SetKind, flags: Ends): Match => ({ kind: 'set', set: setName(kind, family), flags });
  const filled = (kind: SetKind): boolean => sets.get(setName(kind, family))!.entries.size > 0;
  const about = (kind: SetKind): Match => comment(SET_KINDS[kind][1]);
  /** A rule that asks a set; there is none while the set is empty. */
  const asks = (kind: SetKind, flags: Ends, target: Target, more: Match[] = [], first: Match[] = []): Draft[] =>
    filled(kind) ? [draft([...first, about(kind), inSet(kind, flags), ...more], target)] : [];
  const lets = (kind: SetKind, flags: Ends, target: Target): Draft => draft([inSet(kind, flags)], target);

  const externalIPs = (kind: SetKind): Draft[] => [
    ...asks(kind, DST_DST, ACCEPT, [
      { kind: 'physdevIsIn', negate: true },
      { kind: 'addrtype', side: 'src', type: 'LOCAL', negate: true },
    ]),
    ...asks(kind, DST_DST, ACCEPT, [{ kind: 'addrtype', side: 'dst', type: 'LOCAL' }]),
  ];
  const marks = jump('KUBE-MARK-MASQ');
  const clusterIPs = (): Draft[] => {
    if (context.masqueradeAll) return asks('KUBE-CLUSTER-IP', DST_DST, marks);
    if (!context.local) return asks('KUBE-CLUSTER-IP', ['src', 'dst'], marks);
    return asks('KUBE-CLUSTER-IP', DST_DST, marks, [{ ...context.local, negate: true } as Match]);
  };
  const nat: Record<string, Draft[]> = {
    'KUBE-SERVICES': [
      draft([{ kind: 'source', cidr: family === 'IPv4' ? '127.0.0.0/8' : '::1/128' }], RETURN),
      ...asks('KUBE-LOAD-BALANCER', DST_DST, jump('KUBE-LOAD-BALANCER')),
      ...clusterIPs(),
      ...asks('KUBE-EXTERNAL-IP', DST_DST, marks),
      ...externalIPs('KUBE-EXTERNAL-IP'),
      ...externalIPs('KUBE-EXTERNAL-IP-LOCAL'),
      draft([{ kind: 'addrtype', side: 'dst', type: 'LOCAL' }], jump('KUBE-NODE-PORT')),
      ...(filled('KUBE-CLUSTER-IP') ? [lets('KUBE-CLUSTER-IP', DST_DST, ACCEPT)] : []),
      ...(filled('KUBE-LOAD-BALANCER') ? [lets('KUBE-LOAD-BALANCER', DST_DST, ACCEPT)] : []),
    ],
    'KUBE-POSTROUTING': [...asks('KUBE-LOOP-BACK', DST_DST_SRC, MASQUERADE), ...postroutingRules(mark)],
    'KUBE-NODE-PORT': NODE_PORT_RULES.flatMap(([kind, protocol, flags, target]) =>
      asks(kind, flags, target, [], [{ kind: 'protocol', protocol }]),
    ),
    'KUBE-LOAD-BALANCER': [...asks('KUBE-LOAD-BALANCER-LOCAL', DST_DST, RETURN), draft([], marks)],
    'KUBE-MARK-MASQ': [markMasqRule(mark)],
  };
  const filter: Record<string, Draft[]> = {
    'KUBE-FORWARD': forwardRules(mark),
    'KUBE-NODE-PORT': [
      draft([about('KUBE-HEALTH-CHECK-NODE-PORT'), inSet('KUBE-HEALTH-CHECK-NODE-PORT', DST)], ACCEPT),
    ],
    'KUBE-PROXY-FIREWALL': asks('KUBE-LOAD-BALANCER-FW', DST_DST, jump('KUBE-SOURCE-RANGES-FIREWALL')),
    'KUBE-SOURCE-RANGES-FIREWALL': [
      ...asks('KUBE-LOAD-BALANCER-SOURCE-CIDR', DST_DST_SRC, RETURN),
      ...asks('KUBE-LOAD-BALANCER-SOURCE-IP', DST_DST_SRC, RETURN),
      draft([], DROP),
    ],
    'KUBE-IPVS-FILTER': [
      lets('KUBE-LOAD-BALANCER', DST_DST, RETURN),
      lets('KUBE-CLUSTER-IP', DST_DST, RETURN),
      lets('KUBE-EXTERNAL-IP', DST_DST, RETURN),
      lets('KUBE-EXTERNAL-IP-LOCAL', DST_DST, RETURN),
      lets('KUBE-HEALTH-CHECK-NODE-PORT', DST, RETURN),
      draft([{ kind: 'conntrack', states: ['NEW'] }, inSet('KUBE-IPVS-IPS', DST)], { kind: 'reject' }),
    ],
    'KUBE-IPVS-OUT-FILTER': ports.flatMap(({ port }) => noNodeAccess(port, context)),
  };
  return withChains(kubeletTables(family), { nat, filter });
}

/** Keeps the Node itself from load balancers whose ranges do not hold it: IPVS made source and destination one. */
function noNodeAccess(port: IndexedPort['port'], context: IpvsContext): Draft[] {
  if (port.sourceRanges.length === 0 || rangesHoldNode(port, context)) return [];
  return port.loadBalancerVIPs.map(({ ip, path }) =>
    draft(
      [
        { kind: 'source', cidr: hostCidr(ip) },
        { kind: 'ipvs', protocol: port.protocol, vaddr: ip, vport: port.port },
      ],
      DROP,
      fields(port, 'spec.loadBalancerSourceRanges', path),
    ),
  );
}

function withChains(
  tables: Record<TableName, PlainTable>,
  own: Record<'nat' | 'filter', Record<string, Draft[]>>,
): Record<TableName, Table> {
  for (const [table, from, to, text] of JUMPS) {
    const { chains } = tables[table];
    const chain = chains.get(from) as Chain;
    const rules = chainOf(table, from, [draft([comment(text)], jump(to)), ...chain.rules]).rules;
    chains.set(from, { ...chain, rules: rules.map((rule, i) => ({ ...rule, id: `${table}/${from}/${i}` })) });
  }
  for (const table of ['nat', 'filter'] as const)
    for (const [name, drafts] of Object.entries(own[table]))
      tables[table].chains.set(name, chainOf(table, name, drafts));
  return tables;
}
