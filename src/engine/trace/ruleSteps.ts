import type { IpFamily } from '../../model/Address.ts';
import type { Note } from '../../model/Message.ts';
import type { Match, TableName, Target } from '../../model/Rule.ts';
import type { RuleTried, Step } from '../../model/Trace.ts';
import type { RuleLog } from '../kernel/Passage.ts';
import { renderRule } from '../proxy/iptables/renderRule.ts';
import { withPort } from '../net/ip.ts';
import { tellNft } from './tellNft.ts';

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

/** A rule is told in the same words each time that it ends in the same way. */
const told = new WeakMap<object, Map<unknown, RuleTried>>();

function triedRule(tried: RuleLog, family: IpFamily): RuleTried {
  if (tried.element) return tried.kind === 'nft' ? tellNft(tried, family) : tell(tried, family);
  let known = told.get(tried.rule);
  if (!known) {
    known = new Map();
    told.set(tried.rule, known);
  }
  let answer = known.get(tried.failed);
  if (!answer) {
    answer = tried.kind === 'nft' ? tellNft(tried, family) : tell(tried, family);
    known.set(tried.failed, answer);
  }
  return answer;
}

const tell = (tried: Extract<RuleLog, { kind: 'iptables' }>, family: IpFamily): RuleTried => ({
  ruleId: tried.rule.id,
  chain: tried.chain,
  text: `-A ${tried.chain} ${renderRule(tried.rule, family)}`,
  matched: !tried.failed,
  note: tried.failed ? whyNot(tried.failed) : did(tried.rule.target),
  because: tried.rule.because.length > 0 ? tried.rule.because : (tried.element ?? []),
});

function whyNot(match: Match): Note {
  const negated = 'negate' in match && match.negate === true;
  switch (match.kind) {
    case 'source':
      return negated ? ['sideIn', 'src', match.cidr] : ['sideNot', 'src', plain(match.cidr)];
    case 'set':
      return [match.flags.includes('src') ? 'pairNotInSet' : 'targetNotInSet', match.set];
    case 'ipvs':
      return ['notByIpvs', match.vaddr];
    case 'destination':
      return negated ? ['sideIn', 'dst', match.cidr] : ['sideNot', 'dst', plain(match.cidr)];
    case 'inInterface':
      return [negated ? 'cameIn' : 'notCameIn', match.name];
    case 'protocol':
      return ['notProtocol', match.protocol.toUpperCase()];
    case 'destinationPort':
      return ['notPort', [String(match.port)]];
    case 'multiport':
      return ['notPort', match.ports.map(String)];
    case 'addrtype':
      return ['local', match.side, negated];
    case 'mark':
      return [negated ? 'marked' : 'notMarked'];
    case 'conntrack':
      return [negated ? 'state' : 'notState', match.states.join(', ')];
    case 'statistic':
      return ['chance', (match.probability * 100).toFixed(1).replace(/\.0$/, '')];
    case 'recentCheck':
      return ['notRemembered'];
    default:
      return ['nothing'];
  }
}

const plain = (cidr: string): string => cidr.replace(/\/(32|128)$/, '');

function did(target: Target): Note {
  switch (target.kind) {
    case 'jump':
      return target.chain === 'KUBE-MARK-MASQ' || target.chain === 'CNI-HOSTPORT-SETMARK'
        ? ['marksForMasquerade']
        : ['goesOn', target.chain];
    case 'dnat':
      return ['dnat', withPort(target.ip, target.port)];
    case 'masquerade':
      return ['masquerades'];
    case 'mark':
      return [target.mask === 0 ? 'unmarks' : 'marks'];
    case 'accept':
      return ['accepts'];
    case 'drop':
      return ['drops'];
    case 'reject':
      return ['rejects'];
    case 'return':
      return ['returns'];
    case 'none':
      return ['doesNothing'];
  }
}
