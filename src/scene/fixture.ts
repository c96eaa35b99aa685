import type { AddressInfo, Network } from '../model/Address.ts';
import type { Seen } from '../model/Message.ts';
import type { Packet } from '../model/Packet.ts';
import type { NodeView, PodView, ServiceView, SimulationResult } from '../model/Simulation.ts';
import type { Ending, Hook, Hop, Machine, Step, Trace } from '../model/Trace.ts';

/** A result in the engine's shape, small enough to read: for tests of the picture, which need no engine. */
const service = 'Service/default/tomcat-service';
const because = [{ object: service, path: 'spec.ports[0].targetPort' }];

const node = (name: string, zone: string, last: number, controlPlane = false): NodeView => ({
  name,
  zone,
  controlPlane,
  ips: [`192.168.251.${last}`],
  podCIDRs: [`10.244.${last - 100}.0/24`],
  schedulable: !controlPlane,
  ready: true,
  outage: null,
});

export const pod = (
  name: string,
  on: string,
  ip: string,
  labels: Record<string, string>,
  listens = ['8080/tcp'],
): PodView => ({
  key: `Pod/default/${name}`,
  namespace: 'default',
  name,
  node: on,
  ips: [ip],
  hostNetwork: false,
  labels,
  phase: 'Running',
  ready: true,
  reason: '',
  terminating: false,
  listens,
  system: false,
});

const tomcats = [1, 2, 3].map((i) => pod(`tomcat-${i}`, `n${i}`, `10.244.${i}.2`, { tier: 'frontend' }));

export const tomcatService: ServiceView = {
  key: service,
  namespace: 'default',
  name: 'tomcat-service',
  type: 'LoadBalancer',
  clusterIPs: ['10.96.10.20'],
  headless: false,
  ports: [{ name: '', port: 8080, protocol: 'TCP', targetPort: 8080, nodePort: 31002 }],
  selector: { tier: 'frontend' },
  externalIPs: [],
  loadBalancer: [{ ip: '203.0.113.10', mode: 'VIP' }],
  pending: false,
  externalTrafficPolicy: 'Cluster',
  internalTrafficPolicy: 'Cluster',
  sessionAffinity: 'None',
  endpoints: tomcats.map((p) => ({
    ip: p.ips[0]!,
    pod: `default/${p.name}`,
    node: p.node,
    ready: true,
    serving: true,
    terminating: false,
  })),
  system: false,
};

const packet = (src: string, dst: string, flags: string): Packet => {
  const [from, sport] = src.split(':') as [string, string];
  const [to, dport] = dst.split(':') as [string, string];
  return { protocol: 'tcp', src: from, sport: Number(sport), dst: to, dport: Number(dport), flags, mark: 0 };
};

interface Short {
  at: Machine;
  hook?: Hook;
  to?: Packet;
  steps: Step[];
}

function trace(
  request: Packet,
  reply: Packet | null,
  there: Short[],
  back: Short[],
  ending: Ending,
  share: number,
): Trace {
  const hops: Hop[] = [];
  const add = (shorts: Short[], start: Packet, isReply: boolean): void => {
    let current = start;
    for (const { at, hook, to, steps } of shorts) {
      const after = to ?? current;
      hops.push({
        at,
        ...(hook ? { hook } : {}),
        before: current,
        after,
        steps,
        label: ['passes'],
        sentence: { who: at.name, does: [] },
        reply: isReply,
        ttl: 64,
      });
      current = after;
    }
  };
  add(there, request, false);
  if (reply) add(back, reply, true);
  const seen: Seen = ending.result === 'delivered' ? ['answer', 'tomcat'] : ['timeout'];
  return { hops, ending, reason: [], seen, share };
}

const onNode = (name: string): Machine => ({ kind: 'node', name });
const onPod = (name: string): Machine => ({ kind: 'pod', name: `default/${name}` });
const nodeIp = (name: string): string => `192.168.251.10${name.slice(1)}`;
const translated = (field: 'src' | 'dst', from: string, to: string): Step => ({
  kind: 'translate',
  field,
  from,
  to,
  ruleId: 'nat/KUBE-SEP-VZ3K/1',
  because,
});

