import type { IpFamily } from '../../model/Address.ts';
import type { Interface, Route } from '../../model/KernelConfig.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { PodNetwork } from '../cluster/Cluster.ts';
import { addressAt, hostCidr, parseCidr } from '../net/cidr.ts';
import { canonicalIp, familyOf } from '../net/ip.ts';

/** The router that stands between the Nodes' network and the outside: everybody's default gateway. */
export const ROUTER = { IPv4: '192.168.251.1', IPv6: 'fd00:251::1' } as const;
export const NODE_NETWORK = { IPv4: '192.168.251.0/24', IPv6: 'fd00:251::/64' } as const;

/** Whether an address is on the wire that the Nodes share. */
export function isOnNodeNetwork(ip: string): boolean {
  const network = parseCidr(NODE_NETWORK[familyOf(ip)]);
  return network !== null && parseCidr(`${ip}/${network.prefix}`)?.base === network.base;
}

/** A Node's own addresses, canonical, in the order of its status. */
export const nodeIPs = (node: Node): string[] =>
  node.status.addresses?.flatMap(({ type, address }) => (type === 'InternalIP' && canonicalIp(address)) || []) ?? [];

export const nodeIP = (node: Node, family: IpFamily): string | undefined =>
  nodeIPs(node).find((ip) => familyOf(ip) === family);

/** A Node's ranges for Pods: the API server keeps `podCIDR` and `podCIDRs` in step. */
export const podCIDRs = (node: Node): string[] => node.spec.podCIDRs ?? [];

/** An address of a Node's Pod range, counted from the range itself. */
function inPodRange(node: Node, family: IpFamily, offset: bigint): string | undefined {
  const range = podCIDRs(node).find((cidr) => familyOf(cidr) === family);
  return range && addressAt(parseCidr(range)!, offset);
}

/** The address that a Node has on the Pod side: the first of its Pod range. */
export const gatewayOf = (node: Node, family: IpFamily): string | undefined => inPodRange(node, family, 1n);

/** What flannel sets for its VXLAN devices (pkg/backend/vxlan): network 1, and Linux's own port. */
const VXLAN = { vni: 1, port: 8472 } as const;

const vxlanDevice = (family: IpFamily): string => (family === 'IPv4' ? 'flannel.1' : 'flannel-v6.1');

/** The address of a Node's VXLAN device: that of its Pod range itself, so that it needs none of its Pods' (flannel). */
export const vtepOf = (node: Node, family: IpFamily): string | undefined => inPodRange(node, family, 0n);

const FAMILIES = ['IPv4', 'IPv6'] as const;

const vxlanDevices = (node: Node): Interface[] =>
  FAMILIES.flatMap((family) => {
    const vtep = vtepOf(node, family);
    if (vtep === undefined || nodeIP(node, family) === undefined) return [];
    return [{ name: vxlanDevice(family), addresses: [hostCidr(vtep)], vxlan: VXLAN }];
  });

/** What a Node knows a Pod's network by: its addresses, canonical, and the name of its veth. */
interface PodDevice {
  ips: readonly string[];
  veth: string;
}

const devices = new WeakMap<Pod, PodDevice>();

/** Stored objects never change, so this is found once for each: a Node with many Pods is configured anew for one of them. */
function deviceOf(pod: Pod): PodDevice {
  let device = devices.get(pod);
  if (!device) {
    const ips = pod.status.podIPs?.flatMap(({ ip }) => canonicalIp(ip) ?? []);
    device = { ips: ips ?? [], veth: vethNamed(pod) };
    devices.set(pod, device);
  }
  return device;
}

export const podIPs = (pod: Pod): readonly string[] => deviceOf(pod).ips;

/** A Pod that has a network: it runs (terminating or not) and has an address. */
export const isUp = (pod: Pod): boolean =>
  pod.status.phase === 'Running' && pod.spec.nodeName !== undefined && podIPs(pod).length > 0;

