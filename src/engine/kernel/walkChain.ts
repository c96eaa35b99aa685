import type { Chain, Match, Rule, Table } from '../../model/Rule.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Chooser } from './Chooser.ts';
import { candidates } from './chainIndex.ts';
import { elementOf, failedMatch, type MatchContext } from './matchRule.ts';
import { MOST_SOURCES } from './recentList.ts';
import { UnknownRule } from './UnknownRule.ts';
import type { Branch, Deciding, Passage, RuleLog } from './Passage.ts';

export interface WalkContext extends MatchContext {
  table: Table;
  chooser: Chooser;
  node: string;
  /** The element of a set that led into this chain: a rule without a cause of its own has that one. */
  cause?: SourceRef[];
}

/** Walks a built-in chain; its policy decides when nothing else does. */
export function walkBuiltIn(name: string, passage: Passage, context: WalkContext): Branch[] {
  const chain = context.table.chains.get(name);
  if (!chain) throw new Error(`no chain ${name} in ${context.table.name}`);
  const verdict =
    chain.policy === 'DROP' ? ({ kind: 'drop', rule: undefined } as const) : ({ kind: 'accept' } as const);
  return walkChain(chain, passage, context).map((branch) =>
    branch.verdict.kind === 'return' ? { ...branch, verdict } : branch,
  );
}

/**
 * Walks the rules of a chain one after another. Several branches can be under way at once: at a random condition
 * a packet goes both ways, if the chooser says so.
 */
function walkChain(chain: Chain, start: Passage, context: WalkContext): Branch[] {
  const done: Branch[] = [];
  let live: Passage[] = [start];
  const { rules } = chain;
  const only = candidates(rules, start.packet.dst);
  const count = only ? only.length : rules.length;
  for (let n = 0; n < count && live.length > 0; n++) {
    const index = only ? (only[n] as number) : n;
    const rule = rules[index] as Rule;
    const next: Passage[] = [];
    for (const passage of live) {
      const failed = failedMatch(rule, passage, context);
      if (failed) {
        next.push({ ...passage, log: logged(chain, index, rule, failed, passage.log) });
        continue;
      }
      for (const { passage: chosen, yes } of decide(rule, passage, context)) {
        if (yes) apply(chain, rule, index, chosen, context, done, next);
        else {
          const statistic = rule.matches.find((match) => match.kind === 'statistic');
          next.push({ ...chosen, log: logged(chain, index, rule, statistic, chosen.log) });
        }
      }
    }
    live = next;
  }
  for (const passage of live) done.push({ passage, verdict: { kind: 'return' } });
  return done;
}

/** Asks the chooser about the random condition of a rule, if it has one. */
function decide(rule: Rule, passage: Passage, { chooser }: WalkContext): { passage: Passage; yes: boolean }[] {
  for (const match of rule.matches)
    if (match.kind === 'statistic')
      return chooser
        .chance(match.probability)
        .map(({ yes, share }) => ({ passage: { ...passage, share: passage.share * share }, yes }));
  return [{ passage, yes: true }];
}

/** Does what a rule that matched says: ends the walk of this branch, or lets it go on. */
function apply(
  chain: Chain,
  rule: Rule,
  index: number,
  before: Passage,
  context: WalkContext,
  done: Branch[],
  next: Passage[],
): void {
  const cause = elementOf(rule, before, context) ?? context.cause;
  const passage = remember(rule, before, context, logged(chain, index, rule, undefined, before.log, cause));
  const decides = (): Deciding => deciding(rule, cause);
  const { target } = rule;
  switch (target.kind) {
    case 'jump': {
      const called = context.table.chains.get(target.chain);
      if (!called) throw new Error(`no chain ${target.chain} in ${context.table.name}`);
      for (const branch of walkChain(called, passage, cause ? { ...context, cause } : context))
        if (branch.verdict.kind === 'return') next.push(branch.passage);
        else done.push(branch);
      return;
    }
    case 'mark': {
      const mark = ((passage.packet.mark & ~target.mask) ^ target.value) >>> 0;
      next.push({ ...passage, packet: { ...passage.packet, mark } });
      return;
    }
    case 'none':
      next.push(passage);
      return;
    case 'accept':
      done.push({ passage, verdict: { kind: 'accept' } });
      return;
    case 'drop':
    case 'reject':
      done.push({ passage, verdict: { kind: target.kind, rule: decides() } });
      return;
    case 'return':
      done.push({ passage, verdict: { kind: 'return' } });
      return;
    case 'dnat':
      done.push({ passage, verdict: { kind: 'dnat', rule: decides(), ip: target.ip, port: target.port } });
      return;
    case 'masquerade':
      done.push({ passage, verdict: { kind: 'masquerade', rule: decides(), randomPort: target.randomFully } });
      return;
    default:
      throw new UnknownRule('target', target satisfies never, rule);
  }
}

/** Matches with an effect have it when the whole rule matches: `-m recent --set` notes the source. */
function remember(rule: Rule, passage: Passage, context: WalkContext, log: RuleLog): Passage {
  let { recent } = passage;
  for (const match of rule.matches)
    if (match.kind === 'recentSet')
      recent = {
        node: context.node,
        list: match.name,
        source: passage.packet.src,
        limit: MOST_SOURCES,
        before: recent,
      };
  return { ...passage, recent, log };
}

const logged = (
  chain: Chain,
  index: number,
  rule: Rule,
  failed: Match | undefined,
  before: RuleLog | undefined,
  element?: SourceRef[],
): RuleLog => ({
  chain: chain.name,
  index,
  tried: { kind: 'iptables', rule, failed, element },
  before,
});

function deciding({ id, matches, because }: Rule, cause: SourceRef[] = []): Deciding {
  const comment = matches.find((match) => match.kind === 'comment');
  return {
    id,
    comment: comment?.kind === 'comment' ? comment.text : '',
    because: because.length > 0 ? because : cause,
  };
}
