import type { Interface, KernelConfig, Route } from '../../../model/KernelConfig.ts';
import type { Node } from '../../../model/Node.ts';
import type { Pod } from '../../../model/Pod.ts';
import { familyOf } from '../../net/ip.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { gatewayOf, podCIDRs, podIPs } from '../../proxy/nodeNetwork.ts';
import type { ShellContext } from '../Command.ts';
import { placeIn } from './placeIn.ts';

/** What a place has for networking: `ip` prints it. */
export interface Network extends Pick<KernelConfig, 'interfaces' | 'routes'> {
  /** Whose it is, as captures name machines: hardware addresses are made of it and the interface, as theirs are. */
  name: string;
  /** A Pod's eth0 is one end of a pair: the number of the other, on the Node. */
  peer?: number;
}

const CLIENT: Network = {
  name: 'external client',
  interfaces: [
    { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] },
    { name: 'eth0', addresses: ['198.51.100.7/24', 'fd00:51::7/64'] },
  ],
  routes: [
    { cidr: '0.0.0.0/0', device: 'eth0', via: '198.51.100.1' },
    { cidr: '198.51.100.0/24', device: 'eth0' },
    { cidr: 'fd00:51::/64', device: 'eth0' },
    { cidr: '::/0', device: 'eth0', via: 'fd00:51::1' },
  ],
};

/** The network of the place where a command runs. */
export function networkOf(context: ShellContext): Network {
  const { cluster } = context;
  const place = placeIn(context);
  if (place.kind === 'node') return kernelConfigOfNode(context, place.name);
  if (place.kind === 'client') return CLIENT;
  const lo: Interface = { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] };
  const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
  if (!pod) return { name: '', interfaces: [lo], routes: [] };
  const { hostNetwork, nodeName } = pod.spec;
  if (hostNetwork && nodeName) return kernelConfigOfNode(context, nodeName);
  const addresses = podIPs(pod).map((a) => `${a}/${a.includes(':') ? 64 : 24}`);
  const name = `${place.namespace}/${place.name}`;
  const peer = nodeName ? kernelConfigOf(cluster, nodeName).interfaces.findIndex((i) => i.pod === name) + 1 : 0;
  return { name, interfaces: [lo, { name: 'eth0', addresses }], routes: podRoutes(context, pod), peer };
}

const kernelConfigOfNode = ({ cluster }: ShellContext, name: string): Network => {
  const { interfaces, routes } = kernelConfigOf(cluster, name);
  return { name, interfaces, routes };
};

/** The routes of a Pod, as the CNI plugin ptp sets them: all by the gateway, and none to its neighbours (cmdAdd, setupContainerVeth). */
function podRoutes({ cluster }: ShellContext, pod: Pod): Route[] {
  const node = cluster.store.get<Node>('Node', undefined, pod.spec.nodeName ?? '');
  if (!node) return [];
  return podIPs(pod).flatMap((ip): Route[] => {
    const family = familyOf(ip);
    const via = gatewayOf(node, family);
    const range = podCIDRs(node).find((cidr) => familyOf(cidr) === family);
    if (!via || !range) return [];
    const [host, any] = family === 'IPv4' ? [32, '0.0.0.0/0'] : [128, '::/0'];
    const device = 'eth0';
    return [
      { cidr: any, device, via },
      { cidr: range, device, via },
      { cidr: `${via}/${host}`, device },
    ];
  });
}