/** For these the CNI plugin portmap sets `route_localnet` on the Pod's veth (plugins/meta/portmap/main.go, cmdAdd). */
export const hasHostPort = (pod: Pod): boolean =>
  pod.spec.containers.some(({ ports }) => ports?.some(({ hostPort }) => hostPort));

/** Whether two Pods of one Node, or one before and after a change, have the same wire, addresses and sysctls there. */
export function hasSameNetwork(a: Pod, b: Pod): boolean {
  if (a === b) return true;
  const { name, namespace } = a.metadata;
  const itself = name === b.metadata.name && namespace === b.metadata.namespace; // and so has the same veth
  const [one, other] = [podIPs(a), podIPs(b)];
  const alike = one.length === other.length && one.every((ip, i) => ip === other[i]);
  return itself && alike && hasHostPort(a) === hasHostPort(b);
}

/** The Node's interfaces as the CNI plugin ptp leaves them: each Pod's veth carries the gateway's address. */
export function interfacesOf(node: Node, pods: readonly Pod[], network: PodNetwork): Interface[] {
  const ips = nodeIPs(node);
  const onLink = (ip: string): string => {
    const wire = NODE_NETWORK[familyOf(ip)];
    return isOnNodeNetwork(ip) ? `${ip}${wire.slice(wire.indexOf('/'))}` : hostCidr(ip);
  };
  const gateways = FAMILIES.map((family) => gatewayOf(node, family));
  return [
    { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] },
    { name: 'eth0', addresses: ips.map(onLink) },
    ...(network === 'vxlan' ? vxlanDevices(node) : []),
    ...pods.map((pod) => ({
      name: deviceOf(pod).veth,
      addresses: podIPs(pod).flatMap((ip) => {
        const gateway = gateways[FAMILIES.indexOf(familyOf(ip))];
        return gateway ? [hostCidr(gateway)] : [];
      }),
      pod: `${pod.metadata.namespace}/${pod.metadata.name}`,
      ...(hasHostPort(pod) && { routeLocalnet: true as const }),
    })),
  ];
}

/** Pods by their veth, other Nodes' Pod ranges by those Nodes or in VXLAN, the rest by the router. */
export function routesOf(node: Node, pods: readonly Pod[], nodes: readonly Node[], network: PodNetwork): Route[] {
  const routes: Route[] = [];
  for (const pod of pods) {
    const { ips, veth } = deviceOf(pod);
    for (const ip of ips) routes.push({ cidr: hostCidr(ip), device: veth });
  }
  // addresses of the Node's own range that no Pod has: a device that answers to nobody
  for (const cidr of podCIDRs(node)) routes.push({ cidr, device: 'unused' });
  for (const other of nodes) {
    if (other === node) continue;
    for (const cidr of podCIDRs(other)) {
      const family = familyOf(cidr);
      const vxlan = network === 'vxlan';
      const wired = nodeIP(node, family) !== undefined && nodeIP(other, family) !== undefined;
      const via = vxlan ? wired && vtepOf(other, family) : nodeIP(other, family);
      if (via) routes.push({ cidr, device: vxlan ? vxlanDevice(family) : 'eth0', via });
    }
  }
  for (const family of FAMILIES) {
    const own = nodeIP(node, family);
    if (!own) continue;
    if (isOnNodeNetwork(own)) routes.push({ cidr: NODE_NETWORK[family], device: 'eth0' });
    routes.push({ cidr: family === 'IPv4' ? '0.0.0.0/0' : '::/0', device: 'eth0', via: ROUTER[family] });
  }
  return routes;
}

/** FNV-1a of the Pod's key: the name that its veth has on the Node. */
function vethNamed(pod: Pod): string {
  let hash = 2166136261;
  for (const char of `${pod.metadata.namespace}/${pod.metadata.name}`)
    hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  return `veth${hash.toString(16).padStart(8, '0')}`;
}
