import { macText } from '../../../capture/ipPacket.ts';
import type { Interface } from '../../../model/KernelConfig.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { lastOf, parseCidr } from '../../net/cidr.ts';
import { bigIntToIp } from '../../net/ip.ts';
import { fail, succeed } from '../Command.ts';
import type { IpOptions } from './ip.ts';
import type { Network } from './network.ts';

/** An interface, and what `ip` says of it besides its addresses. */
interface Link extends Interface {
  /** `3: veth41d689bb@if2`, without the number. */
  title: string;
  index: number;
  mac: string;
  flags: string;
  mtu: number;
  qdisc: string;
  state: string;
  qlen: string;
  /** Where the other end of a pair is. */
  netns: string;
}

/** What else iproute2 filters by (ip/ipaddress.c). */
const OTHERS =
  /^(type|master|nomaster|vrf|label|to|group|dynamic|permanent|primary|secondary|deprecated|tentative|help)$/;

/** `ip addr [show] [[dev] DEVICE] [up] [scope SCOPE]` and `ip link [show] …`. */
export function showInterfaces(
  network: Network,
  object: 'address' | 'link',
  words: readonly string[],
  options: IpOptions,
): CommandResult {
  let shown = linksOf(network);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === 'up') shown = shown.filter(({ flags }) => flags.includes('UP'));
    else if (word === 'scope' && object === 'address') {
      const scope = words[++i];
      shown = shown.map((link) => ({ ...link, addresses: scopeOf(link) === scope ? link.addresses : [] }));
      shown = shown.filter(({ addresses }) => addresses.length > 0);
    } else {
      if (OTHERS.test(word)) return fail(`ip: ${object} show ${word} is not simulated\n`);
      const name = word === 'dev' ? (words[++i] ?? '') : word;
      if (!network.interfaces.some((one) => one.name === name)) return fail(`Device "${name}" does not exist.\n`);
      shown = shown.filter((link) => link.name === name);
    }
  }
  if (object === 'link') return succeed(shown.map((link) => linkText(link, options)).join(''));
  const { family } = options;
  if (family !== undefined)
    shown = shown
      .map((link) => ({ ...link, addresses: link.addresses.filter((a) => a.includes(':') === (family === 'inet6')) }))
      .filter(({ addresses }) => addresses.length > 0);
  return succeed(shown.map((link) => addressText(link, options)).join(''));
}

const scopeOf = ({ name }: Interface): string => (name === 'lo' ? 'host' : 'global');

/** kube-proxy's dummy device is never set up (pkg/proxy/ipvs/netlink_linux.go, EnsureDummyDevice). */
const DUMMY = { flags: 'BROADCAST,NOARP', qdisc: 'noop', state: 'DOWN', qlen: '' };

function linksOf({ name: owner, interfaces, peer }: Network): Link[] {
  let pairs = 0;
  return interfaces.map((one, i) => {
    const { name, pod, vxlan } = one;
    const loopback = name === 'lo';
    const otherEnd = pod === undefined ? name === 'eth0' && peer : 2;
    return {
      ...one,
      title: otherEnd ? `${name}@if${otherEnd}` : name,
      index: i + 1,
      mac: macText(loopback ? '' : `${owner} ${name}`),
      flags: `${loopback ? 'LOOPBACK' : 'BROADCAST,MULTICAST'},UP,LOWER_UP`,
      // the outer packet must fit into eth0's
      mtu: loopback ? 65_536 : vxlan ? 1450 : 1500,
      qdisc: 'noqueue',
      state: loopback || vxlan ? 'UNKNOWN' : 'UP',
      qlen: 'qlen 1000',
      netns: otherEnd ? ` link-netnsid ${pod === undefined ? 0 : pairs++}` : '',
      ...(name === 'kube-ipvs0' && DUMMY),
    };
  });
}

function linkText(link: Link, { brief, oneline }: IpOptions): string {
  const { title, index, flags, mtu, qdisc, state, qlen, mac } = link;
  if (brief) return `${title.padEnd(16)} ${state.padEnd(14)} ${mac} <${flags}> \n`;
  const line = `${index}: ${title}: <${flags}> mtu ${mtu} qdisc ${qdisc} state ${state} mode DEFAULT group default ${qlen}`;
  return `${line}${oneline ? '\\' : '\n'}${hardware(link)}\n`;
}

const hardware = ({ name, mac, netns }: Link): string =>
  name === 'lo' ? `    link/loopback ${mac} brd ${mac}` : `    link/ether ${mac} brd ff:ff:ff:ff:ff:ff${netns}`;

function addressText(link: Link, { family, brief, oneline }: IpOptions): string {
  const { name, title, index, flags, mtu, qdisc, state, qlen, addresses } = link;
  if (brief) return `${title.padEnd(16)} ${state.padEnd(14)} ${addresses.map((a) => `${a} `).join('')}\n`;
  const scope = scopeOf(link);
  const texts = addresses.map((a) =>
    a.includes(':') ? `inet6 ${a} scope ${scope} ` : `inet ${a}${broadcast(a)} scope ${scope} ${name}`,
  );
  const valid = '       valid_lft forever preferred_lft forever\n';
  if (oneline) return texts.map((text) => `${index}: ${name}    ${text}\\${valid}`).join('');
  const six = family === 'inet6';
  const head = `${index}: ${title}: <${flags}> mtu ${mtu}${six ? '' : ` qdisc ${qdisc}`} state ${state}${six ? '' : ' group default'} ${qlen}\n`;
  const wire = family === undefined ? `${hardware(link)}\n` : '';
  return `${head}${wire}${texts.map((text) => `    ${text}\n${valid}`).join('')}`;
}

/** The last address of the range of a wire. */
function broadcast(address: string): string {
  const range = parseCidr(address);
  if (!range || range.prefix > 30 || address.startsWith('127.')) return '';
  return ` brd ${bigIntToIp(lastOf(range), 'IPv4')}`;
}
