import type { Note } from '../../model/Message.ts';
import type { NftChain, NftMatch, NftRule, NftStatement, NftVerdict } from '../../model/Nftables.ts';
import { copyPassage, withMark, withShare } from './copy.ts';
import { failedNftMatch, type NftContext } from './matchNftRule.ts';
import { ACCEPT, type Branch, type Choice, type Deciding, type Passage, RETURN, type RuleLog } from './Passage.ts';
import { UnknownRule } from './UnknownRule.ts';
import { withPort } from '../net/ip.ts';

/** kube-proxy makes its sets of sources without a size: nft's default for those that packets fill. */
const SET_SIZE = 65_535;

/** Walks a base chain; all of kube-proxy's have the policy accept. */
export function walkBaseChain(
  name: string,
  passage: Passage,
  before: RuleLog | undefined,
  context: NftContext,
): Branch[] {
  const branches = walkChain(chainNamed(name, context), passage, before, context, undefined);
  return branches.map((branch) =>
    branch.verdict.kind === 'return' ? { passage: branch.passage, log: branch.log, verdict: ACCEPT } : branch,
  );
}

function chainNamed(name: string, { table }: NftContext): NftChain {
  const chain = table.chains.get(name);
  if (!chain) throw new Error(`no chain ${name} in ${table.family} kube-proxy`);
  return chain;
}

/** A walk through a chain. `cause` is the map element that led here: a helper chain's rule itself tells nothing. */
interface Walk {
  readonly chain: NftChain;
  readonly context: NftContext;
  readonly cause: Deciding | undefined;
  readonly done: Branch[];
}

/** A packet that goes on to the next rule. */
type Going = Pick<Branch, 'passage' | 'log'>;

function walkChain(
  chain: NftChain,
  start: Passage,
  before: RuleLog | undefined,
  context: NftContext,
  cause: Deciding | undefined,
): Branch[] {
  const done: Branch[] = [];
  goOn({ chain, context, cause, done }, 0, start, before);
  return done;
}

/** Walks the rules one after another, from the `from`th. */
function goOn(walk: Walk, from: number, start: Passage, before: RuleLog | undefined): void {
  const { chain, context, done } = walk;
  const { rules } = chain;
  let passage = start;
  let log = before;
  for (let index = from; index < rules.length; index++) {
    const rule = rules[index] as NftRule;
    const failed = failedNftMatch(rule, passage, context);
    if (failed) {
      log = logged(chain, index, rule, failed, log);
      continue;
    }
    const next = run(walk, index, rule, passage, log);
    if (!next) return;
    passage = next.passage;
    log = next.log;
  }
  done.push({ passage, log, verdict: RETURN });
}

