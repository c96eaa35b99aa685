import type { Dice } from './Dice.ts';

const WORKERS = ['n1', 'n2', 'n3'];
const APPS = ['a', 'b', 'c'];
/** Ports of Nodes that Pods ask for; one of them is a node port of no Service. */
export const HOST_PORTS = [5000, 5001];

type Manifest = Record<string, unknown>;

/**
 * A random cluster as a text: Services of every type and policy over a few Pods in every state, kube-proxy in one
 * of its modes with a configuration that may be odd. `delete` are the Pods that then begin to terminate.
 */
export function generateCluster(dice: Dice): { text: string; terminating: string[] } {
  const families = dice.pick(['4', '4', '46', '46', '64', '6']);
  const pods = Array.from({ length: dice.between(5, 8) }, (_, i) => pod(dice, i));
  const services = Array.from({ length: dice.between(4, 7) }, (_, i) => service(dice, i, families));
  const manifests = [
    networking(families),
    proxy(dice),
    ...pods,
    ...services.flat(),
    ...(dice.chance(0.25) ? ring(dice, families.startsWith('6')) : []),
  ];
  const terminating = pods.filter(() => dice.chance(0.15)).map(({ metadata }) => (metadata as { name: string }).name);
  return { text: manifests.map((manifest) => JSON.stringify(manifest, null, 1)).join('\n---\n'), terminating };
}

function networking(families: string): Manifest {
  const [service4, service6] = ['10.96.0.0/12', 'fd00:10:96::/112'];
  const [pod4, pod6] = ['10.244.0.0/16', 'fd00:10:244::/48'];
  const of = (four: string, six: string): string => [...families].map((f) => (f === '4' ? four : six)).join(',');
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    networking: { serviceSubnet: of(service4, service6), podSubnet: of(pod4, pod6) },
  };
}

function proxy(dice: Dice): Manifest {
  const odd = dice.chance(0.6);
  const mode = dice.pick(['iptables', 'nftables']);
  const ofMode = odd
    ? {
        masqueradeAll: dice.chance(0.25),
        ...(dice.chance(0.3) && { masqueradeBit: dice.pick([0, 5, 31]) }),
        ...(mode === 'iptables' && dice.chance(0.3) && { localhostNodePorts: false }),
      }
    : {};
  const detectLocal = odd
    ? dice.pick<Manifest>([
        {},
        {},
        { detectLocalMode: 'NodeCIDR' },
        { detectLocalMode: 'InterfaceNamePrefix', detectLocal: { interfaceNamePrefix: 'veth' } },
        { detectLocalMode: 'BridgeInterface', detectLocal: { bridgeInterface: 'br0' } },
        { detectLocalMode: 'ClusterCIDR', clusterCIDR: '10.200.0.0/16' },
      ])
    : {};
  const addresses = odd
    ? dice.pick([
        [],
        [],
        ['primary'],
        ['192.168.251.0/24'],
        ['127.0.0.0/8'],
        ['192.168.251.102/32', 'fd00:251::/64'],
        ['10.244.0.0/16', '127.0.0.0/8'],
        ['0.0.0.0/0', '::/0'],
      ])
    : [];
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode,
    [mode]: ofMode,
    ...detectLocal,
    ...(addresses.length > 0 && { nodePortAddresses: addresses }),
  };
}

function pod(dice: Dice, index: number): Manifest {
  const hostNetwork = dice.chance(0.15);
  // Pods on a Node's network share its ports
  const ports = hostNetwork ? [7000 + index] : [8080, 9090];
  const listen = ports.flatMap((port) => [`${port}/tcp`, `${port}/udp`]).join(',');
  const ready = dice.chance(0.8);
  // two Pods on a Node cannot have the same; a Node's Pods are few
  const hostPort = !hostNetwork && index < HOST_PORTS.length && dice.chance(0.6);
  const hostIP = dice.pick(['', '', '', '127.0.0.1', '192.168.251.102']);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `p${index}`,
      labels: { app: dice.pick(APPS) },
      annotations: { 'kubehop.dev/listen': listen, 'kubehop.dev/terminates-after': '600s' },
    },
    spec: {
      nodeName: dice.pick(WORKERS),
      ...(hostNetwork && { hostNetwork }),
      terminationGracePeriodSeconds: 600,
      containers: [
        {
          name: 'c',
          image: 'example',
          ports: [
            {
              name: 'web',
              containerPort: ports[0],
              ...(hostPort && { hostPort: HOST_PORTS[index], ...(hostIP && { hostIP }) }),
            },
          ],
          ...(!ready && { readinessProbe: { exec: { command: ['false'] } } }),
        },
      ],
    },
  };
}

