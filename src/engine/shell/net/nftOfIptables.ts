import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Match, Rule, TableName, Target } from '../../../model/Rule.ts';
import { withPort } from '../../net/ip.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { markText } from '../../proxy/nftables/renderNftRule.ts';
import type { ShellContext } from '../Command.ts';
import { countersAt } from './countersAt.ts';

/** As nft lists them: the order in which kubelet makes them. */
export const IPTABLES: readonly TableName[] = ['mangle', 'nat', 'filter'];

/** nft 1.0.6 knows the target of iptables in the first family that it lists, and not again in the second. */
const NOT_AGAIN = 'XT target MASQUERADE not found\n';

/** What nft says, on stderr, of the tables in a listing that hold rules of iptables. */
export const managed = (listing: string): string =>
  [...listing.matchAll(/^table (ip6? (nat|filter)) \{\n((?!\}).*\n)*?\t\t.*counter/gm)]
    .map(([, name]) => {
      const again = name === 'ip6 nat' && /^table ip nat /m.test(listing);
      return `# Warning: table ${name} is managed by iptables-nft, do not touch!\n${again ? NOT_AGAIN : ''}`;
    })
    .join('');

const HOOKS: Readonly<Record<string, string>> = {
  'filter INPUT': 'filter hook input priority filter',
  'filter FORWARD': 'filter hook forward priority filter',
  'filter OUTPUT': 'filter hook output priority filter',
  'nat PREROUTING': 'nat hook prerouting priority dstnat',
  'nat OUTPUT': 'nat hook output priority -100',
  'nat POSTROUTING': 'nat hook postrouting priority srcnat',
};

/**
 * The tables of iptables as nft 1.0.6 lists them, or one chain of them: `rules` with what is in the chains. undefined where
 * other programs than kubelet and kube-proxy have rules there, or where there is no such chain.
 */
export function nftOfIptables(
  context: ShellContext,
  node: string,
  family: IpFamily,
  how: { tables?: readonly TableName[]; chain?: string; rules: boolean; stateless: boolean; again?: boolean },
): string | undefined {
  const config = kernelConfigOf(context.cluster, node).iptables[family];
  const texts = (how.tables ?? IPTABLES).map((name) => {
    const chains: Chain[] = [];
    config[name].chains.forEach((chain) => chains.push(chain));
    const counter = countersAt(context.cluster, node, family, name);
    // kubelet guards what goes out first (kubelet_network_linux.go, setupIPTables); what nobody filled is not there
    const builtIn = chains.filter(({ policy, rules }) => policy && rules.length > 0).toReversed();
    const wanted = [...chains.filter(({ policy }) => !policy), ...builtIn].filter(
      (chain) => how.chain === undefined || chain.name === how.chain,
    );
    const blocks = wanted.map((chain) => {
      const lines = how.rules ? chain.rules.map((rule) => ruleText(rule, family, counter(chain.name, rule), how)) : [];
      const hook = chain.policy && HOOKS[`${name} ${chain.name}`];
      const unknown = lines.includes(undefined) || (chain.policy && !hook);
      return unknown ? undefined : blockOf(chain.name, hook, lines as string[]);
    });
    if (blocks.includes(undefined) || (how.chain !== undefined && blocks.length === 0)) return undefined;
    return `table ${family === 'IPv6' ? 'ip6' : 'ip'} ${name} {\n${blocks.join(how.rules ? '\n' : '')}}\n`;
  });
  return texts.includes(undefined) ? undefined : texts.join('');
}

function blockOf(name: string, hook: string | undefined, lines: readonly string[]): string {
  const inside = [...(hook ? [`type ${hook}; policy accept;`] : []), ...lines].map((line) => `\t\t${line}\n`).join('');
  return `\tchain ${name} {\n${inside}\t}\n`;
}

/**
 * One rule: the protocol, addresses, the matches in their order. nft has no words for a comment of iptables nor for `-m tcp`,
 * and of the state DNAT it tells nothing else (iptables 1.8.9: iptables/nft-ipv4.c; extensions/*.c, the xlate of each).
 */
function ruleText(
  { matches, target }: Rule,
  family: IpFamily,
  { packets, bytes }: { packets: number; bytes: number },
  { stateless, again }: { stateless: boolean; again?: boolean },
): string | undefined {
  const [head, words]: [string[], string[]] = [[], []];
  for (const match of sorted(matches)) {
    const word = matchText(match, family);
    if (word === undefined) return undefined;
    (HEAD.includes(match.kind) ? head : words).push(word);
  }
  const told = targetText(target, again ?? false);
  if (told === undefined) return undefined;
  const counter = stateless ? 'counter' : `counter packets ${packets} bytes ${bytes}`;
  return [...head, ...words, counter, ...told].join(' ');
}

const HEAD: readonly Match['kind'][] = ['protocol', 'source', 'destination', 'inInterface'];
const sorted = (matches: readonly Match[]): Match[] =>
  matches.toSorted((a, b) => HEAD.indexOf(a.kind) - HEAD.indexOf(b.kind));

function matchText(match: Match, family: IpFamily): string | undefined {
  const not = 'negate' in match && match.negate;
  switch (match.kind) {
    case 'protocol':
      return `meta l4proto ${match.protocol}`;
    case 'source':
    case 'destination': {
      const side = match.kind === 'source' ? 'saddr' : 'daddr';
      const cidr = match.cidr.replace(family === 'IPv6' ? /\/128$/ : /\/32$/, '');
      return `${family === 'IPv6' ? 'ip6' : 'ip'} ${side} ${not ? '!= ' : ''}${cidr}`;
    }
    case 'comment':
      return '';
    case 'destinationPort':
      return match.port === undefined ? '' : `${match.protocol} dport ${match.port}`;
    case 'addrtype':
      return `fib ${match.side === 'src' ? 's' : 'd'}addr type ${not ? '!= ' : ''}local`;
    case 'mark':
      return markText(match.mask >>> 0, not ? '!=' : '==', match.value);
    case 'conntrack': {
      const states = match.states.map((state) => state.toLowerCase());
      return states.includes('dnat') ? 'ct status dnat' : `ct state ${not ? '!= ' : ''}${states.join(',')}`;
    }
    case 'statistic':
      return `meta random & 2147483647 < ${Math.floor(Number(match.probability.toFixed(10)) * 2 ** 31 + 0.5)}`;
    case 'recentCheck':
    case 'recentSet':
      return 'xt match recent';
    case 'nfacct':
      return 'xt match nfacct';
    default:
      return undefined;
  }
}

function targetText(target: Target, again: boolean): string[] | undefined {
  switch (target.kind) {
    case 'jump':
      return [`jump ${target.chain}`];
    case 'accept':
    case 'drop':
    case 'return':
    case 'reject':
      return [target.kind];
    case 'dnat':
      return [`dnat to ${withPort(target.ip, target.port)}`];
    case 'masquerade':
      return again ? [''] : [`masquerade${target.randomFully ? ' fully-random' : ''}`];
    case 'mark': {
      const mark = `0x${(target.value >>> 0).toString(16)}`;
      if (target.mask === target.value) return [`meta mark set mark or ${mark}`];
      return target.mask === 0 ? [`meta mark set mark xor ${mark}`] : undefined;
    }
    case 'none':
      return [];
  }
}
