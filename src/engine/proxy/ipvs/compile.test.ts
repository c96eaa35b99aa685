import { describe, expect, it } from 'vitest';
import type { ServicePort, ServiceSpec } from '../../../model/Service.ts';
import type { Cluster, ProxySettings } from '../../cluster/Cluster.ts';
import { clusterFixture, type EndpointState, putPod, putService } from '../../trace/clusterFixture.ts';
import { renderIptablesSave } from '../iptables/render.ts';
import { kernelConfigOf } from '../kernelConfig.ts';

const port = (nodePort = 0, protocol: ServicePort['protocol'] = 'TCP'): Partial<ServiceSpec> => ({
  ports: [{ protocol, port: 80, targetPort: 80, ...(nodePort && { nodePort }) }],
});

/** web-1 on n1 and web-2 on n2 behind one Service; what n1's kernel holds then. */
function shop(
  spec: Partial<ServiceSpec>,
  vips: string[] = [],
  proxy: Partial<ProxySettings> = {},
  states: EndpointState[] = ['ready', 'ready'],
): Cluster {
  const cluster = clusterFixture({ mode: 'ipvs', ...proxy });
  const pods = states.map((state, i) => ({
    pod: putPod(cluster, { name: `web-${i + 1}`, node: `n${i + 1}`, ip: `10.244.${i + 1}.2` }),
    state,
  }));
  putService(cluster, 'web', { clusterIP: '10.96.0.80', ...port(), ...spec }, pods, vips);
  return cluster;
}

const servers = (cluster: Cluster): Record<string, string> =>
  Object.fromEntries(
    [...(kernelConfigOf(cluster, 'n1').ipvs?.IPv4.servers.values() ?? [])].map((server) => [
      `${server.id} ${server.scheduler}${server.persistence ? ` persistent ${server.persistence}` : ''}`,
      server.servers.map(({ text }) => text).join(' '),
    ]),
  );

const sets = (cluster: Cluster): Record<string, string> =>
  Object.fromEntries(
    [...(kernelConfigOf(cluster, 'n1').ipvs?.IPv4.sets.values() ?? [])]
      .filter(({ entries }) => entries.size > 0)
      .map(({ name, entries }) => [name, [...entries.keys()].join(' ')]),
  );

