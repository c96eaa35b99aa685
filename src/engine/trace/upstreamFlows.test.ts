import { describe, expect, it } from 'vitest';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { simulate } from '../simulate.ts';
import { flow, upstream, type UpstreamService } from './upstreamFixture.ts';

// The facts of kube-proxy's packet-flow tests (pkg/proxy/iptables/proxier_test.go, packetFlowTests, and their twins of
// nftables), as reference §12.1 to §12.11 has them; mode ipvs has no such tests upstream, so that §7 and §11.1 say where
// it differs.

type Mode = ProxySettings['mode'];
/** The same in all modes, or what a mode does otherwise. */
type Expected = string | Partial<Record<Mode | 'others', string>>;
type Flow = [source: string, url: string, expected: Expected];

interface Table {
  name: string;
  services: UpstreamService[];
  proxy?: Partial<ProxySettings>;
  modes?: Mode[];
  flows: Flow[];
}

const POD = '10.0.0.2';
const NODE = '192.168.0.2';
const CLIENT = '203.0.113.2';
const BLOCKED = '203.0.113.130';

const loadBalancer = (more: UpstreamService['spec'] = {}): UpstreamService => ({
  name: 'svc1',
  ips: ['172.30.0.41'],
  ports: [{ name: 'p80', nodePort: 3001 }],
  spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', externalIPs: ['192.168.99.11'], ...more },
  vips: [{ ip: '1.2.3.4' }],
  endpoints: ['10.180.0.1 R', '10.180.2.1 L'],
});

const BOTH = '10.180.0.1:80, 10.180.2.1:80';

/** No short cut in mode ipvs: one list of real servers for all who come by an address (§7.2). */
const shortCut = (all: string, local: string): Expected => ({ ipvs: local, others: all });

/** §12.4: where node ports are open. Loopback's is upstream's word about iptables only; in mode ipvs it is §7.1's. */
function nodePortTables(): Table[] {
  const services: UpstreamService[] = [
    {
      name: 'svc1',
      ips: ['172.30.0.41', 'fd00:172:30::41'],
      ports: [{ name: 'p80', nodePort: 3001 }],
      spec: { type: 'NodePort', externalTrafficPolicy: 'Cluster' },
      endpoints: ['10.180.0.1 R', '10.180.2.1 L', '2001:db8:180:0::1 R', '2001:db8:180:128::5 L'],
    },
  ];
  const v6 = '[2001:db8:180:128::5]:80, [2001:db8:180::1]:80';
  const table = (
    modes: Mode[],
    localhostNodePorts: boolean,
    nodePortAddresses: string[],
    flows: [string, string, string, string],
  ): Table => ({
    name: `12.4 node ports at ${nodePortAddresses.join(' ') || 'the default'}, localhost ${localhostNodePorts ? 'on' : 'off'}`,
    services,
    modes,
    proxy: { localhostNodePorts, nodePortAddresses },
    flows: [
      [POD, 'tcp://172.30.0.41:80', `${BOTH} N`],
      ['2001:db8:180:9::2', 'tcp://[fd00:172:30::41]:80', `${v6} N`],
      [CLIENT, 'tcp://192.168.0.2:3001', `${BOTH} Y`],
      ['2600:5200::1', 'tcp://[2001:db8::1]:3001', `${v6} Y`],
      [NODE, 'tcp://192.168.0.2:3001', `${BOTH} Y`],
      ['2001:db8::1', 'tcp://[2001:db8::1]:3001', `${v6} Y`],
      ['127.0.0.1', 'tcp://127.0.0.1:3001', flows[0]],
      [CLIENT, 'tcp://192.168.1.2:3001', flows[1]],
      ['::1', 'tcp://[::1]:3001', flows[2]],
      ['2600:5200::1', 'tcp://[2001:db8:1::2]:3001', flows[3]],
    ],
  });
  const [yes, yes6] = [`${BOTH} Y`, `${v6} Y`];
  return [
    table(['iptables'], true, [], [yes, yes, '-', yes6]),
    table(['iptables', 'ipvs'], false, [], ['-', yes, '-', yes6]),
    table(['iptables', 'ipvs'], false, ['192.168.0.0/24', '127.0.0.1/32', '2001:db8::/64'], ['-', '-', '-', '-']),
    table(['iptables', 'ipvs'], false, ['192.168.0.0/24', '192.168.1.0/24', '2001:db8::/64'], ['-', yes, '-', '-']),
    table(['nftables'], true, [], ['-', '-', '-', '-']),
    table(['nftables'], true, ['192.168.0.0/24', '192.168.1.0/24', '2001:db8::/64'], ['-', yes, '-', '-']),
    table(['nftables'], true, ['192.168.0.0/24', '2001:db8::/64', '2001:db8:1::2/128'], ['-', '-', '-', yes6]),
  ];
}

