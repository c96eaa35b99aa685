import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { execute } from '../src/engine/shell/execute.ts';
import type { Lab } from './Lab.ts';
import { ACCOUNT } from './rulesOf.ts';

const COMMANDS = ['iptables', 'ip6tables'].flatMap((program) =>
  ['nat', 'filter', 'mangle'].flatMap((table) => [
    `${program} -t ${table} -n -v -L`,
    `${program} -t ${table} -n -L --line-numbers`,
    `${program} -t ${table} -S`,
  ]),
);

/** What the real programs list on a Node must be what our terminal prints, but for the counters. */
export async function checkTexts(lab: Lab, cluster: Cluster, node: string): Promise<string[]> {
  const separator = '----';
  const answer = await lab.inNode(node, COMMANDS.map((command) => `${command}; echo ${separator}`).join('\n'));
  const texts = answer.split(`${separator}\n`);
  return COMMANDS.flatMap((command, i) => {
    const ours = execute(cluster, `node/${node}`, command, '').stdout.replace(ACCOUNT, '').split('\n');
    const real = (texts[i] ?? '')
      .replace(/\(policy (\w+) \d+[KMGT]? packets, \d+[KMGT]? bytes\)/g, '(policy $1 0 packets, 0 bytes)')
      // at most five blanks: a line's number is no counter, and a rule without a target has many behind it
      .replace(/^ *\d+[KMGT]? {1,5}\d+[KMGT]?(?= )/gm, '    0     0')
      .split('\n');
    const at = real.findIndex((line, n) => line !== ours[n]);
    return at < 0 && real.length === ours.length
      ? []
      : [`${node} ${command}: the program prints\n    ${real[at]}\n  ours\n    ${ours[at]}`];
  });
}
