import type { Route } from '../../../model/KernelConfig.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { isLoopback } from '../../kernel/routing.ts';
import { RouteTable } from '../../kernel/RouteTable.ts';
import { lastOf, parseCidr } from '../../net/cidr.ts';
import { bigIntToIp, canonicalIp, ipToBigInt } from '../../net/ip.ts';
import { fail, succeed } from '../Command.ts';
import type { Network } from './network.ts';

/** What else iproute2 filters by (ip/iproute.c). */
const OTHERS = /^(proto|scope|type|via|src|to|root|match|exact|vrf|metric|cache)$/;

/** `ip route [show] [table main|local] [dev DEVICE] [default|RANGE]`, in the order of the kernel's table. */
export function showRoutes(network: Network, words: readonly string[], six: boolean): CommandResult {
  let routes = network.routes.filter(({ cidr }) => cidr.includes(':') === six).toSorted(inTableOrder(six));
  let device: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === 'dev') {
      device = words[++i] ?? '';
      if (!network.interfaces.some(({ name }) => name === device)) return fail(`Cannot find device "${device}"\n`);
      routes = routes.filter((route) => route.device === device);
    } else if (word === 'table') {
      const table = words[++i] ?? '';
      if (table === 'local' && !six && words.length === 2) return succeed(localRoutes(network));
      if (table !== 'main') return fail(`ip: only table main, and table local of IPv4, are simulated\n`);
    } else if (OTHERS.test(word)) {
      return fail(`ip: route show ${word} is not simulated\n`);
    } else {
      const range = word === 'default' ? parseCidr(six ? '::/0' : '0.0.0.0/0') : parseCidr(withBits(word));
      if (!range) return fail(`Error: any valid prefix is expected rather than "${word}".\n`);
      routes = routes.filter(({ cidr }) => {
        const own = parseCidr(cidr);
        return own?.base === range.base && own.prefix === range.prefix;
      });
    }
  }
  return succeed(routes.map((route) => `${routeText(route, network, device)}\n`).join(''));
}

const withBits = (text: string): string => (text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);

function inTableOrder(six: boolean): (a: Route, b: Route) => number {
  const key = ({ cidr }: Route): [bigint, number] => {
    const { base = 0n, prefix = 0 } = parseCidr(cidr) ?? {};
    // IPv6 has the default route last
    return [six && prefix === 0 ? 1n << 128n : base, prefix];
  };
  return (a, b) => {
    const [[x, m], [y, n]] = [key(a), key(b)];
    return x < y ? -1 : x > y ? 1 : m - n;
  };
}

/** What is for the machine itself: the kernel enters it with each address of an interface. */
function localRoutes({ interfaces }: Network): string {
  const entries = interfaces.flatMap(({ name, addresses }) =>
    addresses.flatMap((address): [at: bigint, text: string][] => {
      const range = parseCidr(address);
      const ip = addressIn(address);
      if (range?.family !== 'IPv4') return [];
      const from = `dev ${name} proto kernel scope`;
      const list: [bigint, string][] = [[ipToBigInt(ip), `local ${ip} ${from} host src ${ip} \n`]];
      if (name === 'lo') list.unshift([range.base, `local 127.0.0.0/8 ${from} host src ${ip} \n`]);
      const last = lastOf(range);
      if (range.prefix < 31) list.push([last, `broadcast ${bigIntToIp(last, 'IPv4')} ${from} link src ${ip} \n`]);
      return list;
    }),
  );
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.map(([, text]) => text).join('');
}

/** `ip route get ADDRESS`: the way that a packet to it would take. */
export function getRoute({ interfaces, routes }: Network, words: readonly string[]): CommandResult {
  const [text, more] = words;
  if (text === undefined) return fail('need at least a destination address\n', 1);
  if (more !== undefined) return fail(`ip: route get ADDRESS ${more} is not simulated\n`);
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

/** `known`: the device that was asked for is not told. */
function routeText({ cidr, device, via }: Route, { interfaces, peer }: Network, known: string | undefined): string {
  const fromPod = peer !== undefined;
  const six = cidr.includes(':');
  const to = /^(0\.0\.0\.0|::)\/0$/.test(cidr) ? 'default' : cidr.replace(/\/(32|128)$/, '');
  const by = interfaces.find(({ name }) => name === device);
  // the kernel's own: the range of an address of the device
  const { base, prefix } = parseCidr(cidr) ?? {};
  const own = by?.addresses.find((address) => {
    const range = parseCidr(address);
    return !via && range?.base === base && range?.prefix === prefix && to.includes('/');
  });
  const way = `${to}${via ? ` via ${via}` : ''}${device === known ? '' : ` dev ${device}`}`;
  if (six) return `${way}${own ? ' proto kernel metric 256' : ' metric 1024'}${by?.vxlan ? ' onlink' : ''} pref medium`;
  if (own) return `${way} proto kernel scope link src ${addressIn(own)} `;
  // ptp gives all routes of a Pod but the default one the Pod's address as their source
  if (fromPod && to !== 'default')
    return `${way}${via ? '' : ' scope link'} src ${sourceAt(interfaces, device, false)} `;
  if (via) return `${way}${by?.vxlan ? ' onlink' : ''} `;
  // the CNI plugin ptp gives the route to a Pod the scope of the host
  return `${way} scope ${by?.pod ? 'host' : 'link'} `;
}
