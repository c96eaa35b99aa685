import type { NftChain, NftMatch, NftRule, NftStatement } from '../../../model/Nftables.ts';
import type { Match } from '../../../model/Rule.ts';
import type { ProxyContext } from '../ProxyContext.ts';

/** Base chains: name, what nft prints of the hook, and what they jump to for which packets (§6.1). */
const BASE: [name: string, hook: string, jumps: [chain: string, onlyNew: boolean][]][] = [
  [
    'filter-prerouting-pre-dnat',
    'type filter hook prerouting priority dstnat - 10; policy accept;',
    [['firewall-check', true]],
  ],
  ['filter-output-pre-dnat', 'type filter hook output priority -110; policy accept;', [['firewall-check', true]]],
  [
    'filter-input',
    'type filter hook input priority filter; policy accept;',
    [
      ['nodeport-endpoints-check', true],
      ['service-endpoints-check', true],
    ],
  ],
  [
    'filter-forward',
    'type filter hook forward priority filter; policy accept;',
    [
      ['service-endpoints-check', true],
      ['cluster-ips-check', true],
    ],
  ],
  [
    'filter-output',
    'type filter hook output priority filter; policy accept;',
    [
      ['service-endpoints-check', true],
      ['cluster-ips-check', true],
    ],
  ],
  ['nat-prerouting', 'type nat hook prerouting priority dstnat; policy accept;', [['services', false]]],
  ['nat-output', 'type nat hook output priority -100; policy accept;', [['services', false]]],
  ['nat-postrouting', 'type nat hook postrouting priority srcnat; policy accept;', [['masquerading', false]]],
];

type Draft = Omit<NftRule, 'id' | 'because'>;

const chainOf = (name: string, rules: Draft[], rest: Pick<NftChain, 'hook' | 'comment'> = {}): NftChain => ({
  name,
  ...rest,
  rules: rules.map((rule, i) => ({ id: `${name}/${i}`, ...rule, because: [] })),
});

/** The chains that every Node has, whatever Services there are. */
export function fixedChains(context: ProxyContext, serviceCIDRs: readonly string[]): NftChain[] {
  const base = BASE.map(([name, hook, jumps]) =>
    chainOf(
      name,
      jumps.map(([chain, onlyNew]): Draft => {
        const matches: NftMatch[] = onlyNew ? [{ kind: 'ctStateNew' }] : [];
        return { matches, statements: [{ kind: 'jump', chain }] };
      }),
      { hook },
    ),
  );
  return [
    ...base,
    chainOf('nodeport-endpoints-check', [
      { matches: nodePortAddress(context, false), statements: [byPort('no-endpoint-nodeports')] },
    ]),
    chainOf('service-endpoints-check', [{ matches: [], statements: [byAddress('no-endpoint-services')] }]),
    chainOf('firewall-check', [{ matches: [], statements: [byAddress('firewall-ips')] }]),
    chainOf('services', servicesRules(context)),
    chainOf('masquerading', masqueradingRules(context.mark)),
    chainOf('cluster-ips-check', clusterIPRules(serviceCIDRs)),
    chainOf('reject-chain', [{ matches: [], statements: [{ kind: 'reject' }] }], {
      comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
    }),
  ];
}

const byAddress = (map: string): NftStatement => ({ kind: 'vmap', key: 'addressAndPort', map });
const byPort = (map: string): NftStatement => ({ kind: 'vmap', key: 'port', map });

/** Where node ports are open: at the Node's addresses in the set, or at all its own but loopback's. */
function nodePortAddress(context: ProxyContext, mustBeLocal: boolean): NftMatch[] {
  if (context.nodePortIPs) return [{ kind: 'addressInSet', side: 'daddr', set: 'nodeport-ips' }];
  const loopback = context.family === 'IPv6' ? '::1' : '127.0.0.0/8';
  const elsewhere: NftMatch = { kind: 'address', side: 'daddr', cidrs: [loopback], negate: true };
  return mustBeLocal ? [{ kind: 'fibLocal', side: 'daddr' }, elsewhere] : [elsewhere];
}

function servicesRules(context: ProxyContext): Draft[] {
  const toClusterIP: NftMatch = { kind: 'addressInSet', side: 'daddr', set: 'cluster-ips' };
  const mark: NftStatement = { kind: 'markOr', value: context.mark };
  const rules: Draft[] = [];
  const notLocal = localMatch(context.local, true);
  if (context.masqueradeAll)
    rules.push({ matches: [toClusterIP], statements: [mark], comment: 'masquerade all clusterIP traffic' });
  else if (notLocal)
    rules.push({
      matches: [toClusterIP, notLocal],
      statements: [mark],
      comment: 'masquerade clusterIP traffic from outside cluster',
    });
  rules.push({ matches: [], statements: [byAddress('service-ips')] });
  rules.push({ matches: nodePortAddress(context, true), statements: [byPort('service-nodeports')] });
  return rules;
}

const masqueradingRules = (mark: number): Draft[] => [
  { matches: [{ kind: 'mark', value: mark }], statements: [{ kind: 'markXor', value: mark }, { kind: 'masquerade' }] },
  {
    matches: [{ kind: 'ctStatusDnat' }, { kind: 'connectionInSet', set: 'hairpin-connections' }],
    statements: [{ kind: 'masquerade' }],
  },
];

function clusterIPRules(serviceCIDRs: readonly string[]): Draft[] {
  const rules: Draft[] = [
    {
      matches: [{ kind: 'addressInSet', side: 'daddr', set: 'cluster-ips' }],
      statements: [{ kind: 'reject' }],
      comment: 'Reject traffic to invalid ports of ClusterIPs',
    },
  ];
  if (serviceCIDRs.length > 0)
    rules.push({
      matches: [{ kind: 'address', side: 'daddr', cidrs: [...serviceCIDRs] }],
      statements: [{ kind: 'drop' }],
      comment: 'Drop traffic to unallocated ClusterIPs',
    });
  return rules;
}

/** At the end of a name, iptables' `+` is nft's `*`. */
const nftName = (name: string): string => (name.endsWith('+') ? `${name.slice(0, -1)}*` : name);

/** The match of local Pods' traffic in nft's words. */
export function localMatch(local: Match | undefined, negate: boolean): NftMatch | undefined {
  if (local?.kind === 'source') return { kind: 'address', side: 'saddr', cidrs: [local.cidr], negate };
  if (local?.kind === 'inInterface') return { kind: 'inInterface', name: nftName(local.name), negate };
  return undefined;
}