const rules = (cluster: Cluster, chain: string): string[] =>
  renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', undefined, { date: '' })
    .split('\n')
    .filter((line) => line.startsWith(`-A ${chain} `))
    .map((line) => line.replace(/^-A \S+ /, '').replace(/-m comment --comment "[^"]*" /, ''));

const BOTH = '10.244.1.2:80 10.244.2.2:80';
const ONE = '10.244.1.2:80';
const CLUSTER_IP = { 'KUBE-CLUSTER-IP': '10.96.0.80,tcp:80' };
const HAIRPIN = { 'KUBE-LOOP-BACK': '10.244.1.2,tcp:80,10.244.1.2' };

/** The facts of pkg/proxy/ipvs/proxier_test.go, in the addresses of the fixture. */
describe.each<[name: string, Cluster, servers: Record<string, string>, sets: Record<string, string>]>([
  [
    'TestNodePortIPv4: all local addresses, TCP',
    shop({ type: 'NodePort', ...port(3001) }),
    {
      'TCP 10.96.0.80:80 rr': BOTH,
      'TCP 192.168.251.101:3001 rr': BOTH,
      'TCP 10.244.1.1:3001 rr': BOTH,
    },
    { ...HAIRPIN, ...CLUSTER_IP, 'KUBE-NODE-PORT-TCP': '3001', 'KUBE-IPVS-IPS': '10.96.0.80' },
  ],
  [
    'TestNodePortIPv4: UDP at some addresses',
    shop({ type: 'NodePort', ...port(3001, 'UDP') }, [], { nodePortAddresses: ['192.168.251.0/24'] }),
    { 'UDP 10.96.0.80:80 rr': BOTH, 'UDP 192.168.251.101:3001 rr': BOTH },
    {
      'KUBE-LOOP-BACK': '10.244.1.2,udp:80,10.244.1.2',
      'KUBE-CLUSTER-IP': '10.96.0.80,udp:80',
      'KUBE-NODE-PORT-UDP': '3001',
      'KUBE-IPVS-IPS': '10.96.0.80',
    },
  ],
  [
    'TestNodePortIPv4: SCTP has sets of addresses',
    shop({ type: 'NodePort', externalTrafficPolicy: 'Local', ...port(3001, 'SCTP') }, [], {
      nodePortAddresses: ['192.168.251.0/24'],
    }),
    { 'SCTP 10.96.0.80:80 rr': BOTH, 'SCTP 192.168.251.101:3001 rr': ONE },
    {
      'KUBE-LOOP-BACK': '10.244.1.2,sctp:80,10.244.1.2',
      'KUBE-CLUSTER-IP': '10.96.0.80,sctp:80',
      'KUBE-NODE-PORT-SCTP-HASH': '192.168.251.101,sctp:3001',
      'KUBE-NODE-PORT-LOCAL-SCTP-HASH': '192.168.251.101,sctp:3001',
      'KUBE-IPVS-IPS': '10.96.0.80',
    },
  ],
  [
    'node ports at no address: the health check is forgotten, too',
    shop({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 3000, ...port(3001) }, [], {
      nodePortAddresses: ['127.0.0.0/8'],
    }),
    { 'TCP 10.96.0.80:80 rr': BOTH },
    { ...HAIRPIN, ...CLUSTER_IP, 'KUBE-IPVS-IPS': '10.96.0.80' },
  ],
  [
    'TestOnlyLocalNodePorts, TestHealthCheckNodePort',
    shop({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 3000, ...port(3001) }, [], {
      nodePortAddresses: ['192.168.251.0/24'],
    }),
    { 'TCP 10.96.0.80:80 rr': BOTH, 'TCP 192.168.251.101:3001 rr': ONE },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-NODE-PORT-TCP': '3001',
      'KUBE-NODE-PORT-LOCAL-TCP': '3001',
      'KUBE-HEALTH-CHECK-NODE-PORT': '3000',
      'KUBE-IPVS-IPS': '10.96.0.80',
    },
  ],
  [
    'TestExternalIPs; an address of the Node itself is not bound',
    shop({ externalIPs: ['50.60.70.81', '192.168.251.101'] }),
    {
      'TCP 10.96.0.80:80 rr': BOTH,
      'TCP 50.60.70.81:80 rr': BOTH,
      'TCP 192.168.251.101:80 rr': BOTH,
    },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-EXTERNAL-IP': '50.60.70.81,tcp:80 192.168.251.101,tcp:80',
      'KUBE-IPVS-IPS': '10.96.0.80 50.60.70.81',
    },
  ],
  [
    'TestOnlyLocalExternalIPs',
    shop({ externalIPs: ['50.60.70.81'], externalTrafficPolicy: 'Local' }),
    { 'TCP 10.96.0.80:80 rr': BOTH, 'TCP 50.60.70.81:80 rr': ONE },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-EXTERNAL-IP-LOCAL': '50.60.70.81,tcp:80',
      'KUBE-IPVS-IPS': '10.96.0.80 50.60.70.81',
    },
  ],
  [
    'TestOnlyLocalLoadBalancing',
    shop({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, ['1.2.3.4']),
    { 'TCP 10.96.0.80:80 rr': BOTH, 'TCP 1.2.3.4:80 rr': ONE },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-LOAD-BALANCER': '1.2.3.4,tcp:80',
      'KUBE-LOAD-BALANCER-LOCAL': '1.2.3.4,tcp:80',
      'KUBE-IPVS-IPS': '10.96.0.80 1.2.3.4',
    },
  ],
  [
    'TestLoadBalancerSourceRanges, and a range that holds the Node',
    shop({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8', '192.168.251.101/32'] }, ['1.2.3.4']),
    { 'TCP 10.96.0.80:80 rr': BOTH, 'TCP 1.2.3.4:80 rr': BOTH },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-LOAD-BALANCER': '1.2.3.4,tcp:80',
      'KUBE-LOAD-BALANCER-FW': '1.2.3.4,tcp:80',
      'KUBE-LOAD-BALANCER-SOURCE-IP': '1.2.3.4,tcp:80,1.2.3.4',
      'KUBE-LOAD-BALANCER-SOURCE-CIDR': '1.2.3.4,tcp:80,10.0.0.0/8 1.2.3.4,tcp:80,192.168.251.101/32',
      'KUBE-IPVS-IPS': '10.96.0.80 1.2.3.4',
    },
  ],
  [
    'TestSessionAffinity',
    shop({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 100 } } }, [], {
      ipvs: { scheduler: 'wrr', strictARP: false },
    }),
    { 'TCP 10.96.0.80:80 wrr persistent 100': BOTH },
    { ...HAIRPIN, ...CLUSTER_IP, 'KUBE-IPVS-IPS': '10.96.0.80' },
  ],
  [
    'TestInternalTrafficPolicyE2E: none here',
    shop({ internalTrafficPolicy: 'Local' }, [], {}, ['notReady', 'ready']),
    { 'TCP 10.96.0.80:80 rr': '' },
    { ...HAIRPIN, ...CLUSTER_IP, 'KUBE-IPVS-IPS': '10.96.0.80' },
  ],
  [
    'internalTrafficPolicy Local falls back, if the outside needs all endpoints anyway',
    shop({ internalTrafficPolicy: 'Local', type: 'LoadBalancer' }, ['1.2.3.4'], {}, ['notReady', 'ready']),
    { 'TCP 10.96.0.80:80 rr': '10.244.2.2:80', 'TCP 1.2.3.4:80 rr': '10.244.2.2:80' },
    { ...HAIRPIN, ...CLUSTER_IP, 'KUBE-LOAD-BALANCER': '1.2.3.4,tcp:80', 'KUBE-IPVS-IPS': '10.96.0.80 1.2.3.4' },
  ],
  [
    'Test_EndpointSliceOnlyReadyAndTerminatingLocal: the draining one is taken',
    shop({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, ['1.2.3.4'], {}, ['draining', 'ready']),
    { 'TCP 10.96.0.80:80 rr': '10.244.2.2:80', 'TCP 1.2.3.4:80 rr': ONE },
    {
      ...HAIRPIN,
      ...CLUSTER_IP,
      'KUBE-LOAD-BALANCER': '1.2.3.4,tcp:80',
      'KUBE-LOAD-BALANCER-LOCAL': '1.2.3.4,tcp:80',
      'KUBE-IPVS-IPS': '10.96.0.80 1.2.3.4',
    },
  ],
])('%s', (_, cluster, expectedServers, expectedSets) => {
  it('virtual servers', () => expect(servers(cluster)).toEqual(expectedServers));
  it('ipsets', () => expect(sets(cluster)).toEqual(expectedSets));
});

