import type { IpFamily } from '../../model/Address.ts';
import type { RealServer, VirtualServer } from '../../model/Ipvs.ts';
import type { NftMatch, NftRule } from '../../model/Nftables.ts';
import type { Match, TableName, Target } from '../../model/Rule.ts';
import type { RuleTried, Step } from '../../model/Trace.ts';
import type { RuleLog, Tried } from '../kernel/Passage.ts';
import { renderNftRule } from '../proxy/nftables/renderNftRule.ts';
import { renderRule } from '../proxy/iptables/renderRule.ts';
import { realServerText, virtualServerText } from '../proxy/ipvs/render.ts';
import { withPort } from '../net/ip.ts';

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
    if (!l.tried.failed) {
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

/** What IPVS did at a hook, in the form of rules: the virtual server that took the packet, and the real one. */
export function ipvsStep(chain: string, server: VirtualServer, chosen: RealServer | undefined, others: number): Step {
  const { id, servers, because, scheduler, persistence } = server;
  const ruleId = `ipvs/${id}`;
  const note = chosen ? `schedules ${server.name}` : 'has no real server';
  const tried: RuleTried[] = [{ ruleId, chain, text: virtualServerText(server), matched: true, note, because }];
  if (chosen) {
    const one = servers.length === 1 ? 'the only one' : `one of ${servers.length}, ${HOW[scheduler]}`;
    tried.push({
      ruleId: `${ruleId}/${chosen.text}`,
      chain,
      text: realServerText(chosen),
      matched: true,
      note: persistence > 0 ? `${one}, unless the client is remembered` : one,
      because: chosen.because,
    });
  }
  return { kind: 'rules', table: 'ipvs', chain, tried, skipped: others };
}

const HOW: Record<VirtualServer['scheduler'], string> = {
  rr: 'each in turn',
  wrr: 'each in turn',
  lc: 'who has the fewest connections',
  wlc: 'who has the fewest connections',
  sed: 'who has the fewest open connections',
  nq: 'the first that is idle',
  dh: "by the destination's hash",
  sh: "by the source's hash",
};

/** A rule is told in the same words each time that it ends in the same way. */
const told = new WeakMap<object, Map<unknown, RuleTried>>();

function triedRule({ chain, tried }: RuleLog, family: IpFamily): RuleTried {
  if (tried.element) return tried.kind === 'nft' ? tellNft(chain, tried, family) : tell(chain, tried, family);
  let known = told.get(tried.rule);
  if (!known) {
    known = new Map();
    told.set(tried.rule, known);
  }
  let answer = known.get(tried.failed);
  if (!answer) {
    answer = tried.kind === 'nft' ? tellNft(chain, tried, family) : tell(chain, tried, family);
    known.set(tried.failed, answer);
  }
  return answer;
}

const tell = (chain: string, tried: Extract<Tried, { kind: 'iptables' }>, family: IpFamily): RuleTried => ({
  ruleId: tried.rule.id,
  chain,
  text: `-A ${chain} ${renderRule(tried.rule, family)}`,
  matched: !tried.failed,
  note: tried.failed ? whyNot(tried.failed) : did(tried.rule.target),
  because: tried.rule.because.length > 0 ? tried.rule.because : (tried.element ?? []),
});

const tellNft = (chain: string, tried: Extract<Tried, { kind: 'nft' }>, family: IpFamily): RuleTried => ({
  ruleId: tried.rule.id,
  chain,
  text: renderNftRule(tried.rule, family),
  matched: !tried.failed,
  note: tried.failed ? whyNotNft(tried.failed) : (tried.element?.text ?? didNft(tried.rule)),
  because: tried.element?.because.length ? tried.element.because : tried.rule.because,
});

function whyNot(match: Match): string {
  const negated = 'negate' in match && match.negate;
  switch (match.kind) {
    case 'source':
      return negated ? `the source is in ${match.cidr}` : `the source is not ${plain(match.cidr)}`;
    case 'set':
      return `${match.flags.includes('src') ? 'where it comes from and goes to' : 'where it goes to'} is not in ${match.set}`;
    case 'ipvs':
      return `IPVS did not send it there for ${match.vaddr}`;
    case 'destination':
      return negated ? `the destination is in ${match.cidr}` : `the destination is not ${plain(match.cidr)}`;
    case 'inInterface':
      return negated ? `it came in by ${match.name}` : `it did not come in by ${match.name}`;
    case 'protocol':
      return `it is not ${match.protocol.toUpperCase()}`;
    case 'destinationPort':
      return `the destination port is not ${match.port}`;
    case 'multiport':
      return `the destination port is not ${match.ports.join(' or ')}`;
    case 'addrtype':
      return `the ${match.side === 'src' ? 'source' : 'destination'} is ${negated ? 'an' : 'no'} address of this Node`;
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

function did(target: Target): string {
  switch (target.kind) {
    case 'jump':
      return target.chain === 'KUBE-MARK-MASQ' || target.chain === 'CNI-HOSTPORT-SETMARK'
        ? 'marks it for masquerading'
        : `goes on in ${target.chain}`;
    case 'dnat':
      return `changes the destination to ${withPort(target.ip, target.port)}`;
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

function whyNotNft(match: NftMatch | 'element'): string {
  if (match === 'element') return 'the map has nothing for this address and port';
  switch (match.kind) {
    case 'address': {
      const side = match.side === 'saddr' ? 'source' : 'destination';
      const ranges = match.cidrs.join(', ');
      return match.negate ? `the ${side} is in ${ranges}` : `the ${side} is not in ${ranges}`;
    }
    case 'addressInSet':
      return `the ${match.side === 'saddr' ? 'source' : 'destination'} is not in ${match.set}`;
    case 'connectionInSet':
      return 'nobody calls itself';
    case 'fibLocal':
      return `the ${match.side === 'saddr' ? 'source' : 'destination'} is no address of this Node`;
    case 'inInterface':
      return `it ${match.negate ? 'came' : 'did not come'} in by ${match.name}`;
    case 'ctStateNew':
      return 'it does not begin a connection';
    case 'ctStatusDnat':
      return 'its destination was not changed';
    case 'mark':
      return 'it does not have the mark';
    case 'l4proto':
      return `it is not ${match.protocol.toUpperCase()}`;
  }
}

function didNft({ statements }: NftRule): string {
  const last = statements[statements.length - 1];
  switch (last?.kind) {
    case 'jump':
    case 'goto':
      return `goes on in ${last.chain}`;
    case 'drop':
      return 'drops it';
    case 'reject':
      return 'rejects it';
    case 'masquerade':
      return "changes the source to the Node's own address";
    case 'markOr':
      return 'marks it for masquerading';
    case 'dnat':
      return `changes the destination to ${withPort(last.ip, last.port)}`;
    case 'update':
      return 'remembers the source';
    default:
      return '';
  }
}