/** §12.8. */
function internalTables(): Table[] {
  const table = (policy: 'Cluster' | 'Local', endpoints: string, expected: Expected): Table => ({
    name: `12.8 internalTrafficPolicy ${policy}, ${endpoints || 'no slice'}`,
    services: [
      {
        name: 'svc1',
        ips: ['172.30.1.1'],
        ports: [{ targetPort: 80 }],
        spec: { internalTrafficPolicy: policy },
        endpoints: endpoints.split(', ').filter(Boolean),
      },
    ],
    flows: [[POD, 'tcp://172.30.1.1:80', expected]],
  });
  const three = '10.0.1.1:80, 10.0.1.2:80, 10.0.1.3:80 N';
  return [
    table('Cluster', '10.0.1.1 L, 10.0.1.2 R, 10.0.1.3 R', three),
    table('Local', '10.0.1.1 L, 10.0.1.2 R, 10.0.1.3 R', '10.0.1.1:80 N'),
    table('Local', '10.0.1.1 L, 10.0.1.2 L, 10.0.1.3 R', '10.0.1.1:80, 10.0.1.2:80 N'),
    // without a door for the outside, the list of all that ipvs falls back to is empty (§7.2, §12.16)
    table('Local', '10.0.1.1 R, 10.0.1.2 R, 10.0.1.3 R', { ipvs: 'REJECT', others: 'DROP' }),
    table('Cluster', '', 'REJECT'),
    table('Local', '', 'REJECT'),
  ];
}

/** §12.9: pod → ClusterIP, then client → VIP. */
function terminatingTables(): Table[] {
  const table = (policy: 'Cluster' | 'Local', endpoints: string, pod: string, client: Expected): Table => ({
    name: `12.9 externalTrafficPolicy ${policy}, ${endpoints || 'no slice'}`,
    services: [
      {
        name: 'svc1',
        ips: ['172.30.1.1'],
        ports: [{ nodePort: 3001 }],
        spec: { type: 'LoadBalancer', externalTrafficPolicy: policy },
        vips: [{ ip: '1.2.3.4' }],
        endpoints: endpoints.split(', ').filter(Boolean),
      },
    ],
    flows: [
      [POD, 'tcp://172.30.1.1:80', pod],
      [CLIENT, 'tcp://1.2.3.4:80', client],
    ],
  });
  const at = (last: string, masq: string): string =>
    `${last
      .split(' ')
      .map((n) => `10.0.1.${n}:80`)
      .join(', ')} ${masq}`;
  const some = '10.0.1.1 L, 10.0.1.2 L, 10.0.1.3 RST, 10.0.1.4 RT, 10.0.1.5 R';
  const draining = '10.0.1.5 RST';
  return [
    table('Local', some.replace('RST', 'LST').replace('RT', 'LT'), at('1 2 5', 'N'), at('1 2', 'N')),
    table('Local', '10.0.1.2 LST, 10.0.1.3 LST, 10.0.1.4 LT, 10.0.1.5 R', at('5', 'N'), at('2 3', 'N')),
    table('Local', draining, at('5', 'N'), { ipvs: at('5', 'N'), others: 'DROP' }),
    table('Local', '10.0.1.5 RT', 'REJECT', 'REJECT'),
    table('Local', '', 'REJECT', 'REJECT'),
    table('Cluster', some, at('1 2 5', 'N'), at('1 2 5', 'Y')),
    table('Cluster', '10.0.1.2 LST, 10.0.1.3 LST, 10.0.1.4 RT, 10.0.1.5 RST', at('2 3 5', 'N'), at('2 3 5', 'Y')),
    table('Cluster', draining, at('5', 'N'), at('5', 'Y')),
    table('Cluster', '10.0.1.5 RT', 'REJECT', 'REJECT'),
    table('Cluster', '', 'REJECT', 'REJECT'),
  ];
}

