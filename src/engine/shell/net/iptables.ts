import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Rule, TableName } from '../../../model/Rule.ts';
import {
  chainsInOrder,
  type ListOptions,
  referencesIn,
  renderChainList,
  renderRuleLine,
} from '../../proxy/iptables/renderList.ts';
import { renderRule } from '../../proxy/iptables/renderRule.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, fail, type ShellContext, succeed } from '../Command.ts';
import { getopt, joinLines } from '../options.ts';
import { countersAt } from './countersAt.ts';
import { isRule } from './iptablesCheck.ts';
import { placeIn } from './placeIn.ts';
import { servicesOf } from './services.ts';

const VERSION = 'v1.8.9 (nf_tables)';
const LONG: Record<string, string> = {
  table: 't',
  list: 'L',
  'list-rules': 'S',
  numeric: 'n',
  verbose: 'v',
  exact: 'x',
  'line-numbers': '0',
  wait: 'w',
  version: 'V',
};
/** What would change the rules. */
const CHANGES =
  /^(-[ADIRFZNXPE]|--(append|delete|insert|replace|flush|zero|new(-chain)?|delete-chain|policy|rename-chain))$/;
/** What a rule can do that is no chain. */
const TARGETS =
  /^(ACCEPT|DROP|RETURN|QUEUE|REJECT|[DS]NAT|MASQUERADE|(CONN)?MARK|CT|LOG|NOTRACK|REDIRECT|TCPMSS|TPROXY)$/;
const TABLES: readonly TableName[] = ['mangle', 'filter', 'nat'];

/** Tables in which nobody has put anything. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};
const uncounted: NonNullable<ListOptions['counter']> = () => ({ packets: 0, bytes: 0 });
const emptyTable = (names: readonly string[]): Chain[] => names.map((name) => ({ name, policy: 'ACCEPT', rules: [] }));

/**
 * `iptables [-t TABLE] -L|-S [CHAIN [RULE]] [-n] [-v] [-x] [--line-numbers]`: a Node's rules, and what they counted
 * of the packets that commands have sent. Rules are kube-proxy's and kubelet's, and are not changed from here.
 */
const list =
  (program: string, family: IpFamily): Command =>
  (context, args) => {
    const place = placeIn(context);
    if (place.kind !== 'node') return fail(`${program}: only a Node has kube-proxy's rules\n`);
    const wrong = (message: string): ReturnType<Command> =>
      fail(`${program} ${VERSION}: ${message}\nTry \`${program} -h' or '${program} --help' for more information.\n`, 2);
    const change = args.find((arg) => CHANGES.test(arg));
    if (change) return fail(`${program}: ${change}: kubehop leaves a Node's rules to kube-proxy and kubelet\n`, 2);
    const asks = checkOf(args);
    if (asks) return check(context, place.name, program, family, asks);
    const { rest, chainName, number } = withoutChain(args);
    const read = getopt(rest, 't:LSnvx0wV', LONG);
    if (read.wrong !== undefined) return wrong(`unknown option "${read.wrong}"`);
    const { options } = read;
    if (options.has('V')) return succeed(`${program} ${VERSION}\n`);
    if (options.has('L') && options.has('S')) return wrong('Cannot use -S with -L');
    if (!options.has('L') && !options.has('S')) return wrong('no command specified');
    const [extra] = read.words;
    if (number !== undefined && !/^[1-9]\d*$/.test(number)) return wrong(`Invalid rule number \`${number}'`);
    if (extra !== undefined)
      return fail(`Bad argument \`${extra}'\nTry \`${program} -h' or '${program} --help' for more information.\n`, 2);
    const tableName = options.get('t')?.at(-1) ?? 'filter';
    const known = TABLES.find((name) => name === tableName);
    const empty = Object.hasOwn(EMPTY, tableName) ? EMPTY[tableName] : undefined;
    if (!known && !empty) {
      const advice = 'Perhaps iptables or your kernel needs to be upgraded.';
      return fail(`${program} ${VERSION}: table '${tableName}' does not exist\n${advice}\n`, 3);
    }
    const table = known && kernelConfigOf(context.cluster, place.name).iptables[family][known];
    const all = table ? chainsInOrder(table) : emptyTable(empty ?? []);
    const chains = all.filter(({ name }) => chainName === undefined || name === chainName);
    if (chains.length === 0) {
      const message = `chain \`${chainName}' in table \`${tableName}' is incompatible, use 'nft' tool.`;
      return fail(`${program} ${VERSION}: ${message}\n`, 1);
    }
    const counter = known ? countersAt(context.cluster, place.name, family, known) : uncounted;
    const verbose = options.has('v');
    const only = number === undefined ? undefined : Number(number) - 1;
    if (options.has('S')) return succeed(joinLines(rulesText(chains, family, only, verbose ? counter : undefined)));
    const how: ListOptions = {
      verbose,
      exact: options.has('x'),
      lineNumbers: options.has('0'),
      counter,
      ...(!options.has('n') && { serviceName: (protocol, port) => servicesOf(protocol).get(port) }),
    };
    if (only === undefined) {
      const references = table ? referencesIn(table) : new Map<string, number>();
      return succeed(chains.map((chain) => renderChainList(chain, references, family, how)).join('\n'));
    }
    const [chain] = chains;
    const rule = chain?.rules[only];
    return succeed(chain && rule ? `${renderRuleLine(rule, only, chain.name, family, how)}\n` : '');
  };

