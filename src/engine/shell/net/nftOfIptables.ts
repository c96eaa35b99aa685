import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Rule, TableName } from '../../../model/Rule.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import type { ShellContext } from '../Command.ts';
import { countersAt } from './countersAt.ts';

/** As nft lists them: the order in which kubelet makes them. */
export const IPTABLES: readonly TableName[] = ['mangle', 'nat', 'filter'];

/** What nft says, on stderr, of a table with rules that iptables wrote. */
export const MANAGED = '# Warning: table ip filter is managed by iptables-nft, do not touch!\n';

const PRIORITY = { INPUT: 'input', OUTPUT: 'output' } as Record<string, string>;

/**
 * kubelet's tables of iptables as nft 1.0.6 lists them, where kube-proxy's own are nft's: `rules` with what is in the chains.
 * undefined where other programs have rules there.
 */
export function nftOfIptables(
  context: ShellContext,
  node: string,
  family: IpFamily,
  how: { tables?: readonly TableName[]; rules: boolean; stateless: boolean },
): string | undefined {
  const config = kernelConfigOf(context.cluster, node).iptables[family];
  const texts = (how.tables ?? IPTABLES).map((name) => {
    const chains: Chain[] = [];
    config[name].chains.forEach((chain) => chains.push(chain));
    const counter = countersAt(context.cluster, node, family, name);
    // kubelet guards what goes out first (kubelet_network_linux.go, setupIPTables); what nobody filled is not there
    const builtIn = chains.filter(({ policy, rules }) => policy && rules.length > 0).toReversed();
    const blocks = [...chains.filter(({ policy }) => !policy), ...builtIn].map((chain) => {
      const lines = how.rules
        ? chain.rules.map((rule) => ruleText(rule, counter(chain.name, rule), how.stateless))
        : [];
      const unknown = lines.includes(undefined) || (chain.policy && !(name === 'filter' && PRIORITY[chain.name]));
      return unknown ? undefined : blockOf(chain, lines as string[]);
    });
    if (blocks.includes(undefined)) return undefined;
    return `table ${family === 'IPv6' ? 'ip6' : 'ip'} ${name} {\n${blocks.join(how.rules ? '\n' : '')}}\n`;
  });
  return texts.includes(undefined) ? undefined : texts.join('');
}

function blockOf({ name, policy }: Chain, lines: readonly string[]): string {
  const hook = policy && `type filter hook ${PRIORITY[name]} priority filter; policy accept;`;
  const inside = [...(hook ? [hook] : []), ...lines].map((line) => `\t\t${line}\n`).join('');
  return `\tchain ${name} {\n${inside}\t}\n`;
}

/** One of kubelet's rules; nft has no words for a comment of iptables, and of the states it names the last. */
function ruleText(
  { matches, target }: Rule,
  { packets, bytes }: { packets: number; bytes: number },
  stateless: boolean,
): string | undefined {
  const words: string[] = [];
  for (const match of matches) {
    if (match.kind === 'source' || match.kind === 'destination')
      words.push(`ip ${match.kind === 'source' ? 's' : 'd'}addr ${match.negate ? '!= ' : ''}${match.cidr}`);
    else if (match.kind === 'comment') words.push('');
    else if (match.kind === 'conntrack') words.push('ct status dnat');
    else return undefined;
  }
  words.push(stateless ? 'counter' : `counter packets ${packets} bytes ${bytes}`);
  if (target.kind === 'jump') words.push(`jump ${target.chain}`);
  else if (target.kind === 'drop') words.push('drop');
  else return undefined;
  return words.join(' ');
}
