import type { Note } from '../../model/Message.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftChain, NftMatch, NftRule, NftStatement, NftTable, NftVerdict } from '../../model/Nftables.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import type { Chooser } from './Chooser.ts';
import { isDnat } from './conntrack.ts';
import type { Branch, Choice, Deciding, Passage, RuleLog } from './Passage.ts';
import { isLocal } from './routing.ts';
import { UnknownRule } from './UnknownRule.ts';
import { withPort } from '../net/ip.ts';

/** kube-proxy makes its sets of sources without a size: nft's default for those that packets fill. */
const SET_SIZE = 65_535;

export interface NftContext {
  table: NftTable;
  config: KernelConfig;
  chooser: Chooser;
  node: string;
  sawRecently(set: string, source: string, seconds: number, passage: Passage): boolean;
}

/** Walks a base chain; all of kube-proxy's have the policy accept. */
export function walkBaseChain(name: string, passage: Passage, context: NftContext): Branch[] {
  return walk(chainNamed(name, context), passage, context, undefined).map((branch) =>
    branch.verdict.kind === 'return' ? { ...branch, verdict: { kind: 'accept' } } : branch,
  );
}

function chainNamed(name: string, { table }: NftContext): NftChain {
  const chain = table.chains.get(name);
  if (!chain) throw new Error(`no chain ${name} in ${table.family} kube-proxy`);
  return chain;
}

/** Walks a chain. `cause` is the map element that led here: a helper chain's rule itself tells nothing. */
function walk(chain: NftChain, start: Passage, context: NftContext, cause: Deciding | undefined): Branch[] {
  const done: Branch[] = [];
  let live: Passage[] = [start];
  for (const [index, rule] of chain.rules.entries()) {
    const next: Passage[] = [];
    for (const passage of live) {
      const failed = rule.matches.find((match) => !holds(match, rule, passage, context));
      if (failed) next.push(tried(passage, chain, index, rule, failed));
      else run(chain, index, rule, passage, context, cause, done, next);
    }
    live = next;
    if (live.length === 0) break;
  }
  for (const passage of live) done.push({ passage, verdict: { kind: 'return' } });
  return done;
}

/** Runs the statements of a rule that matched, until one decides. */
function run(
  chain: NftChain,
  index: number,
  rule: NftRule,
  start: Passage,
  context: NftContext,
  cause: Deciding | undefined,
  done: Branch[],
  next: Passage[],
): void {
  let passage = start;
  const log = (choice?: Choice): Passage => tried(passage, chain, index, rule, undefined, choice);
  const call = (from: Passage, name: string, returns: boolean, why: Deciding | undefined): void => {
    for (const branch of walk(chainNamed(name, context), from, context, why))
      if (branch.verdict.kind === 'return' && returns) next.push(branch.passage);
      else done.push(branch);
  };
  for (const statement of rule.statements) {
    switch (statement.kind) {
      case 'markOr':
        passage = marked(passage, passage.packet.mark | statement.value);
        break;
      case 'markXor':
        passage = marked(passage, passage.packet.mark ^ statement.value);
        break;
      case 'update':
        passage = {
          ...passage,
          recent: {
            node: context.node,
            list: statement.set,
            source: passage.packet.src,
            limit: SET_SIZE,
            before: passage.recent,
          },
        };
        break;
      case 'jump':
      case 'goto':
        call(log(), statement.chain, statement.kind === 'jump', cause);
        return;
      case 'vmap': {
        const verdict = lookUp(statement, passage, context);
        if (!verdict) {
          next.push(tried(passage, chain, index, rule, 'element'));
          return;
        }
        const why = causeOf(rule, verdict);
        const from = log({ note: said(verdict), because: verdict.because });
        if (verdict.verdict.kind === 'drop') done.push({ passage: from, verdict: { kind: 'drop', rule: why } });
        else call(from, verdict.verdict.chain, false, why);
        return;
      }
      case 'gotoRandom':
        for (const { option, share } of context.chooser.pick(statement.chains))
          call({ ...log({ note: ['goto', option], because: [] }), share: passage.share * share }, option, false, cause);
        return;
      case 'dnatRandom':
        for (const { option, share } of context.chooser.pick(statement.endpoints)) {
          const { ip, port } = option;
          const because = [...statement.because, option.because];
          const from = log({ note: ['dnat', withPort(ip, port)], because });
          const why = { id: rule.id, comment: rule.comment ?? '', because };
          done.push({
            passage: { ...from, share: passage.share * share },
            verdict: { kind: 'dnat', rule: why, ip, port },
          });
        }
        return;
      case 'dnat':
        done.push({
          passage: log(),
          verdict: { kind: 'dnat', rule: deciding(rule), ip: statement.ip, port: statement.port },
        });
        return;
      case 'masquerade':
        done.push({ passage: log(), verdict: { kind: 'masquerade', rule: deciding(rule), randomPort: true } });
        return;
      case 'drop':
      case 'reject': {
        const why = rule.because.length === 0 && !rule.comment && cause ? cause : deciding(rule);
        done.push({ passage: log(), verdict: { kind: statement.kind, rule: why } });
        return;
      }
      default:
        throw new UnknownRule('statement', statement satisfies never, rule);
    }
  }
  next.push(log());
}

const marked = (passage: Passage, mark: number): Passage => ({
  ...passage,
  packet: { ...passage.packet, mark: mark >>> 0 },
});

function tried(
  passage: Passage,
  chain: NftChain,
  index: number,
  rule: NftRule,
  failed: NftMatch | 'element' | undefined,
  element?: Choice,
): Passage {
  const log: RuleLog = { chain: chain.name, index, tried: { kind: 'nft', rule, failed, element }, before: passage.log };
  return { ...passage, log };
}

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

function holds(match: NftMatch, rule: NftRule, passage: Passage, context: NftContext): boolean {
  const { packet, connection } = passage;
  switch (match.kind) {
    case 'address': {
      const ip = match.side === 'saddr' ? packet.src : packet.dst;
      return match.cidrs.some((text) => inRange(text, ip)) !== (match.negate ?? false);
    }
    case 'addressInSet': {
      const ip = match.side === 'saddr' ? packet.src : packet.dst;
      const set = context.table.sets.get(match.set);
      if (!set) throw new Error(`no set ${match.set}`);
      if (set.timeout === undefined) return set.elements.has(ip);
      return context.sawRecently(match.set, ip, set.timeout, passage);
    }
    case 'connectionInSet': {
      const set = context.table.sets.get(match.set);
      if (!set) throw new Error(`no set ${match.set}`);
      return set.elements.has(`${packet.src} . ${packet.dst} . ${packet.protocol} . ${packet.dport}`);
    }
    case 'fibLocal':
      return isLocal(context.config, match.side === 'saddr' ? packet.src : packet.dst);
    case 'inInterface': {
      const { name, negate = false } = match;
      const fits = name.endsWith('*') ? passage.inDevice.startsWith(name.slice(0, -1)) : passage.inDevice === name;
      return fits !== negate;
    }
    case 'ctStateNew':
      return connection.state === 'NEW';
    case 'ctStatusDnat':
      return connection.entry !== undefined && isDnat(connection.entry);
    case 'mark':
      return (packet.mark & match.value) !== 0;
    case 'l4proto':
      return packet.protocol === match.protocol;
    default:
      throw new UnknownRule('match', match satisfies never, rule);
  }
}

function inRange(text: string, ip: string): boolean {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a range: ${text}`);
  return cidrContains(cidr, ip);
}
