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
import { type Command, fail, succeed } from '../Command.ts';
import { getopt, joinLines } from '../options.ts';
import { countersAt } from './countersAt.ts';
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
  /^(-[ADIRCFZNXPE]|--(append|delete|insert|replace|check|flush|zero|new(-chain)?|delete-chain|policy|rename-chain))$/;
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
    const read = getopt(args, 't:LSnvx0wV', LONG);
    if (read.wrong !== undefined) return wrong(`unknown option "${read.wrong}"`);
    const { options } = read;
    if (options.has('V')) return succeed(`${program} ${VERSION}\n`);
    if (options.has('L') && options.has('S')) return wrong('Cannot use -S with -L');
    if (!options.has('L') && !options.has('S')) return wrong('no command specified');
    const [chainName, number, extra] = read.words;
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
