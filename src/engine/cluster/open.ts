import { ADMIN_CONF } from './Kubeconfig.ts';
import type { Endpoints, EndpointSlice } from '../../model/EndpointSlice.ts';
import type { KubeObject } from '../../model/KubeObject.ts';
import { ZONE } from '../../model/Node.ts';
import { createObject } from '../admit/api.ts';
import { newControlState } from '../controllers/ControlState.ts';
import { SERVICE_NAME } from '../controllers/endpointSliceNames.ts';
import { newMetadata } from '../controllers/newMetadata.ts';
import { react } from '../controllers/settle.ts';
import { familyOf } from '../net/ip.ts';
import type { Cluster, ClusterSettings } from './Cluster.ts';
import { machineAddresses, nth, podRanges } from './nodeRanges.ts';
import { ObjectStore } from './ObjectStore.ts';
import { Random } from './Random.ts';

const CONTROL_PLANE = 'control-plane';
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const API_SERVER_PORT = 6443;

/** The workers of a scenario that names none: two in one zone, one in another. */
const WORKERS: readonly Manifest[] = [
  { metadata: { name: 'n1', labels: { [ZONE]: 'zone-a' } } },
  { metadata: { name: 'n2', labels: { [ZONE]: 'zone-a' } } },
  { metadata: { name: 'n3', labels: { [ZONE]: 'zone-b' } } },
].map((n) => ({ apiVersion: 'v1', kind: 'Node', ...n }));

interface Manifest {
  metadata?: { name?: string };
  spec?: { podCIDR?: string; podCIDRs?: string[] };
  status?: { addresses?: { type?: string; address?: string }[] };
  [field: string]: unknown;
}

/**
 * A cluster as kubeadm leaves it, with the Nodes of the scenario, or with three workers if it has none
 * (conformance README, "The cluster").
 */
export function openCluster(settings: ClusterSettings, nodeManifests: readonly unknown[]): Cluster {
  const cluster: Cluster = {
    settings,
    store: new ObjectStore(),
    now: 0,
    timers: [],
    pace: undefined,
    log: undefined,
    play: undefined,
    restless: false,
    watchers: [],
    kubeconfig: ADMIN_CONF,
    random: new Random(settings.seed),
    kernels: new Map(),
    sent: [],
    startedWith: new Map(),
    writes: new Map(),
    counters: new Map(),
    control: newControlState(),
  };
  const put = (object: KubeObject): unknown => cluster.store.put(object);
  for (const name of NAMESPACES) put(namespace(cluster, name));
  keepMachines(cluster, nodeManifests as readonly Manifest[]);
  for (const object of apiServer(cluster)) put(object);
  const workers = (nodeManifests as readonly Manifest[]).filter((m) => m?.metadata?.name !== CONTROL_PLANE);
  for (const manifest of [controlPlane, ...(workers.length > 0 ? workers : WORKERS)])
    createObject(cluster, manifest, {});
  react(cluster);
  for (const manifest of dns(cluster)) createObject(cluster, manifest, {});
  react(cluster);
  return cluster;
}

const controlPlane = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: CONTROL_PLANE,
    labels: {
      'node-role.kubernetes.io/control-plane': '',
      'node.kubernetes.io/exclude-from-external-load-balancers': '',
    },
  },
  spec: { taints: [{ effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane' }] },
};

/** Keeps addresses and Pod ranges for the Nodes: by their place in the file, but for what the file itself says. */
function keepMachines(cluster: Cluster, manifests: readonly Manifest[]): void {
  const { settings, control, counters } = cluster;
  const workers = manifests.filter((m) => m?.metadata?.name !== CONTROL_PLANE);
  const own = (m: Manifest): string[] => m.spec?.podCIDRs ?? (m.spec?.podCIDR ? [m.spec.podCIDR] : []);
  const taken = new Set(workers.flatMap(own));
  control.machines.set(CONTROL_PLANE, { addresses: machineAddresses(settings, 0), podCIDRs: podRanges(settings, 0) });
  let block = 0;
  for (const [i, manifest] of (workers.length > 0 ? workers : WORKERS).entries()) {
    let podCIDRs = own(manifest);
    while (podCIDRs.length === 0) {
      const next = podRanges(settings, ++block);
      if (!next.some((range) => taken.has(range))) podCIDRs = next;
    }
    const addresses = machineAddresses(settings, i + 1);
    if (manifest.metadata?.name) control.machines.set(manifest.metadata.name, { addresses, podCIDRs });
  }
  counters.set('nodeipam', block + 1);
}

const namespace = (cluster: Cluster, name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { ...newMetadata(cluster, 'Namespace', undefined, name), labels: { 'kubernetes.io/metadata.name': name } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
});

/** What the API server keeps about itself: Service `kubernetes`, and its endpoint as Endpoints and as slice. */
function apiServer(cluster: Cluster): KubeObject[] {
  const { serviceSubnets, families } = cluster.settings;
  const clusterIP = nth(serviceSubnets[0] ?? '', 1);
  const [ip = ''] = machineAddresses(cluster.settings, 0);
  const name = 'kubernetes';
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  const port = { name: 'https', port: API_SERVER_PORT, protocol: 'TCP' as const };
  const service: KubeObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...newMetadata(cluster, 'Service', 'default', name), labels },
    spec: {
      clusterIP,
      clusterIPs: [clusterIP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: [families[0]],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: API_SERVER_PORT }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
  const endpoints: Endpoints = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      ...newMetadata(cluster, 'Endpoints', 'default', name),
      labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
    },
    subsets: [{ addresses: [{ ip }], ports: [port] }],
  };
  const slice: EndpointSlice = {
    addressType: familyOf(ip),
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: [{ addresses: [ip], conditions: { ready: true } }],
    kind: 'EndpointSlice',
    metadata: {
      ...newMetadata(cluster, 'EndpointSlice', 'default', name),
      generation: 1,
      labels: { [SERVICE_NAME]: name },
    },
    ports: [port],
  };
  const ranges: KubeObject = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: newMetadata(cluster, 'ServiceCIDR', undefined, name),
    spec: { cidrs: [...serviceSubnets] },
    status: {},
  };
  return [service, endpoints, slice, ranges];
}

/** Service kube-dns and the two CoreDNS Pods behind it, on the control plane's Node. */
function dns(cluster: Cluster): object[] {
  const labels = { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' };
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    { name: 'metrics', port: 9153, protocol: 'TCP' },
  ];
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
      labels,
      name: 'kube-dns',
      namespace: 'kube-system',
    },
    spec: {
      clusterIP: nth(cluster.settings.serviceSubnets[0] ?? '', 10),
      ports: ports.map((p) => ({ ...p, targetPort: p.port })),
      selector: { 'k8s-app': 'kube-dns' },
    },
  };
  const pods = [1, 2].map((i) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `coredns-${i}`, namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    spec: {
      containers: [
        {
          name: 'coredns',
          image: 'registry.k8s.io/coredns/coredns:v1.14.2',
          ports: ports.map(({ name, port, protocol }) => ({ containerPort: port, name, protocol })),
        },
      ],
      dnsPolicy: 'Default',
      nodeName: CONTROL_PLANE,
      priorityClassName: 'system-cluster-critical',
      tolerations: [
        { key: 'CriticalAddonsOnly', operator: 'Exists' },
        { effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane' },
      ],
    },
  }));
  return [service, ...pods];
}