/** From outside through the load balancer to `entry`, and on to a Pod on `target`. */
function balanced(entry: string, target: string, index: number, share: number): Trace {
  const client = '198.51.100.7:51514';
  const vip = '203.0.113.10:8080';
  const podIp = `10.244.${index}.2:8080`;
  const pname = `tomcat-${index}`;
  const local = entry === target;
  const source = local ? `10.244.${index}.1:51514` : `${nodeIp(entry)}:51514`;
  const there: Short[] = [
    {
      at: { kind: 'client', name: 'external client' },
      steps: [{ kind: 'send', from: '198.51.100.7' }],
    },
    {
      at: { kind: 'loadBalancer', name: 'load balancer' },
      steps: [{ kind: 'chooseNode', node: entry, probability: 1 / 3, among: ['n1', 'n2', 'n3'] }],
    },
    {
      at: onNode(entry),
      hook: 'PREROUTING',
      to: packet(client, podIp, 'SYN'),
      steps: [{ kind: 'mark', value: 0x4000, ruleId: 'nat/KUBE-MARK-MASQ/1' }, translated('dst', vip, podIp)],
    },
    {
      at: onNode(entry),
      hook: 'FORWARD',
      steps: [{ kind: 'route', to: podIp, device: 'eth0' }],
    },
    {
      at: onNode(entry),
      hook: 'POSTROUTING',
      to: packet(source, podIp, 'SYN'),
      steps: [translated('src', client, source)],
    },
    ...(local
      ? []
      : [
          {
            at: onNode(target),
            hook: 'FORWARD' as const,
            steps: [{ kind: 'route' as const, to: podIp, device: 'cni0' }],
          },
        ]),
    {
      at: onPod(pname),
      steps: [
        { kind: 'deliver', to: `default/${pname}`, port: 8080 },
        { kind: 'answer', text: `${pname} sees ${source}` },
      ],
    },
  ];
  const back: Short[] = [
    { at: onPod(pname), steps: [] },
    ...(local
      ? []
      : [
          {
            at: onNode(target),
            hook: 'FORWARD' as const,
            steps: [],
          },
        ]),
    {
      at: onNode(entry),
      hook: 'PREROUTING',
      to: packet(vip, client, 'SYN-ACK'),
      steps: [
        { kind: 'untranslate', field: 'dst', from: source, to: client },
        { kind: 'untranslate', field: 'src', from: podIp, to: vip },
      ],
    },
    {
      at: { kind: 'loadBalancer', name: 'load balancer' },
      steps: [],
    },
    {
      at: { kind: 'client', name: 'external client' },
      steps: [],
    },
  ];
  const ending: Ending = { result: 'delivered', pod: `default/${pname}`, port: 8080, source: source.split(':')[0]! };
  return trace(packet(client, vip, 'SYN'), packet(podIp, source, 'SYN-ACK'), there, back, ending, share);
}

/** From the Pod `shop` on n3 to the Cluster IP, and on to a Pod of the Service. */
function toClusterIp(index: number, share: number): Trace {
  const from = '10.244.3.3:40312';
  const vip = '10.96.10.20:8080';
  const podIp = `10.244.${index}.2:8080`;
  const pname = `tomcat-${index}`;
  const local = index === 3;
  const target = `n${index}`;
  const there: Short[] = [
    {
      at: onPod('shop'),
      steps: [{ kind: 'send', from: '10.244.3.3' }],
    },
    {
      at: onNode('n3'),
      hook: 'PREROUTING',
      to: packet(from, podIp, 'SYN'),
      steps: [translated('dst', vip, podIp)],
    },
    { at: onNode('n3'), hook: 'FORWARD', steps: [] },
    ...(local
      ? []
      : [
          {
            at: onNode(target),
            hook: 'FORWARD' as const,
            steps: [],
          },
        ]),
    {
      at: onPod(pname),
      steps: [{ kind: 'deliver', to: `default/${pname}`, port: 8080 }],
    },
  ];
  const back: Short[] = [
    { at: onPod(pname), steps: [] },
    ...(local
      ? []
      : [
          {
            at: onNode(target),
            hook: 'FORWARD' as const,
            steps: [],
          },
        ]),
    {
      at: onNode('n3'),
      hook: 'PREROUTING',
      to: packet(vip, from, 'SYN-ACK'),
      steps: [{ kind: 'untranslate', field: 'src', from: podIp, to: vip }],
    },
    { at: onPod('shop'), steps: [] },
  ];
  const ending: Ending = { result: 'delivered', pod: `default/${pname}`, port: 8080, source: '10.244.3.3' };
  return trace(packet(from, vip, 'SYN'), packet(podIp, from, 'SYN-ACK'), there, back, ending, share);
}

