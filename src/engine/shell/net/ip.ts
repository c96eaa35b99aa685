import type { Interface } from '../../../model/KernelConfig.ts';
import type { Pod } from '../../../model/Pod.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { podIPs } from '../../proxy/nodeNetwork.ts';
import { type Command, fail, type ShellContext, succeed } from '../Command.ts';
import { getRoute, type Network, podRoutes, showRoutes } from './ipRoute.ts';
import { placeIn } from './placeIn.ts';

/** `ip [-4|-6] addr [show [dev] DEVICE]`, `ip [-4|-6] route` and `ip route get ADDRESS`: interfaces, addresses and routes. */
export const ip: Command = (context, args) => {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const family = args.includes('-6') ? 6 : args.includes('-4') ? 4 : undefined;
  const brief = args.includes('-br') || args.includes('-brief');
  const object = words[0] ?? '';
  const network = networkOf(context);
  const { interfaces } = network;
  const numbered = interfaces.map((i, n) => ({ ...i, index: n + 1 }));
  if (/^a(d(d(r(e(s(s)?)?)?)?)?)?$/.test(object)) {
    const device = words.slice(1).filter((word) => !/^(show|list|ls|dev)$/.test(word))[0];
    if (device !== undefined && !interfaces.some((i) => i.name === device))
      return fail(`Device "${device}" does not exist.\n`);
    const chosen = numbered.filter((i) => device === undefined || i.name === device);
    const shown = chosen.map((i) => ({
      ...i,
      addresses: i.addresses.filter((a) => family === undefined || a.includes(':') === (family === 6)),
    }));
    return succeed(brief ? briefText(shown) : shown.map(interfaceText).join(''));
  }
  if (/^r(o(u(t(e)?)?)?)?$/.test(object)) {
    const [verb, address] = words.slice(1);
    if (verb === 'get')
      return address === undefined ? fail('need at least a destination address\n', 1) : getRoute(network, address);
    if (verb !== undefined && !/^(show|list|ls)$/.test(verb))
      return fail(`Command "${verb}" is unknown, try "ip route help".\n`);
    return showRoutes(network, family === 6);
  }
  return fail(`Object "${object}" is unknown, try "ip help".\n`);
};

const CLIENT: Network = {
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

function networkOf(context: ShellContext): Network {
  const { cluster } = context;
  const place = placeIn(context);
  if (place.kind === 'node') return kernelConfigOf(cluster, place.name);
  if (place.kind === 'client') return CLIENT;
  const lo: Interface = { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] };
  const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
  if (!pod) return { interfaces: [lo], routes: [] };
  if (pod.spec.hostNetwork && pod.spec.nodeName) return kernelConfigOf(cluster, pod.spec.nodeName);
  const addresses = podIPs(pod).map((a) => `${a}/${a.includes(':') ? 64 : 24}`);
  return { interfaces: [lo, { name: 'eth0', addresses }], routes: podRoutes(context, pod) };
}

const WIRE = { flags: 'BROADCAST,MULTICAST,UP,LOWER_UP', qdisc: 'noqueue', state: 'UP', qlen: ' qlen 1000' };
const LOOPBACK = { ...WIRE, flags: 'LOOPBACK,UP,LOWER_UP', state: 'UNKNOWN' };
/** kube-proxy's dummy device is never set up (pkg/proxy/ipvs/netlink_linux.go, EnsureDummyDevice). */
const DUMMY = { flags: 'BROADCAST,NOARP', qdisc: 'noop', state: 'DOWN', qlen: '' };
const link = (name: string): typeof WIRE => (name === 'lo' ? LOOPBACK : name === 'kube-ipvs0' ? DUMMY : WIRE);

function interfaceText({ name, addresses, index }: Interface & { index: number }): string {
  const { flags, qdisc, state, qlen } = link(name);
  const mtu = name === 'lo' ? 65536 : 1500;
  const scope = name === 'lo' ? 'host' : 'global';
  const lines = addresses.map(
    (a) =>
      `    ${a.includes(':') ? 'inet6' : 'inet'} ${a} scope ${scope}${a.includes(':') ? '' : ` ${name}`}\n       valid_lft forever preferred_lft forever\n`,
  );
  return `${index}: ${name}: <${flags}> mtu ${mtu} qdisc ${qdisc} state ${state} group default${qlen || ' '}\n${lines.join('')}`;
}

const briefText = (interfaces: Interface[]): string =>
  interfaces
    .map(({ name, addresses }) => `${name.padEnd(16)} ${link(name).state.padEnd(14)} ${addresses.join(' ')} \n`)
    .join('');
