import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Match, Rule, Table, Target } from '../../../model/Rule.ts';
import type { Counter } from '../../kernel/KernelState.ts';
import { shortCidr } from '../../net/cidr.ts';
import { placesInOrder } from './placesInOrder.ts';
import { hex, probability, recentMask } from './renderRule.ts';

/** How `iptables -L` is to print. */
export interface ListOptions {
  verbose: boolean;
  /** `-x`: counters in full. */
  exact: boolean;
  lineNumbers: boolean;
  /** What was counted at a rule of a chain, or at the chain's policy. */
  counter(chain: string, rule?: Rule): Counter;
  /** Without `-n`: what a port is called. Names of others are looked up too then; a Node's resolver knows none. */
  serviceName?(protocol: string, port: number): string | undefined;
}

const LOCALHOST = ['127.0.0.1', '::1'];
const NUMBERS = { tcp: 6, udp: 17, sctp: 132 } as const;

/** The chains of a table as iptables lists them: built-in ones in the order of their hooks, then the others by name. */
export function chainsInOrder({ chains }: Table): Chain[] {
  const builtIn: Chain[] = [];
  const others: Chain[] = [];
  chains.forEach((chain) => (chain.policy ? builtIn : others).push(chain));
  const names = others.map(({ name }) => name);
  return [...builtIn, ...placesInOrder(names).map((place) => others[place]!)];
}

/** How many rules of a table jump to each chain. */
export function referencesIn({ chains }: Table): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  chains.forEach(({ rules }) => {
    for (const { target } of rules)
      if (target.kind === 'jump') counts.set(target.chain, (counts.get(target.chain) ?? 0) + 1);
  });
  return counts;
}

/** One chain as `iptables -n -L` of the nft back end 1.8.9 prints it; `references` are those of its table. */
export function renderChainList(
  chain: Chain,
  references: ReadonlyMap<string, number>,
  family: IpFamily,
  options: ListOptions,
): string {
  const { verbose, exact, lineNumbers, counter } = options;
  const head = [
    ...(lineNumbers ? ['num '] : []),
    ...(verbose ? [exact ? '    pkts      bytes' : ' pkts bytes'] : []),
    'target     prot opt',
    ...(verbose ? ['in     out    '] : []),
    'source               destination         ',
  ].join(' ');
  const { packets, bytes } = counter(chain.name);
  const counted = verbose ? ` ${count(packets, exact, 0)} packets, ${count(bytes, exact, 0)} bytes` : '';
  const kind = chain.policy ? `policy ${chain.policy}${counted}` : `${references.get(chain.name) ?? 0} references`;
  const rules = chain.rules.map((rule, i) => renderRuleLine(rule, i, chain.name, family, options));
  return [`Chain ${chain.name} (${kind})`, head, ...rules, ''].join('\n');
}

/** The line of one rule. */
export function renderRuleLine(
  rule: Rule,
  index: number,
  chain: string,
  family: IpFamily,
  options: ListOptions,
): string {
  const { verbose, exact, lineNumbers, counter } = options;
  const one = <K extends Match['kind']>(kind: K) =>
    rule.matches.find((match): match is Extract<Match, { kind: K }> => match.kind === kind);
  const { serviceName } = options;
  const any = serviceName ? 'anywhere' : family === 'IPv6' ? '::/0' : '0.0.0.0/0';
  const named = (cidr: string): string => (serviceName && LOCALHOST.includes(cidr) ? 'localhost' : cidr);
  const address = (match: { cidr: string; negate?: boolean } | undefined): string =>
    `${match?.negate ? '!' : ' '}${(match ? named(shortCidr(match.cidr)) : any).padEnd(19)}`;
  const device = one('inInterface');
  const everything = serviceName ? 'any' : '*';
  const input = `${device?.negate ? '!' : ''}${device?.name ?? everything}`;
  const protocol = one('protocol')?.protocol;
  const { packets, bytes } = counter(chain, rule);
  const shown = serviceName ? (protocol ?? 'all') : String(protocol ? NUMBERS[protocol] : 0);
  const words = [
    ...rule.matches.flatMap((match) => matchText(match, family, serviceName)),
    ...targetText(rule.target, family),
  ];
  return [
    ...(lineNumbers ? [String(index + 1).padEnd(4)] : []),
    ...(verbose ? [count(packets, exact, exact ? 8 : 5), count(bytes, exact, exact ? 8 : 5)] : []),
    `${targetName(rule.target).padEnd(9)}  ${shown.padEnd(4)} --`,
    ...(verbose ? [` ${input.padEnd(6)}`, `${everything.padEnd(6)}`] : []),
    `${address(one('source'))} ${address(one('destination'))} ${words.map((word) => ` ${word}`).join('')}`,
  ].join(' ');
}

