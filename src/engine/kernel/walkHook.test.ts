import { describe, expect, it } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftRule, NftTable } from '../../model/Nftables.ts';
import type { Chain, Rule, Target } from '../../model/Rule.ts';
import { everyWay } from './Chooser.ts';
import { PASSAGE } from './passageFixture.ts';
import { hasRules, type Stage, walkHook } from './walkHook.ts';

const ruleOf = (target: Target): Rule => ({ id: target.kind, matches: [], target, because: [] });
const MARK: NftRule = { id: 'mark', matches: [], statements: [{ kind: 'markOr', value: 1 }], because: [] };

/** A kernel whose iptables has these rules at PREROUTING, and whose nftables, if there is one, marks what comes by. */
function kernel(rules: Rule[], nftables: boolean): KernelConfig {
  const nat = { name: 'nat', chains: new Map<string, Chain>([['PREROUTING', { name: 'PREROUTING', rules }]]) };
  const base = (name: string): [string, { name: string; rules: NftRule[] }] => [name, { name, rules: [MARK] }];
  const chains = new Map(['nat-prerouting', 'filter-prerouting-pre-dnat'].map(base));
  const table: NftTable = { family: 'IPv4', comment: '', chains, maps: new Map(), sets: new Map() };
  const config = { node: 'n1', iptables: { IPv4: { nat } }, nftables: nftables ? { IPv4: table } : null };
  return config as unknown as KernelConfig;
}

/** What becomes of a packet, and the mark that it then has. */
function walk(config: KernelConfig, stage: Stage = 'prerouting nat'): unknown[] {
  const context = { config, chooser: everyWay, sawRecently: () => false, scheduled: () => ({ earlier: [], now: 0 }) };
  return walkHook(stage, PASSAGE, context).map(({ verdict, passage }) => [verdict.kind, passage.packet.mark]);
}

describe('iptables and nftables at one hook', () => {
  it('what iptables accepts, nftables is asked about', () => {
    expect(walk(kernel([ruleOf({ kind: 'mark', value: 2, mask: 0 })], true))).toEqual([['accept', 3]]);
  });

  it('what iptables decides, nftables never sees', () => {
    expect(walk(kernel([ruleOf({ kind: 'drop' })], true))).toEqual([['drop', 0]]);
    expect(walk(kernel([ruleOf({ kind: 'dnat', ip: '10.244.1.3', port: 80 })], true))).toEqual([['dnat', 0]]);
  });

  it('iptables stands alone in its own mode, nftables where iptables has no chain', () => {
    expect(walk(kernel([], false))).toEqual([['accept', 0]]);
    expect(walk(kernel([ruleOf({ kind: 'drop' })], true), 'prerouting raw')).toEqual([['accept', 1]]);
    expect(walk(kernel([], false), 'prerouting raw')).toEqual([['accept', 0]]);
  });
});

it('nothing stands at the raw stages but nftables', () => {
  expect(hasRules(kernel([], false), 'prerouting raw')).toBe(false);
  expect(hasRules(kernel([], false), 'prerouting nat')).toBe(true);
  expect(hasRules(kernel([], true), 'prerouting raw')).toBe(true);
});