/** §12.10: three Services, four sources, and what the options change. */
function masqueradeTables(): Table[] {
  const service = (n: number, vip: string, spec: UpstreamService['spec']): UpstreamService => ({
    name: `svc${n}`,
    ips: [`172.30.0.4${n}`],
    ports: [{ nodePort: 3000 + n }],
    spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', ...spec },
    vips: [{ ip: vip }],
    endpoints: [`10.180.0.${n} L`, `10.180.1.${n} R`],
  });
  const services = [
    service(1, '1.2.3.4', {}),
    service(2, '5.6.7.8', { externalTrafficPolicy: 'Local' }),
    service(3, '9.10.11.12', { internalTrafficPolicy: 'Local' }),
  ];
  const both = (n: number): string => `10.180.0.${n}:80, 10.180.1.${n}:80`;
  const here = (n: number): string => `10.180.0.${n}:80`;
  const base = (source: string, cells: Expected[]): Flow[] =>
    [
      '172.30.0.41:80',
      '192.168.0.2:3001',
      '1.2.3.4:80',
      '172.30.0.42:80',
      '192.168.0.2:3002',
      '5.6.7.8:80',
      '172.30.0.43:80',
      '192.168.0.2:3003',
      '9.10.11.12:80',
    ].map((to, i) => [source, `tcp://${to}`, cells[i] as Expected]);
  const table = (name: string, proxy: Partial<ProxySettings>, marks: { pod: string; other: string }): Table => {
    const detects = !('clusterCIDR' in proxy);
    const { pod, other } = marks;
    const [y1, y2, y3] = [1, 2, 3].map((n) => `${both(n)} Y`) as [string, string, string];
    const local = `${here(2)} N`;
    return {
      name: `12.10 masquerade, ${name}`,
      services,
      proxy,
      flows: [
        ...base(POD, [
          `${both(1)} ${pod}`,
          y1,
          y1,
          `${both(2)} ${pod}`,
          detects ? shortCut(`${both(2)} N`, local) : local,
          detects ? shortCut(`${both(2)} N`, local) : local,
          `${here(3)} ${pod}`,
          y3,
          y3,
        ]),
        ...base(NODE, [
          `${both(1)} ${other}`,
          y1,
          y1,
          `${both(2)} ${other}`,
          shortCut(y2, local),
          shortCut(y2, local),
          `${here(3)} ${other}`,
          y3,
          y3,
        ]),
        ...base(CLIENT, [
          `${both(1)} ${other}`,
          y1,
          y1,
          `${both(2)} ${other}`,
          local,
          local,
          `${here(3)} ${other}`,
          y3,
          y3,
        ]),
        ...[3001, 3002, 3003].map(
          (port, i): Flow => ['127.0.0.1', `tcp://127.0.0.1:${port}`, { iptables: `${both(i + 1)} Y`, others: '-' }],
        ),
      ],
    };
  };
  return [
    table('local detection', {}, { pod: 'N', other: 'Y' }),
    table('no detection', { clusterCIDR: '' }, { pod: 'N', other: 'N' }),
    table('all', { masqueradeAll: true }, { pod: 'Y', other: 'Y' }),
    table('all, no detection', { masqueradeAll: true, clusterCIDR: '' }, { pod: 'Y', other: 'Y' }),
  ];
}

