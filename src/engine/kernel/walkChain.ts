import type { Chain, Match, Rule, Table } from '../../model/Rule.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Chooser } from './Chooser.ts';
import { candidates } from './chainIndex.ts';
import { copyPassage, withMark, withShare } from './copy.ts';
import { elementOf, failedMatch, type MatchContext } from './matchRule.ts';
import { MOST_SOURCES } from './recentList.ts';
import { UnknownRule } from './UnknownRule.ts';
import { ACCEPT, type Branch, type Deciding, type Passage, RETURN, type RuleLog } from './Passage.ts';

export interface WalkContext extends MatchContext {
  table: Table;
  chooser: Chooser;
  node: string;
  /** Without the index of addresses. */
  everyRule?: boolean | undefined;
  /** The element of a set that led into this chain: a rule without a cause of its own has that one. */
  cause?: SourceRef[];
}

/** Walks a built-in chain, whose policy is to accept. */
export function walkBuiltIn(
  name: string,
  passage: Passage,
  before: RuleLog | undefined,
  context: WalkContext,
): Branch[] {
  const chain = chainNamed(name, context);
  const branches = walkChain(chain, passage, before, context);
  return branches.map((branch) =>
    branch.verdict.kind === 'return' ? { passage: branch.passage, log: branch.log, verdict: ACCEPT } : branch,
  );
}

function chainNamed(name: string, { table }: WalkContext): Chain {
  const chain = table.chains.get(name);
  if (!chain) throw new Error(`no chain ${name} in ${table.name}`);
  return chain;
}

/** A walk through a chain: its rules, or only those that a destination has to do with, and the ways that are done. */
interface Walk {
  readonly chain: Chain;
  readonly rules: readonly Rule[];
  readonly only: readonly number[] | undefined;
  readonly context: WalkContext;
  readonly done: Branch[];
}

/** A packet that goes on to the next rule. */
type Going = Pick<Branch, 'passage' | 'log'>;

function walkChain(chain: Chain, start: Passage, before: RuleLog | undefined, context: WalkContext): Branch[] {
  const rules = rulesOf(chain);
  const only = context.everyRule ? undefined : candidates(rules, start.packet.dst);
  const done: Branch[] = [];
  goOn({ chain, rules, only, context, done }, 0, start, before);
  return done;
}

const GENERATION = 2000;
let young = new WeakMap<Chain, Rule[]>();
let old = young;
let count = 0;

/** The rules of a chain. Some chains make theirs whenever somebody looks (iptables/endpointChains.ts): those that packets came by last are kept. */
function rulesOf(chain: Chain): Rule[] {
  let rules = young.get(chain);
  if (!rules) {
    rules = old.get(chain) ?? chain.rules;
    if (++count > GENERATION) {
      old = young;
      young = new WeakMap();
      count = 0;
    }
    young.set(chain, rules);
  }
  return rules;
}

/**
 * Walks the rules one after another, from the `from`th. At a random condition a packet goes both ways, if the chooser
 * says so: then one of them is walked to its end before the other.
 */
function goOn(walk: Walk, from: number, start: Passage, before: RuleLog | undefined): void {
  const { chain, rules, only, context, done } = walk;
  const count = only ? only.length : rules.length;
  let passage = start;
  let log = before;
  for (let n = from; n < count; n++) {
    const index = only ? (only[n] as number) : n;
    const rule = rules[index] as Rule;
    const failed = failedMatch(rule, passage, context);
    if (failed) {
      log = logged(chain, index, rule, failed, log);
      continue;
    }
    const statistic = statisticOf(rule);
    let next: Going | undefined;
    if (!statistic) next = apply(walk, n, index, rule, passage, log);
    else
      for (const { yes, share } of context.chooser.chance(statistic.probability)) {
        if (next) goOn(walk, n + 1, next.passage, next.log);
        const chosen = withShare(passage, share);
        next = yes
          ? apply(walk, n, index, rule, chosen, log)
          : { passage: chosen, log: logged(chain, index, rule, statistic, log) };
      }
    if (!next) return;
    passage = next.passage;
    log = next.log;
  }
  done.push({ passage, log, verdict: RETURN });
}

function statisticOf({ matches }: Rule): Extract<Match, { kind: 'statistic' }> | undefined {
  for (const match of matches) if (match.kind === 'statistic') return match;
  return undefined;
}

/** Does what a rule that matched says. Returns how the packet goes on in this chain, if it does. */
function apply(
  walk: Walk,
  n: number,
  index: number,
  rule: Rule,
  before: Passage,
  earlier: RuleLog | undefined,
): Going | undefined {
  const { chain, context, done } = walk;
  const cause = elementOf(rule, before, context) ?? context.cause;
  const passage = remember(rule, before, context);
  const log = logged(chain, index, rule, undefined, earlier, cause);
  const { target } = rule;
  switch (target.kind) {
    case 'jump': {
      let next: Going | undefined;
      const called = chainNamed(target.chain, context);
      for (const branch of walkChain(called, passage, log, cause ? { ...context, cause } : context)) {
        if (branch.verdict.kind !== 'return') {
          done.push(branch);
          continue;
        }
        if (next) goOn(walk, n + 1, next.passage, next.log);
        next = branch;
      }
      return next;
    }
    case 'mark': {
      const mark = (passage.packet.mark & ~target.mask) ^ target.value;
      return { passage: withMark(passage, mark), log };
    }
    case 'none':
      return { passage, log };
    case 'accept':
      done.push({ passage, log, verdict: ACCEPT });
      return undefined;
    case 'drop':
    case 'reject':
      done.push({ passage, log, verdict: { kind: target.kind, rule: deciding(rule, cause) } });
      return undefined;
    case 'return':
      done.push({ passage, log, verdict: RETURN });
      return undefined;
    case 'dnat':
      done.push({
        passage,
        log,
        verdict: { kind: 'dnat', rule: deciding(rule, cause), ip: target.ip, port: target.port },
      });
      return undefined;
    case 'masquerade':
      done.push({
        passage,
        log,
        verdict: { kind: 'masquerade', rule: deciding(rule, cause), randomPort: target.randomFully },
      });
      return undefined;
    default:
      throw new UnknownRule('target', target satisfies never, rule);
  }
}

/** Matches with an effect have it when the whole rule matches: `-m recent --set` notes the source. */
function remember(rule: Rule, passage: Passage, { node }: WalkContext): Passage {
  for (const match of rule.matches)
    if (match.kind === 'recentSet') {
      const { packet, recent: before } = passage;
      const copy = copyPassage(passage);
      copy.recent = { node, list: match.name, source: packet.src, limit: MOST_SOURCES, before };
      return copy;
    }
  return passage;
}

const logged = (
  chain: Chain,
  index: number,
  rule: Rule,
  failed: Match | undefined,
  before: RuleLog | undefined,
  element?: SourceRef[],
): RuleLog => ({ kind: 'iptables', chain: chain.name, index, rule, failed, element, before });

function deciding({ id, matches, because }: Rule, cause: SourceRef[] = []): Deciding {
  const comment = matches.find((match) => match.kind === 'comment');
  return {
    id,
    comment: comment?.kind === 'comment' ? comment.text : '',
    because: because.length > 0 ? because : cause,
  };
}
