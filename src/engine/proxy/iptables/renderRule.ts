import type { IpFamily } from '../../../model/Address.ts';
import type { Match, Rule, Target } from '../../../model/Rule.ts';

export const hex = (n: number): string => `0x${(n >>> 0).toString(16)}`;

/**
 * One rule as `iptables-save` of the nft back end 1.8.9 prints it, without `-A CHAIN` (§5.9): whatever the order of
 * input, addresses, interface and protocol come first.
 */
export const renderRule = (rule: Pick<Rule, 'matches' | 'target'>, family: IpFamily): string =>
  renderWords(rule, family).slice(1);

/** The same with a blank before each word, so that more can be put before it. */
export function renderWords({ matches, target }: Pick<Rule, 'matches' | 'target'>, family: IpFamily): string {
  // most rules of a large cluster: there is nothing to put in order
  if (matches.length === 1) return renderMatch(matches[0]!, family) + renderTarget(target, family);
  let [source, destination, device, protocol, rest] = ['', '', '', '', ''];
  for (const match of matches) {
    const word = renderMatch(match, family);
    switch (match.kind) {
      case 'source':
        source += word;
        break;
      case 'destination':
        destination += word;
        break;
      case 'inInterface':
        device += word;
        break;
      case 'protocol':
        protocol += word;
        break;
      default:
        rest += word;
    }
  }
  return source + destination + device + protocol + rest + renderTarget(target, family);
}

const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, sctp: 132 };

function renderMatch(match: Match, family: IpFamily): string {
  const not = 'negate' in match && match.negate ? ' !' : '';
  switch (match.kind) {
    case 'source':
      return `${not} -s ${match.cidr}`;
    case 'destination':
      return `${not} -d ${match.cidr}`;
    case 'inInterface':
      return `${not} -i ${match.name}`;
    case 'protocol':
      return ` -p ${match.protocol}`;
    case 'comment':
      return ` -m comment --comment ${quote(match.text)}`;
    case 'destinationPort':
      return match.port === undefined ? ` -m ${match.protocol}` : ` -m ${match.protocol} --dport ${match.port}`;
    case 'multiport':
      return ` -m multiport --dports ${match.ports.join(',')}`;
    case 'addrtype':
      return ` -m addrtype${not} --${match.side}-type ${match.type}`;
    case 'physdevIsIn':
      return ` -m physdev${not} --physdev-is-in`;
    case 'set':
      return ` -m set --match-set ${match.set} ${match.flags.join(',')}`;
    case 'ipvs':
      return ` -m ipvs --vproto ${PROTOCOL_NUMBERS[match.protocol]} --vaddr ${match.vaddr} --vport ${match.vport}`;
    case 'mark':
      return ` -m mark${not} --mark ${hex(match.value)}/${hex(match.mask)}`;
    case 'conntrack':
      return ` -m conntrack${not} --ctstate ${match.states.join(',')}`;
    case 'statistic':
      return ` -m statistic --mode random --probability ${probability(match.probability)}`;
    case 'recentCheck':
      return ` -m recent --rcheck --seconds ${match.seconds} --reap --name ${match.name} --mask ${recentMask(family)} --rsource`;
    case 'recentSet':
      return ` -m recent --set --name ${match.name} --mask ${recentMask(family)} --rsource`;
    case 'nfacct':
      return ` -m nfacct --nfacct-name  ${match.name}`;
  }
}

function renderTarget(target: Target, family: IpFamily): string {
  switch (target.kind) {
    case 'jump':
      return ` -j ${target.chain}`;
    case 'accept':
      return ' -j ACCEPT';
    case 'drop':
      return ' -j DROP';
    case 'return':
      return ' -j RETURN';
    case 'reject':
      return ` -j REJECT --reject-with ${family === 'IPv6' ? 'icmp6-port-unreachable' : 'icmp-port-unreachable'}`;
    case 'dnat':
      return ` -j DNAT --to-destination ${family === 'IPv6' ? `[${target.ip}]` : target.ip}:${target.port}`;
    case 'masquerade':
      return ` -j MASQUERADE${target.randomFully ? ' --random-fully' : ''}`;
    case 'mark':
      return ` -j MARK --set-xmark ${hex(target.value)}/${hex(target.mask)}`;
    case 'none':
      return '';
  }
}

/** A text of letters, digits, - and _ stands as it is (libxtables/xtables.c, xtables_save_string). */
const quote = (text: string): string => (/^[\w-]+$/.test(text) ? text : `"${text.replace(/["'\\]/g, '\\$&')}"`);

/** The kernel keeps 31 bits of a probability; iptables prints 11 decimals of what it kept. */
export function probability(p: number): string {
  let text = probabilities.get(p);
  if (text === undefined) {
    text = (Math.floor(Number(p.toFixed(10)) * 2 ** 31 + 0.5) / 2 ** 31).toFixed(11);
    if (probabilities.size < 1000) probabilities.set(p, text);
  }
  return text;
}

/** There are few: 1/2, 1/3 … */
const probabilities = new Map<number, string>();

/** All bits: each source is remembered by itself. */
export const recentMask = (family: IpFamily): string =>
  family === 'IPv6' ? 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' : '255.255.255.255';