/** Numbers above 99999 in thousands, millions and so on, as libxtables rounds them. */
function count(n: number, exact: boolean, width: number): string {
  if (exact || n <= 99_999) return String(n).padStart(width);
  let rest = n;
  for (const unit of ['K', 'M', 'G']) {
    rest = Math.floor((rest + 500) / 1000);
    if (rest <= 9999) return `${String(rest).padStart(Math.max(0, width - 1))}${unit}`;
  }
  return `${String(Math.floor((rest + 500) / 1000)).padStart(Math.max(0, width - 1))}T`;
}

function targetName(target: Target): string {
  if (target.kind === 'jump') return target.chain;
  return target.kind === 'none' ? '' : target.kind.toUpperCase();
}

function matchText(match: Match, family: IpFamily, serviceName: ListOptions['serviceName']): string[] {
  const not = 'negate' in match && match.negate ? '! ' : '';
  switch (match.kind) {
    case 'source':
    case 'destination':
    case 'inInterface':
    case 'protocol':
      // these have columns of their own
      return [];
    case 'comment':
      return [`/* ${match.text} */`];
    case 'destinationPort':
      if (match.port === undefined) return [match.protocol];
      return [`${match.protocol} dpt:${serviceName?.(match.protocol, match.port) ?? match.port}`];
    case 'multiport':
      return [`multiport dports ${match.ports.map((port) => serviceName?.(match.protocol, port) ?? port).join(',')}`];
    case 'addrtype':
      return [`ADDRTYPE match ${match.side}-type ${match.negate ? '!' : ''}${match.type}`];
    case 'physdevIsIn':
      return [`PHYSDEV match ${not}--physdev-is-in`];
    case 'set':
      return [`match-set ${match.set} ${match.flags.join(',')}`];
    case 'ipvs':
      return [`vproto ${NUMBERS[match.protocol]} vaddr ${match.vaddr} vport ${match.vport}`];
    case 'mark':
      return [`mark match ${not}${hex(match.value)}/${hex(match.mask)}`];
    case 'conntrack':
      return [`${not}ctstate ${match.states.join(',')}`];
    case 'statistic':
      return [`statistic mode random probability ${probability(match.probability)}`];
    case 'recentCheck':
      return [
        `recent: CHECK seconds: ${match.seconds} reap name: ${match.name} side: source mask: ${recentMask(family)}`,
      ];
    case 'recentSet':
      return [`recent: SET name: ${match.name} side: source mask: ${recentMask(family)}`];
    case 'nfacct':
      return [`nfacct-name  ${match.name}`];
  }
}

function targetText(target: Target, family: IpFamily): string[] {
  switch (target.kind) {
    case 'dnat':
      return [`to:${family === 'IPv6' ? `[${target.ip}]` : target.ip}:${target.port}`];
    case 'masquerade':
      return target.randomFully ? ['random-fully'] : [];
    case 'reject':
      return [`reject-with ${family === 'IPv6' ? 'icmp6-port-unreachable' : 'icmp-port-unreachable'}`];
    case 'mark':
      if (target.mask === 0) return [`MARK xor ${hex(target.value)}`];
      if (target.value === target.mask) return [`MARK or ${hex(target.value)}`];
      return [`MARK xset ${hex(target.value)}/${hex(target.mask)}`];
    default:
      return [];
  }
}
