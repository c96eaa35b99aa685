import type { KernelConfig, Route } from '../../../model/KernelConfig.ts';
import type { Node } from '../../../model/Node.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { isLoopback } from '../../kernel/routing.ts';
import { RouteTable } from '../../kernel/RouteTable.ts';
import { parseCidr } from '../../net/cidr.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';
import { gatewayOf, podCIDRs, podIPs } from '../../proxy/nodeNetwork.ts';
import { fail, type ShellContext, succeed } from '../Command.ts';

/** What a place has for routing: `ip addr` and `ip route` print it. */
export type Network = Pick<KernelConfig, 'interfaces' | 'routes'>;

/** The routes of a Pod, as the CNI plugin ptp sets them: all by the gateway, and none to its neighbours (cmdAdd, setupContainerVeth). */
export function podRoutes({ cluster }: ShellContext, pod: Pod): Route[] {
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

/** `ip route [show]`, in the order of the kernel's table. */
export function showRoutes({ interfaces, routes }: Network, six: boolean): CommandResult {
  const own = routes.filter(({ cidr }) => cidr.includes(':') === six);
  const key = ({ cidr }: Route): [bigint, number] => {
    const { base = 0n, prefix = 0 } = parseCidr(cidr) ?? {};
    // IPv6 has the default route last
    return [six && prefix === 0 ? 1n << 128n : base, prefix];
  };
  const order = (a: Route, b: Route): number => {
    const [[x, m], [y, n]] = [key(a), key(b)];
    return x < y ? -1 : x > y ? 1 : m - n;
  };
  return succeed(
    own
      .toSorted(order)
      .map((route) => `${routeText(route, interfaces)}\n`)
      .join(''),
  );
}

/** `ip route get ADDRESS`: the way that a packet to it would take. */
export function getRoute({ interfaces, routes }: Network, text: string): CommandResult {
  const ip = canonicalIp(text);
  if (ip === null) return fail(`Error: any valid prefix is expected rather than "${text}".\n`, 1);
  const six = ip.includes(':');
  if (isLoopback(ip) || interfaces.some((i) => i.addresses.some((a) => addressIn(a) === ip))) {
    const tail = six ? ' table local src ' : ' src ';
    return succeed(
      `local ${ip}${six ? ' from ::' : ''} dev lo${tail}${ip}${six ? ' metric 0 pref medium' : ' uid 0'} \n${six ? '' : '    cache <local> \n'}`,
    );
  }
  const route = new RouteTable(routes).find(ip);
  if (!route) return fail('RTNETLINK answers: Network is unreachable\n', 2);
  const source = sourceAt(interfaces, route.device, six);
  const via = route.via ? ` via ${route.via}` : '';
  const way = `${ip}${six ? ' from ::' : ''}${via} dev ${route.device}${source && ` src ${source}`}`;
  return succeed(six ? `${way} metric 1024 pref medium\n` : `${way} uid 0 \n    cache \n`);
}

const addressIn = (text: string): string => text.slice(0, text.indexOf('/'));

/** The first address of a device, or eth0's. */
function sourceAt(interfaces: Network['interfaces'], device: string, six: boolean): string {
  const of = (name: string) =>
    interfaces.find((i) => i.name === name)?.addresses.find((address) => address.includes(':') === six);
  return addressIn(of(device) ?? of('eth0') ?? '/');
}

function routeText({ cidr, device, via }: Route, interfaces: Network['interfaces']): string {
  const six = cidr.includes(':');
  const to = /^(0\.0\.0\.0|::)\/0$/.test(cidr) ? 'default' : cidr.replace(/\/(32|128)$/, '');
  const by = interfaces.find(({ name }) => name === device);
  // the kernel's own: the range of an address of the device
  const { base, prefix } = parseCidr(cidr) ?? {};
  const own = by?.addresses.find((address) => {
    const range = parseCidr(address);
    return !via && range?.base === base && range?.prefix === prefix && to.includes('/');
  });
  const way = `${to}${via ? ` via ${via}` : ''} dev ${device}`;
  if (six) return `${way}${own ? ' proto kernel metric 256' : ' metric 1024'}${by?.vxlan ? ' onlink' : ''} pref medium`;
  if (own) return `${way} proto kernel scope link src ${addressIn(own)} `;
  if (via) return `${way}${by?.vxlan ? ' onlink' : ''} `;
  // the CNI plugin ptp gives the route to a Pod the scope of the host
  return `${way} scope ${by?.pod ? 'host' : 'link'} `;
}