/** externalTrafficPolicy: Local, and the Node has no endpoint. */
function dropped(): Trace {
  const there: Short[] = [
    {
      at: { kind: 'client', name: 'external client' },
      steps: [{ kind: 'send', from: '198.51.100.7' }],
    },
    {
      at: onNode('n2'),
      hook: 'PREROUTING',
      steps: [],
    },
    {
      at: onNode('n2'),
      hook: 'INPUT',
      steps: [
        {
          kind: 'drop',
          ruleId: 'filter/KUBE-EXTERNAL-SERVICES/2',
          reason: [['droppedNoLocal', 'n2', 'tomcat-service', 'externalTrafficPolicy']],
        },
      ],
    },
  ];
  return trace(packet('198.51.100.7:51514', '192.168.251.102:31002', 'SYN'), null, there, [], { result: 'timeout' }, 1);
}

export type Example = 'loadBalancer' | 'clusterIp' | 'dropped';

const waysOf = (example: Example): { traces: Trace[]; taken: number; url: string } => {
  const third = 1 / 3;
  if (example === 'dropped') return { traces: [dropped()], taken: 0, url: 'tcp://192.168.251.102:31002' };
  if (example === 'clusterIp')
    return { traces: [1, 2, 3].map((i) => toClusterIp(i, third)), taken: 0, url: 'tcp://10.96.10.20:8080' };
  const traces = ['n1', 'n2', 'n3'].flatMap((entry) => [1, 2, 3].map((i) => balanced(entry, `n${i}`, i, 1 / 9)));
  return { traces, taken: 5, url: 'tcp://203.0.113.10:8080' };
};

/** The default scenario with the connection of an example. */
export function exampleResult(example: Example = 'loadBalancer', more: PodView[] = []): SimulationResult {
  const nodes = [
    node('control-plane', 'zone-a', 100, true),
    node('n1', 'zone-a', 101),
    node('n2', 'zone-a', 102),
    node('n3', 'zone-b', 103),
  ];
  const pods = [...tomcats, pod('shop', 'n3', '10.244.3.3', { app: 'shop' }, []), ...more];
  const { traces, taken, url } = waysOf(example);
  const info = (ip: string, network: Network, owner: string): [string, AddressInfo] => [ip, { ip, network, owner }];
  return {
    ok: true,
    diagnostics: [],
    scenario: {
      name: 'three-doors',
      title: 'One Service, three doors',
      description: '',
      seed: 1,
      steps: [],
      traffic: [],
    },
    proxyMode: 'iptables',
    subnets: { node: ['192.168.251.0/24'], pod: ['10.244.0.0/16'], cluster: ['10.96.0.0/12'] },
    clientIPs: ['198.51.100.7'],
    nodesHidden: false,
    nodes,
    pods,
    services: [tomcatService],
    origins: {},
    documents: [],
    offers: [],
    reach: { from: { kind: 'client' }, url, traces, truncated: false },
    taken,
    addresses: Object.fromEntries([
      info('198.51.100.7', 'outside', 'external client'),
      info('203.0.113.10', 'outside', 'default/tomcat-service'),
      info('10.96.10.20', 'cluster', 'default/tomcat-service'),
      ...nodes.map((n) => info(n.ips[0]!, 'node', n.name)),
      ...pods.map((p) => info(p.ips[0]!, 'pod', p.name)),
    ]),
  };
}

/** A large cluster: so many Nodes, Pods on each, and Services; the connection of the example stays. */
export function crowded(nodes: number, podsEach: number, services: number): SimulationResult {
  const result = exampleResult();
  const more = Array.from(
    { length: Math.max(0, nodes - 3) },
    (_, i): NodeView => ({
      ...node(`n${i + 4}`, `zone-${'abc'[i % 3]}`, 104),
      ips: [`192.168.252.${(i % 250) + 1}`],
    }),
  );
  result.nodes.push(...more);
  for (const { name, controlPlane } of result.nodes) {
    if (controlPlane) continue;
    for (let i = 0; i < podsEach; i++) {
      const made = pod(`web-${name}-${i}`, name, `10.244.${name.slice(1)}.${i + 10}`, { app: 'web' });
      result.pods.push(
        i % 5 === 4 ? { ...made, ready: false, reason: 'readinessProbe httpGet :8081 — nothing listens there' } : made,
      );
    }
  }
  for (let i = 1; i < services; i++) {
    result.services.push({
      ...tomcatService,
      key: `Service/default/web-${i}`,
      name: `web-${i}`,
      type: 'ClusterIP',
      clusterIPs: [`10.96.11.${i}`],
      loadBalancer: [],
      selector: { app: i % 2 ? 'wbe' : 'web' },
      endpoints: [],
    });
  }
  return result;
}
