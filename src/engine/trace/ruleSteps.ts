import type { IpFamily } from '../../model/Address.ts';
import type { Match, TableName } from '../../model/Rule.ts';
import type { RuleTried, Step } from '../../model/Trace.ts';
import type { RuleLog } from '../kernel/Passage.ts';
import { renderRule } from '../proxy/iptables/renderRule.ts';

/** Of the rules that did not match, so many before each that did are shown; the rest is counted. */
const SHOWN = 3;

/**
 * What a walk through a table tried, chain by chain in the order of entering; chains in which nothing matched
 * are left out.
 */
export function ruleSteps(log: RuleLog | undefined, table: TableName, family: IpFamily): Step[] {
  const chains = new Map<
    string,
    { entries: RuleLog[]; misses: number; last: number; entered: number; matched: boolean }
  >();
  let age = 0;
  for (let l = log; l; l = l.before) {
    age++;
    let chain = chains.get(l.chain);
    if (!chain) {
      chain = { entries: [], misses: 0, last: l.index, entered: age, matched: false };
      chains.set(l.chain, chain);
    }
    chain.entered = age;
    if (!l.failed) {
      chain.matched = true;
      chain.misses = 0;
    } else if (!chain.matched || ++chain.misses > SHOWN) continue;
    chain.entries.push(l);
  }
  const steps: Step[] = [];
  for (const [name, chain] of [...chains].sort(([, a], [, b]) => b.entered - a.entered)) {
    if (!chain.matched) continue;
    const tried = chain.entries.reverse().map((entry) => triedRule(entry, family));
    steps.push({ kind: 'rules', table, chain: name, tried, skipped: Math.max(0, chain.last + 1 - tried.length) });
  }
  return steps;
}

function triedRule({ chain, rule, failed }: RuleLog, family: IpFamily): RuleTried {
  return {
    ruleId: rule.id,
    chain,
    text: `-A ${chain} ${renderRule(rule, family)}`,
    matched: !failed,
    note: failed ? whyNot(failed) : did(rule.target),
    because: rule.because,
  };
}

function whyNot(match: Match): string {
  const negated = 'negate' in match && match.negate;
  switch (match.kind) {
    case 'source':
      return negated ? `the source is in ${match.cidr}` : `the source is not ${plain(match.cidr)}`;
    case 'destination':
      return negated ? `the destination is in ${match.cidr}` : `the destination is not ${plain(match.cidr)}`;
    case 'inInterface':
      return negated ? `it came in by ${match.name}` : `it did not come in by ${match.name}`;
    case 'protocol':
      return `it is not ${match.protocol.toUpperCase()}`;
    case 'destinationPort':
      return `the destination port is not ${match.port}`;
    case 'addrtype':
      return `the ${match.side === 'src' ? 'source' : 'destination'} is no address of this Node`;
    case 'mark':
      return negated ? 'it has the mark' : 'it does not have the mark';
    case 'conntrack':
      return `its state is ${negated ? 'one of' : 'not'} ${match.states.join(', ')}`;
    case 'statistic':
      return `chance ${(match.probability * 100).toFixed(1).replace(/\.0$/, '')} %: not this time`;
    case 'recentCheck':
      return 'this source is not remembered here';
    default:
      return '';
  }
}

const plain = (cidr: string): string => cidr.replace(/\/(32|128)$/, '');

function did(target: RuleLog['rule']['target']): string {
  switch (target.kind) {
    case 'jump':
      return target.chain === 'KUBE-MARK-MASQ' ? 'marks it for masquerading' : `goes on in ${target.chain}`;
    case 'dnat':
      return `changes the destination to ${target.ip.includes(':') ? `[${target.ip}]` : target.ip}:${target.port}`;
    case 'masquerade':
      return "changes the source to the Node's own address";
    case 'mark':
      return target.mask === 0 ? 'takes the mark off' : 'sets the mark';
    case 'accept':
      return 'accepts it';
    case 'drop':
      return 'drops it';
    case 'reject':
      return 'rejects it';
    case 'return':
      return 'leaves the chain';
    case 'none':
      return 'does nothing';
  }
}
