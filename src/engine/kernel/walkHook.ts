import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { TableName } from '../../model/Rule.ts';
import { familyOf } from '../net/ip.ts';
import type { Chooser } from './Chooser.ts';
import type { Scheduling } from './KernelState.ts';
import { ACCEPT, type Branch, type Passage } from './Passage.ts';
import { walkBuiltIn } from './walkChain.ts';
import { walkBaseChain } from './walkNftChain.ts';

/** A point on a packet's way at which rules are asked, in the order of the hooks and of their priorities. */
export type Stage =
  | 'prerouting raw'
  | 'prerouting nat'
  | 'input filter'
  | 'forward filter'
  | 'output raw'
  | 'output nat'
  | 'output filter'
  | 'postrouting nat';

/** The chains that stand at each stage: of iptables a table's built-in one, of nftables a base chain. */
const CHAINS: Record<Stage, { iptables?: [TableName, string]; nft: string }> = {
  'prerouting raw': { nft: 'filter-prerouting-pre-dnat' },
  'prerouting nat': { iptables: ['nat', 'PREROUTING'], nft: 'nat-prerouting' },
  'input filter': { iptables: ['filter', 'INPUT'], nft: 'filter-input' },
  'forward filter': { iptables: ['filter', 'FORWARD'], nft: 'filter-forward' },
  'output raw': { nft: 'filter-output-pre-dnat' },
  'output nat': { iptables: ['nat', 'OUTPUT'], nft: 'nat-output' },
  'output filter': { iptables: ['filter', 'OUTPUT'], nft: 'filter-output' },
  'postrouting nat': { iptables: ['nat', 'POSTROUTING'], nft: 'nat-postrouting' },
};

export interface HookContext {
  config: KernelConfig;
  chooser: Chooser;
  /** Rules are walked without the index of addresses, which must change nothing. */
  everyRule?: boolean;
  sawRecently(list: string, source: string, seconds: number, passage: Passage): boolean;
  /** What a virtual server has scheduled before, and the time now, ms. */
  scheduled(server: string): { earlier: readonly Scheduling[]; now: number };
}

/** The chain of iptables at a stage, and its table. */
export const builtInAt = (stage: Stage): [table: TableName, chain: string] | undefined => CHAINS[stage].iptables;

/** Whether any rules stand at a stage. */
export const hasRules = (config: KernelConfig, stage: Stage): boolean =>
  config.nftables !== null || CHAINS[stage].iptables !== undefined;

/** Asks all rules of a stage, iptables' first and then nftables'; a packet goes on while it is accepted. */
export function walkHook(stage: Stage, start: Passage, context: HookContext): Branch[] {
  const { config, chooser, everyRule, sawRecently } = context;
  const { nftables, node } = config;
  const family = familyOf(start.packet.dst);
  const { iptables, nft } = CHAINS[stage];
  let branches: Branch[] | undefined;
  if (iptables) {
    const table = config.iptables[family][iptables[0]];
    branches = walkBuiltIn(iptables[1], start, undefined, { config, chooser, everyRule, sawRecently, table, node });
  }
  if (!nftables) return branches ?? [{ passage: start, log: undefined, verdict: ACCEPT }];
  const nftContext = { config, chooser, sawRecently, table: nftables[family], node };
  if (!branches) return walkBaseChain(nft, start, undefined, nftContext);
  return branches.flatMap((branch) =>
    branch.verdict.kind === 'accept' ? walkBaseChain(nft, branch.passage, branch.log, nftContext) : [branch],
  );
}
