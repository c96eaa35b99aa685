import { ADMIN_CONF } from '../cluster/Kubeconfig.ts';
import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service, ServiceSpec } from '../../model/Service.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { DEFAULT_DELAYS } from '../cluster/delays.ts';
import { keyOf, ObjectStore } from '../cluster/ObjectStore.ts';
import { Random } from '../cluster/Random.ts';
import { PodIndex } from '../controllers/PodIndex.ts';

/** A Pod of the fixture; endpoints made of it are ready unless `state` says otherwise. */
export interface PodSpec {
  name: string;
  node: string;
  ip: string;
  listens?: string;
  hostNetwork?: boolean;
}

export type EndpointState = 'ready' | 'notReady' | 'draining' | 'gone';

/** A cluster put together by hand, for tests of rules and packets: no controllers run in it. */
export function clusterFixture(proxy: Partial<ProxySettings> = {}): Cluster {
  const cluster = {
    settings: {
      podSubnets: ['10.244.0.0/16'],
      serviceSubnets: ['10.96.0.0/12'],
      families: ['IPv4'],
      dnsDomain: 'cluster.local',
      proxy: {
        mode: 'iptables',
        clusterCIDR: '10.244.0.0/16',
        detectLocalMode: 'ClusterCIDR',
        bridgeInterface: '',
        interfaceNamePrefix: '',
        nodePortAddresses: [],
        masqueradeAll: false,
        masqueradeBit: 14,
        localhostNodePorts: true,
        tcpBeLiberal: false,
        ipvs: { scheduler: 'rr', strictARP: false },
        ...proxy,
      },
      podNetwork: 'routed',
      nodeNetwork: 'open',
      delays: DEFAULT_DELAYS,
      seed: 1,
    },
    store: new ObjectStore(),
    now: 0,
    timers: [],
    play: undefined,
    restless: false,
    watchers: [],
    pace: undefined,
    log: undefined,
    kubeconfig: ADMIN_CONF,
    random: new Random(1),
    kernels: new Map(),
    sent: [],
    startedWith: new Map(),
    writes: new Map(),
    counters: new Map(),
    control: {
      pods: new PodIndex(),
      keptSlices: new Map(),
      leftMachines: new Map(),
      proxies: new Map(),
      loadBalancers: new Map(),
      outages: new Map(),
      health: new Map(),
    },
  };
  // a fixture has no controllers, so of what they remember it has the index of Pods only
  const bare = cluster as unknown as Cluster;
  const names = ['control-plane', 'n1', 'n2', 'n3'];
  names.forEach((name, i) => {
    const exclude = {
      'node.kubernetes.io/exclude-from-external-load-balancers': '',
      'node-role.kubernetes.io/control-plane': '',
    };
    bare.store.put<Node>({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: i === 0 ? exclude : { 'topology.kubernetes.io/zone': i === 3 ? 'zone-b' : 'zone-a' },
      },
      spec: { podCIDR: `10.244.${i}.0/24`, podCIDRs: [`10.244.${i}.0/24`] },
      status: { addresses: [{ type: 'InternalIP', address: `192.168.251.${100 + i}` }] },
    });
  });
  return bare;
}

export function putPod(cluster: Cluster, { name, node, ip, listens = '8080/tcp', hostNetwork }: PodSpec): Pod {
  const before = cluster.store.get<Pod>('Pod', 'default', name);
  const pod = cluster.store.put<Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', annotations: { 'kubehop.dev/listen': listens } },
    spec: { nodeName: node, containers: [{ name: 'c' }], ...(hostNetwork && { hostNetwork }) },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  });
  cluster.control.pods.replace(keyOf(pod), before, pod);
  return pod;
}

/** A Service with one port 80 → 8080 unless `spec` has its own; its endpoints are these Pods. */
export function putService(
  cluster: Cluster,
  name: string,
  spec: Partial<ServiceSpec>,
  endpoints: { pod: Pod; state?: EndpointState; hints?: SliceEndpoint['hints'] }[],
  vips: string[] = [],
): Service {
  const ports = spec.ports ?? [{ protocol: 'TCP' as const, port: 80, targetPort: 8080 }];
  const service = cluster.store.put<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      selector: { app: name },
      ...(spec.clusterIP && { clusterIPs: [spec.clusterIP] }),
      ...(spec.type && spec.type !== 'ClusterIP' && { externalTrafficPolicy: 'Cluster' }),
      ...spec,
      ports,
    },
    status: { loadBalancer: vips.length > 0 ? { ingress: vips.map((ip) => ({ ip, ipMode: 'VIP' as const })) } : {} },
  });
  cluster.store.put<EndpointSlice>({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-slice`, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: ports.map((p) => ({ name: p.name ?? '', protocol: p.protocol, port: Number(p.targetPort) })),
    endpoints: endpoints.map(({ pod, state = 'ready', hints }) => ({
      addresses: [pod.status.podIP ?? ''],
      nodeName: pod.spec.nodeName ?? '',
      targetRef: { kind: 'Pod', namespace: 'default', name: pod.metadata.name },
      conditions: {
        ready: state === 'ready',
        serving: state === 'ready' || state === 'draining',
        terminating: state === 'draining' || state === 'gone',
      },
      ...(hints && { hints }),
    })),
  });
  return service;
}