/** Runs the statements of a rule that matched, until one decides. Returns how the packet goes on in this chain, if it does. */
function run(walk: Walk, index: number, rule: NftRule, start: Passage, before: RuleLog | undefined): Going | undefined {
  const { chain, context, cause, done } = walk;
  let passage = start;
  const matched = (choice?: Choice): RuleLog => logged(chain, index, rule, undefined, before, choice);
  for (const statement of rule.statements) {
    switch (statement.kind) {
      case 'markOr':
        passage = withMark(passage, passage.packet.mark | statement.value);
        break;
      case 'markXor':
        passage = withMark(passage, passage.packet.mark ^ statement.value);
        break;
      case 'update':
        passage = noted(passage, context, statement.set);
        break;
      case 'jump': {
        let next: Going | undefined;
        const called = chainNamed(statement.chain, context);
        for (const branch of walkChain(called, passage, matched(), context, cause)) {
          if (branch.verdict.kind !== 'return') {
            done.push(branch);
            continue;
          }
          if (next) goOn(walk, index + 1, next.passage, next.log);
          next = branch;
        }
        return next;
      }
      case 'goto':
        goto(walk, statement.chain, passage, matched(), cause);
        return undefined;
      case 'vmap': {
        const verdict = lookUp(statement, passage, context);
        if (!verdict) return { passage, log: logged(chain, index, rule, 'element', before) };
        const why = causeOf(rule, verdict);
        const log = matched({ note: said(verdict), because: verdict.because });
        if (verdict.verdict.kind === 'drop') done.push({ passage, log, verdict: { kind: 'drop', rule: why } });
        else goto(walk, verdict.verdict.chain, passage, log, why);
        return undefined;
      }
      case 'gotoRandom':
        for (const { option, share } of context.chooser.pick(statement.chains)) {
          const log = matched({ note: ['goto', option], because: [] });
          goto(walk, option, withShare(passage, share), log, cause);
        }
        return undefined;
      case 'dnatRandom':
        for (const { option, share } of context.chooser.pick(statement.endpoints)) {
          const { ip, port } = option;
          const because = [...statement.because, option.because];
          const log = matched({ note: ['dnat', withPort(ip, port)], because });
          const why = { id: rule.id, comment: rule.comment ?? '', because };
          done.push({
            passage: withShare(passage, share),
            log,
            verdict: { kind: 'dnat', rule: why, ip, port },
          });
        }
        return undefined;
      case 'dnat':
        done.push({
          passage,
          log: matched(),
          verdict: { kind: 'dnat', rule: deciding(rule), ip: statement.ip, port: statement.port },
        });
        return undefined;
      case 'masquerade':
        done.push({ passage, log: matched(), verdict: { kind: 'masquerade', rule: deciding(rule), randomPort: true } });
        return undefined;
      case 'drop':
      case 'reject': {
        const why = rule.because.length === 0 && !rule.comment && cause ? cause : deciding(rule);
        done.push({ passage, log: matched(), verdict: { kind: statement.kind, rule: why } });
        return undefined;
      }
      default:
        throw new UnknownRule('statement', statement satisfies never, rule);
    }
  }
  return { passage, log: matched() };
}

/** Where the chain that it goes to ends, this one ends too. */
function goto(
  { context, done }: Walk,
  name: string,
  passage: Passage,
  log: RuleLog,
  cause: Deciding | undefined,
): void {
  for (const branch of walkChain(chainNamed(name, context), passage, log, context, cause)) done.push(branch);
}

/** `update @SET { ip saddr }` */
function noted(passage: Passage, { node, table }: NftContext, list: string): Passage {
  const copy = copyPassage(passage);
  const { timeout } = table.sets.get(list) ?? {};
  copy.recent = { node, list, source: passage.packet.src, limit: SET_SIZE, timeout, before: passage.recent };
  return copy;
}

const logged = (
  chain: NftChain,
  index: number,
  rule: NftRule,
  failed: NftMatch | 'element' | undefined,
  before: RuleLog | undefined,
  element?: Choice,
): RuleLog => ({ kind: 'nft', chain: chain.name, index, rule, failed, element, before });

function lookUp(
  statement: Extract<NftStatement, { kind: 'vmap' }>,
  { packet }: Passage,
  { table }: NftContext,
): NftVerdict | undefined {
  const port = `${packet.protocol} . ${packet.dport}`;
  const key = statement.key === 'port' ? port : `${packet.dst} . ${port}`;
  const map = table.maps.get(statement.map);
  if (!map) throw new Error(`no map ${statement.map}`);
  return map.elements.get(key);
}

const said = ({ verdict }: NftVerdict): Note => (verdict.kind === 'drop' ? ['drops'] : ['goesOn', verdict.chain]);

const deciding = ({ id, comment = '', because }: NftRule): Deciding => ({ id, comment, because });

/** Why a map's element decides: elements of the maps of missing endpoints say whose they are. */
function causeOf({ id }: NftRule, { verdict, comment, because }: NftVerdict): Deciding {
  const what = verdict.kind === 'drop' ? 'has no local endpoints' : 'has no endpoints';
  return { id, comment: comment ? `${comment} ${what}` : '', because };
}