const EXTERNAL = {
  '4': ['192.168.251.240', '192.168.251.102', '203.0.113.200', '198.51.100.99', '10.244.1.200'],
  '6': ['fd00:251::240', 'fd00:251::102', 'fd00:203::99', 'fd00:10:244:1::99'],
};

function service(dice: Dice, index: number, families: string): Manifest[] {
  const type = dice.pick(['ClusterIP', 'ClusterIP', 'NodePort', 'NodePort', 'LoadBalancer', 'LoadBalancer']);
  const ownEndpoints = dice.chance(0.12);
  const external = dice.chance(0.25);
  const both = families.length > 1;
  const ranges = dice.pick([
    ['198.51.100.0/24', 'fd00:51::/64'],
    ['10.244.0.0/16'],
    ['192.168.251.101/32', '10.0.0.0/8'],
    ['203.0.113.0/24', 'fd00:203::/64'],
  ]);
  const ports = [{ name: 'one', port: dice.pick([80, 8080, 443]), protocol: dice.pick(['TCP', 'TCP', 'UDP']) }];
  if (dice.chance(0.4)) ports.push({ name: 'two', port: 53, protocol: dice.pick(['TCP', 'UDP']) });
  const target = (): string | number => dice.pick(['web', 'web', 8080, 9090, 7777]);
  const name = `s${index}`;
  const spec = {
    type,
    ...(!ownEndpoints && { selector: { app: dice.pick([...APPS, ...APPS, 'nobody']) } }),
    ports: ports.map((port) => ({ ...port, targetPort: ownEndpoints ? port.port : target() })),
    ...(dice.chance(0.25) && { internalTrafficPolicy: 'Local' }),
    ...((type !== 'ClusterIP' || external) && dice.chance(0.45) && { externalTrafficPolicy: 'Local' }),
    ...(dice.chance(0.2) && { sessionAffinity: 'ClientIP' }),
    ...(dice.chance(0.1) && { publishNotReadyAddresses: true }),
    ...(dice.chance(0.2) && { trafficDistribution: dice.pick(['PreferSameZone', 'PreferSameNode', 'PreferClose']) }),
    ...(external && { externalIPs: [dice.pick(EXTERNAL[dice.pick([...families]) as '4' | '6'])] }),
    ...(both && dice.chance(0.7) && { ipFamilyPolicy: 'PreferDualStack' }),
    ...(type === 'LoadBalancer' && dice.chance(0.4) && { loadBalancerSourceRanges: ranges }),
  };
  const annotations =
    type === 'LoadBalancer' && dice.chance(0.25) ? { annotations: { 'kubehop.dev/load-balancer': 'proxy' } } : {};
  const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name, ...annotations }, spec };
  if (!ownEndpoints) return [manifest];
  const six = families.startsWith('6');
  return [manifest, slice(name, six, dice.pick(six ? ['fd00:251::2'] : ['192.168.251.2', '198.51.100.7']), ports)];
}

/** Endpoints outside the cluster, where nobody listens or nobody is. */
const slice = (
  name: string,
  six: boolean,
  address: string,
  ports: readonly { name: string; port: number; protocol: string }[],
): Manifest => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: `${name}-own`, labels: { 'kubernetes.io/service-name': name } },
  addressType: six ? 'IPv6' : 'IPv4',
  endpoints: [{ addresses: [address], conditions: { ready: true } }],
  ports,
});

/** Two Services whose endpoints are each other's node port at another Node: packets go round until their TTL is over. */
function ring(dice: Dice, six: boolean): Manifest[] {
  const protocol = dice.pick(['TCP', 'TCP', 'UDP']);
  const ipFamilies = [six ? 'IPv6' : 'IPv4'];
  const one = (name: string, nodePort: number, address: string, to: number): Manifest[] => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { type: 'NodePort', ports: [{ port: 80, nodePort, protocol }], ipFamilies },
    },
    slice(name, six, address, [{ name: '', port: to, protocol }]),
  ];
  const [n1, n2] = six ? ['fd00:251::101', 'fd00:251::102'] : ['192.168.251.101', '192.168.251.102'];
  return [...one('ring-1', 31001, n2, 31002), ...one('ring-2', 31002, n1, 31001)];
}