const TABLES: Table[] = [
  {
    name: '12.1 no endpoints',
    services: [{ ...loadBalancer(), endpoints: [] }],
    flows: [
      [POD, 'tcp://172.30.0.41:80', 'REJECT'],
      [CLIENT, 'tcp://192.168.99.11:80', 'REJECT'],
      [POD, 'tcp://192.168.0.2:3001', 'REJECT'],
      [CLIENT, 'tcp://192.168.0.2:3001', 'REJECT'],
      [POD, 'tcp://1.2.3.4:80', 'REJECT'],
      [CLIENT, 'tcp://1.2.3.4:80', 'REJECT'],
    ],
  },
  {
    name: '12.2 ClusterIP',
    services: [
      { name: 'svc1', ips: ['172.30.0.41'], ports: [{ name: 'http' }], endpoints: ['10.180.0.1 L'] },
      {
        name: 'svc2',
        ips: ['172.30.0.42'],
        ports: [
          { name: 'http' },
          { name: 'https', port: 443, targetPort: 8443 },
          { name: 'dns-udp', protocol: 'UDP', port: 53, targetPort: 53 },
          { name: 'dns-tcp', port: 53, targetPort: 5353 },
          { name: 'dns-sctp', protocol: 'SCTP', port: 53, targetPort: 53 },
        ],
        endpoints: ['10.180.0.1 L', '10.180.2.1 R'],
      },
    ],
    flows: [
      ['10.180.0.2', 'tcp://172.30.0.41:80', '10.180.0.1:80 N'],
      ['10.180.0.1', 'tcp://172.30.0.41:80', '10.180.0.1:80 Y'],
      ['10.180.0.2', 'tcp://172.30.0.42:80', `${BOTH} N`],
      ['10.180.0.2', 'tcp://172.30.0.42:443', '10.180.0.1:8443, 10.180.2.1:8443 N'],
      ['10.180.0.2', 'tcp://172.30.0.42:53', '10.180.0.1:5353, 10.180.2.1:5353 N'],
      ['10.180.0.2', 'udp://172.30.0.42:53', '10.180.0.1:53, 10.180.2.1:53 N'],
      ['10.180.0.2', 'sctp://172.30.0.42:53', '10.180.0.1:53, 10.180.2.1:53 N'],
      ['10.180.0.2', 'udp://172.30.0.42:80', { iptables: '-', others: 'REJECT' }],
      ['10.180.0.2', 'tcp://172.30.0.41:443', { iptables: '-', others: 'REJECT' }],
      ['10.180.0.2', 'tcp://172.30.0.50:80', { nftables: 'DROP', others: '-' }],
    ],
  },
  {
    name: '12.3 source ranges',
    services: [
      {
        ...loadBalancer({ externalIPs: [], loadBalancerSourceRanges: ['192.168.0.0/24', ' 203.0.113.0/25'] }),
        vips: [{ ip: '1.2.3.4' }, { ip: '5.6.7.8' }],
        endpoints: ['10.180.0.1 R'],
      },
    ],
    flows: [
      [POD, 'tcp://172.30.0.41:80', '10.180.0.1:80 N'],
      [CLIENT, 'tcp://192.168.0.2:3001', '10.180.0.1:80 Y'],
      [BLOCKED, 'tcp://192.168.0.2:3001', '10.180.0.1:80 Y'],
      ...['1.2.3.4', '5.6.7.8'].flatMap((vip): Flow[] => [
        [CLIENT, `tcp://${vip}:80`, '10.180.0.1:80 Y'],
        [BLOCKED, `tcp://${vip}:80`, 'DROP'],
        [POD, `tcp://${vip}:80`, 'DROP'],
        [NODE, `tcp://${vip}:80`, '10.180.0.1:80 Y'],
        [vip, `tcp://${vip}:80`, '10.180.0.1:80 Y'],
      ]),
    ],
  },
  {
    name: '12.6 externalTrafficPolicy Local',
    services: [loadBalancer({ externalTrafficPolicy: 'Local' })],
    flows: [
      [POD, 'tcp://172.30.0.41:80', `${BOTH} N`],
      ...['192.168.99.11:80', '1.2.3.4:80', '192.168.0.2:3001'].flatMap((at): Flow[] => [
        [POD, `tcp://${at}`, shortCut(`${BOTH} N`, '10.180.2.1:80 N')],
        [CLIENT, `tcp://${at}`, '10.180.2.1:80 N'],
      ]),
    ],
  },
  {
    name: '12.7 externalTrafficPolicy Cluster',
    services: [loadBalancer()],
    flows: [
      [POD, 'tcp://172.30.0.41:80', `${BOTH} N`],
      ...['192.168.99.11:80', '1.2.3.4:80', '192.168.0.2:3001'].flatMap((at): Flow[] => [
        [POD, `tcp://${at}`, `${BOTH} Y`],
        [CLIENT, `tcp://${at}`, `${BOTH} Y`],
      ]),
    ],
  },
  ...nodePortTables(),
  ...internalTables(),
  ...terminatingTables(),
  ...masqueradeTables(),
  {
    name: '12.5 health check node port',
    services: [loadBalancer({ externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 })],
    flows: [
      [CLIENT, 'tcp://192.168.0.2:30000', 'ACCEPT'],
      [CLIENT, 'tcp://192.168.0.2:30001', '-'],
    ],
  },
  ...(['Proxy', 'VIP', undefined] as const).map((ipMode) => ({
    name: `12.11 ipMode ${ipMode}`,
    services: [{ ...loadBalancer(), vips: [{ ip: '1.2.3.4', ...(ipMode && { ipMode }) }] }],
    flows: [[CLIENT, 'tcp://1.2.3.4:80', ipMode === 'Proxy' ? '-' : `${BOTH} Y`]] as Flow[],
  })),
];

