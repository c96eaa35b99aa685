import { describe, expect, it } from 'vitest';
import type { Service } from '../../model/Service.ts';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { familyOf, hostOf } from '../net/ip.ts';
import { openSettled } from '../openSettled.ts';
import { simulate } from '../simulate.ts';
import { reach } from './reach.ts';
import { topologyOf } from './Topology.ts';

// Every protocol, by every door of a Service of every policy, in both families, from inside and outside, in all modes.

type Mode = ProxySettings['mode'];
const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;
const FAMILIES = ['IPv4', 'IPv6'] as const;
const POLICIES = [
  ['Cluster', 'Cluster'],
  ['Local', 'Cluster'],
  ['Cluster', 'Local'],
  ['Local', 'Local'],
] as const;
const SERVICES = POLICIES.map(([external, internal], n) => ({ external, internal, n }));

const NODE_IP = { IPv4: (n: number) => `192.168.251.10${n}`, IPv6: (n: number) => `[fd00:251::10${n}]` };
const CLUSTER_IP = { IPv4: (n: number) => `10.96.0.8${n}`, IPv6: (n: number) => `[fd00:10:96::8${n}]` };
const EXTERNAL_IP = { IPv4: '203.0.113.200', IPv6: '[fd00:203::200]' };

type Family = (typeof FAMILIES)[number];

function balancerOf(cluster: Cluster, n: number, family: Family): string {
  const { status } = cluster.store.get<Service>('Service', 'default', `s${n}`) as Service;
  const ips = (status.loadBalancer.ingress ?? []).map(({ ip = '' }) => ip);
  return hostOf(ips.find((ip) => familyOf(ip) === family) ?? '');
}

/** Ways to a Service: an address, '' if the family has none, and whether the port is a node port's. */
const DOORS: Record<string, (family: Family, n: number, cluster: Cluster) => [ip: string, nodePort: boolean]> = {
  'Cluster IP': (family, n) => [CLUSTER_IP[family](n), false],
  'load balancer': (family, n, cluster) => [balancerOf(cluster, n, family), false],
  "node port of an endpoint's Node": (family) => [NODE_IP[family](1), true],
  'node port of another Node': (family) => [NODE_IP[family](3), true],
  'external IP': (family) => [EXTERNAL_IP[family], false],
};

const SOURCES: Record<string, Place> = {
  client: { kind: 'client' },
  tool: { kind: 'pod', namespace: 'default', name: 'tool' },
  'web-1': { kind: 'pod', namespace: 'default', name: 'web-1' },
  n1: { kind: 'node', name: 'n1' },
  n3: { kind: 'node', name: 'n3' },
};

/** web-1 on n1 and web-2 on n2 behind four Services, tool on n3; each Service has a port of each protocol. */
function clusterIn(mode: Mode): Cluster {
  const bare = (ip: string): string => ip.replace(/[[\]]/g, '');
  const pod = (name: string, nodeName: string, ports: object[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name.slice(0, 3) } },
    spec: { nodeName, containers: [{ name: 'c', image: 'agnhost', ports }] },
  });
  const listens = PROTOCOLS.map((protocol) => ({ containerPort: 8080, protocol: protocol.toUpperCase() }));
  const service = ({ external, internal, n }: (typeof SERVICES)[number]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `s${n}` },
    spec: {
      type: 'LoadBalancer',
      ipFamilyPolicy: 'RequireDualStack',
      clusterIP: CLUSTER_IP.IPv4(n),
      clusterIPs: FAMILIES.map((family) => bare(CLUSTER_IP[family](n))),
      externalIPs: FAMILIES.map((family) => bare(EXTERNAL_IP[family])),
      externalTrafficPolicy: external,
      internalTrafficPolicy: internal,
      selector: { app: 'web' },
      ports: PROTOCOLS.map((protocol, i) => ({
        name: protocol,
        protocol: protocol.toUpperCase(),
        port: 80 + n,
        targetPort: 8080,
        nodePort: 30000 + 10 * n + i,
      })),
    },
  });
  const documents = [
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode },
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      networking: { podSubnet: '10.244.0.0/16,fd00:10:244::/48', serviceSubnet: '10.96.0.0/12,fd00:10:96::/112' },
    },
    pod('web-1', 'n1', listens),
    pod('web-2', 'n2', listens),
    pod('tool', 'n3', []),
    ...SERVICES.map(service),
  ];
  const text = documents.map((document) => JSON.stringify(document)).join('\n---\n');
  expect(simulate({ text }).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return openSettled(text).opened.cluster;
}