describe('the rules around IPVS', () => {
  const set = (name: string, ends = 'dst,dst'): string => `-m set --match-set ${name} ${ends}`;
  const LAST = ['-m addrtype --dst-type LOCAL -j KUBE-NODE-PORT', `${set('KUBE-CLUSTER-IP')} -j ACCEPT`];

  it.each<[string, Partial<ProxySettings>, string]>([
    ['a detector', {}, `! -s 10.244.0.0/16 ${set('KUBE-CLUSTER-IP')} -j KUBE-MARK-MASQ`],
    ['masqueradeAll', { masqueradeAll: true }, `${set('KUBE-CLUSTER-IP')} -j KUBE-MARK-MASQ`],
    ['no detector', { clusterCIDR: 'fd00::/48' }, `${set('KUBE-CLUSTER-IP', 'src,dst')} -j KUBE-MARK-MASQ`],
  ])('mark what comes to a Cluster IP, with %s', (_, proxy, rule) => {
    expect(rules(shop({}, [], proxy), 'KUBE-SERVICES')).toEqual(['-s 127.0.0.0/8 -j RETURN', rule, ...LAST]);
  });

  it('TestLoadBalancerSourceRanges', () => {
    const cluster = shop({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }, ['1.2.3.4']);
    expect(rules(cluster, 'KUBE-SERVICES').map((rule) => rule.replace(/^.*(?=-j )/, ''))).toEqual([
      '-j RETURN',
      '-j KUBE-LOAD-BALANCER',
      '-j KUBE-MARK-MASQ',
      '-j KUBE-NODE-PORT',
      '-j ACCEPT',
      '-j ACCEPT',
    ]);
    expect(rules(cluster, 'KUBE-PROXY-FIREWALL')).toEqual([
      `${set('KUBE-LOAD-BALANCER-FW')} -j KUBE-SOURCE-RANGES-FIREWALL`,
    ]);
    expect(rules(cluster, 'KUBE-SOURCE-RANGES-FIREWALL')).toEqual([
      `${set('KUBE-LOAD-BALANCER-SOURCE-CIDR', 'dst,dst,src')} -j RETURN`,
      '-j DROP',
    ]);
    expect(rules(cluster, 'KUBE-IPVS-OUT-FILTER')).toEqual([
      '-s 1.2.3.4/32 -m ipvs --vproto 6 --vaddr 1.2.3.4 --vport 80 -j DROP',
    ]);
  });

  it('TestOnlyLocalNodePorts, TestOnlyLocalExternalIPs', () => {
    const cluster = shop({
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      externalIPs: ['50.60.70.81'],
      ...port(3001),
    });
    expect(rules(cluster, 'KUBE-NODE-PORT')).toEqual([
      `${set('KUBE-HEALTH-CHECK-NODE-PORT', 'dst')} -j ACCEPT`,
      `-p tcp ${set('KUBE-NODE-PORT-LOCAL-TCP', 'dst')} -j RETURN`,
      `-p tcp ${set('KUBE-NODE-PORT-TCP', 'dst')} -j KUBE-MARK-MASQ`,
    ]);
    const external = set('KUBE-EXTERNAL-IP-LOCAL');
    expect(rules(cluster, 'KUBE-SERVICES').slice(2)).toEqual([
      `${external} -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT`,
      `${external} -m addrtype --dst-type LOCAL -j ACCEPT`,
      ...LAST,
    ]);
  });

  it('TestExternalIPs; TestLoadBalancerSourceRanges with a range that holds the Node', () => {
    const external = rules(shop({ externalIPs: ['50.60.70.81'] }), 'KUBE-SERVICES').slice(2);
    const match = set('KUBE-EXTERNAL-IP');
    expect(external).toEqual([
      `${match} -j KUBE-MARK-MASQ`,
      `${match} -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT`,
      `${match} -m addrtype --dst-type LOCAL -j ACCEPT`,
      ...LAST,
    ]);
    const ranges = { type: 'LoadBalancer' as const, loadBalancerSourceRanges: ['192.168.0.0/16'] };
    expect(rules(shop(ranges, ['1.2.3.4']), 'KUBE-SOURCE-RANGES-FIREWALL')).toEqual([
      `${set('KUBE-LOAD-BALANCER-SOURCE-CIDR', 'dst,dst,src')} -j RETURN`,
      `${set('KUBE-LOAD-BALANCER-SOURCE-IP', 'dst,dst,src')} -j RETURN`,
      '-j DROP',
    ]);
  });

  it('let through what goes to Services, before what else goes to their addresses is refused', () => {
    expect(rules(shop({}), 'KUBE-IPVS-FILTER')).toEqual([
      `${set('KUBE-LOAD-BALANCER')} -j RETURN`,
      `${set('KUBE-CLUSTER-IP')} -j RETURN`,
      `${set('KUBE-EXTERNAL-IP')} -j RETURN`,
      `${set('KUBE-EXTERNAL-IP-LOCAL')} -j RETURN`,
      `${set('KUBE-HEALTH-CHECK-NODE-PORT', 'dst')} -j RETURN`,
      `-m conntrack --ctstate NEW ${set('KUBE-IPVS-IPS', 'dst')} -j REJECT --reject-with icmp-port-unreachable`,
    ]);
  });

  it('say what their jumps are for', () => {
    const text = renderIptablesSave(kernelConfigOf(shop({}), 'n1'), 'IPv4', 'filter', { date: '' });
    expect(text).toContain('-A INPUT -m comment --comment "kubernetes ipvs access filter" -j KUBE-IPVS-FILTER\n');
  });

  it('have their jumps before those of kubelet, the newest first', () => {
    expect(rules(shop({}), 'INPUT')).toEqual([
      '-j KUBE-IPVS-FILTER',
      '-j KUBE-PROXY-FIREWALL',
      '-j KUBE-NODE-PORT',
      '-j KUBE-FIREWALL',
    ]);
  });
});

it('a real server rests on its Pod, and on the selector where there is one', () => {
  const because = (spec: Partial<ServiceSpec>) =>
    [...(kernelConfigOf(shop(spec), 'n1').ipvs?.IPv4.servers.values() ?? [])][0]?.servers[0]?.because;
  const pod = { object: 'Pod/default/web-1', path: '' };
  expect(because({})).toEqual([{ object: 'Service/default/web', path: 'spec.selector' }, pod]);
  expect(because({ selector: {} })).toEqual([pod]);
});