const ALL: Mode[] = ['iptables', 'nftables', 'ipvs'];

const expectedIn = (expected: Expected, mode: Mode): string | undefined =>
  typeof expected === 'string' ? expected : (expected[mode] ?? expected.others);

describe.each(ALL)('upstream packet flows, mode %s', (mode) => {
  const tables = TABLES.filter(({ modes = ALL }) => modes.includes(mode));
  it.each(tables.map((table) => [table.name, table] as const))('%s', (_, { services, proxy, flows }) => {
    const cluster = upstream(services, { ...proxy, mode });
    const seen = flows.map(([source, url]) => `${source} → ${url}: ${flow(cluster, source, url)}`);
    expect(seen).toEqual(flows.map(([source, url, expected]) => `${source} → ${url}: ${expectedIn(expected, mode)}`));
  });
});

// 12.12: such addresses do not come to kube-proxy any more, as the API server refuses them since 1.36
it.each([
  ['clusterIP: 172.30.0.041', 'clusterIPs[0]'],
  ['externalIPs: [192.168.099.022]', 'externalIPs[0]'],
  ['loadBalancerSourceRanges: [203.0.113.000/025]', 'LoadBalancerSourceRanges[0]'],
])('12.12 zeros in front: %s', (field, path) => {
  const text = `apiVersion: v1
kind: Service
metadata: {name: svc1}
spec:
  type: LoadBalancer
  ${field}
  ports: [{port: 80}]
`;
  const [first] = simulate({ text }).diagnostics;
  expect(first?.message).toContain(`spec.${path}: Invalid value`);
  expect(first?.message).toContain('must not have leading 0s');
});