/** How every flow of a protocol and family ends: `SOURCE → POLICIES, DOOR` and the outcomes, in words without numbers. */
function flows(cluster: Cluster, protocol: (typeof PROTOCOLS)[number], family: Family) {
  const found: Record<string, string> = {};
  const { ownerOf } = topologyOf(cluster);
  const told = ({ ending: e }: Trace): string => {
    if (e.result !== 'delivered') return e.result;
    if (!('pod' in e)) return `node ${e.node}`;
    return `${e.pod.slice(8)} sees ${ownerOf(e.source ?? '').replace(/^s\d$/, "the Service's own address")}`;
  };
  for (const { external, internal, n } of SERVICES)
    for (const [door, at] of Object.entries(DOORS))
      for (const [source, place] of Object.entries(SOURCES)) {
        const [ip, isNodePort] = at(family, n, cluster);
        if (ip === '') continue;
        const port = isNodePort ? 30000 + 10 * n + PROTOCOLS.indexOf(protocol) : 80 + n;
        const endings = new Set(reach(cluster, place, `${protocol}://${ip}:${port}`).traces.map(told));
        const name = `${source} → external ${external}, internal ${internal}: ${door}`;
        found[name] = [...endings].sort().join('; ');
      }
  return found;
}

const differences = (a: Record<string, string>, b: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(b).filter(([name, outcome]) => a[name] !== outcome));

/** The same for Services of both policies of the other kind. */
const both = (
  fixed: 'external Local' | 'internal Local',
  rows: [source: string, door: string, outcome: string][],
): Record<string, string> =>
  Object.fromEntries(
    ['Cluster', 'Local'].flatMap((other) => {
      const policies = fixed === 'external Local' ? `${fixed}, internal ${other}` : `external ${other}, ${fixed}`;
      return rows.map(([source, door, outcome]) => [`${source} → ${policies}: ${door}`, outcome]);
    }),
  );

const OWN = "node port of an endpoint's Node";
const OTHER = 'node port of another Node';
const UNMASKED = "web-1 sees the Service's own address";

/** Where modes end otherwise than iptables; a line that stops being true fails. */
const DIFFERENT: Record<Mode, Record<string, string>> = {
  iptables: {},
  // a hairpin by way of another Node: only those of local endpoints are masqueraded (reference §6.4)
  nftables: both('external Local', [['web-1', OTHER, 'timeout']]),
  ipvs: {
    // without a local endpoint: all of them (§7.2)
    ...both('internal Local', [
      ['tool', 'Cluster IP', 'web-1 sees tool; web-2 sees tool'],
      ['n3', 'Cluster IP', 'web-1 sees n3; web-2 sees n3'],
    ]),
    ...both('external Local', [
      // no short cut to all endpoints for Pods and the Node itself: one virtual server for whoever comes (§7.2)
      ['tool', OWN, 'web-1 sees tool'],
      ['n1', OWN, 'web-1 sees n1'],
      ...['load balancer', 'external IP', OWN].map((door): [string, string, string] => [
        'web-1',
        door,
        'web-1 sees n1',
      ]),
      // KUBE-LOOP-BACK masquerades hairpins of local endpoints only (§7.3)
      ['web-1', OTHER, 'timeout'],
      // addresses of policy Local are not masqueraded (§7.4), and a Node begins at the address itself, which is its
      // own: an endpoint here answers to it, one on another Node answers that Node, which has the address as well
      ...['load balancer', 'external IP'].flatMap((door): [string, string, string][] => [
        ['n1', door, UNMASKED],
        ['n3', door, 'timeout'],
      ]),
    ]),
  },
};

const MODES: Mode[] = ['iptables', 'nftables', 'ipvs'];
const clusters = Object.fromEntries(MODES.map((mode) => [mode, clusterIn(mode)])) as Record<Mode, Cluster>;

describe.each(MODES)('mode %s', (mode) => {
  const cluster = clusters[mode];
  const tcp = flows(cluster, 'tcp', 'IPv4');

  it.each(PROTOCOLS.flatMap((protocol) => FAMILIES.map((family) => [protocol, family] as const)))(
    '%s over %s ends as TCP over IPv4 does',
    (protocol, family) => {
      expect(differences(tcp, flows(cluster, protocol, family))).toEqual({});
    },
  );

  it('ends as mode iptables does, but for the known differences (T55)', () => {
    expect(differences(flows(clusters.iptables, 'tcp', 'IPv4'), tcp)).toEqual(DIFFERENT[mode]);
  });
});