/** The chain and the number of a rule stand right after `-L` or `-S`, or the chain within: `-LINPUT` (iptables/xshared.c, do_parse). */
function withoutChain(args: readonly string[]): { rest: string[]; chainName?: string; number?: string } {
  const at = args.findIndex((arg) => /^(-[nvx]*[LS]|--list(-rules)?$)/.test(arg));
  const found = args[at] ?? '';
  const attached = /^-[nvx]*[LS](.+)$/.exec(found)?.[1];
  const after = args.slice(at + 1);
  const end = after.findIndex((word) => /^[-!]/.test(word));
  const taken = after.slice(0, Math.min(end < 0 ? after.length : end, attached ? 1 : 2));
  const [chainName, number] = attached ? [attached, ...taken] : taken;
  const letters = attached ? found.slice(0, -attached.length) : found;
  if (at < 0 || chainName === undefined) return { rest: [...args] };
  const rest = [...args.slice(0, at), letters, ...after.slice(taken.length)];
  return { rest, chainName, ...(number !== undefined && { number }) };
}

/** The table, the chain and the rule of `-C`; undefined where nothing is checked. */
function checkOf(args: readonly string[]): { table: string; chain: string | undefined; rule: string[] } | undefined {
  const words = args.filter((arg) => !/^(-w|--wait)/.test(arg));
  const table = words.findIndex((arg) => arg === '-t' || arg === '--table');
  const [, named] = table < 0 ? [] : words.splice(table, 2);
  const at = words.findIndex((arg) => arg === '-C' || arg === '--check');
  if (at < 0) return undefined;
  const [, chain] = words.splice(at, 2);
  return { table: named ?? 'filter', chain, rule: words };
}

function check(
  { cluster }: ShellContext,
  node: string,
  program: string,
  family: IpFamily,
  { table, chain, rule }: NonNullable<ReturnType<typeof checkOf>>,
): CommandResult {
  const known = TABLES.find((name) => name === table);
  const wrong = (message: string): CommandResult =>
    fail(`${program} ${VERSION}: ${message}\nTry \`${program} -h' or '${program} --help' for more information.\n`, 2);
  if (chain === undefined) return wrong('option "-C" requires an argument');
  const chains = known && kernelConfigOf(cluster, node).iptables[family][known].chains;
  const at = rule.findIndex((word) => word === '-j' || word === '--jump');
  const to = at < 0 ? undefined : rule[at + 1];
  if (to !== undefined && !TARGETS.test(to) && !chains?.get(to)) return wrong(`Chain '${to}' does not exist`);
  const rules = chains?.get(chain)?.rules;
  if (rules?.some((one) => isRule(one, rule, family))) return succeed('');
  return fail(`${program}: Bad rule (does a matching rule exist in that chain?).\n`);
}

/** What `-S` prints: policies and names of the chains, then their rules. */
function rulesText(
  chains: readonly Chain[],
  family: IpFamily,
  only: number | undefined,
  counter: ListOptions['counter'] | undefined,
): string[] {
  const counted = (chain: string, rule?: Rule): string => {
    const count = counter?.(chain, rule);
    return count ? ` -c ${count.packets} ${count.bytes}` : '';
  };
  const heads = chains.map(({ name, policy }) => (policy ? `-P ${name} ${policy}${counted(name)}` : `-N ${name}`));
  const rules = chains.flatMap(({ name, rules: own }) =>
    own
      .filter((_, i) => only === undefined || i === only)
      .map((rule) => {
        const text = ` ${renderRule(rule, family)}`;
        return `-A ${name}${text.replace(/( -j .*)?$/, (jump) => counted(name, rule) + jump)}`;
      }),
  );
  return only === undefined ? [...heads, ...rules] : rules;
}

export const iptables = list('iptables', 'IPv4');
export const ip6tables = list('ip6tables', 'IPv6');
