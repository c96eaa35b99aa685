import { expect, test } from 'vitest';
import type { NftMatch, NftRule, NftStatement, NftTable } from '../../../model/Nftables.ts';
import { handlesOf } from './handles.ts';

const rule = (matches: NftMatch[], ...statements: NftStatement[]): NftRule => ({
  id: 'x',
  matches,
  statements,
  because: [],
});
const from = (...cidrs: string[]): NftMatch => ({ kind: 'address', side: 'saddr', cidrs });

// each `{ … }` in a rule is a set of its own, which takes a number before the rule does (nft -a, §6.6)
test('chains are counted first, then sets and maps, then rules with the sets that stand in them', () => {
  const rules = [
    rule([from('10.0.0.1')], { kind: 'drop' }),
    rule([from('10.0.0.1', '10.0.0.2')], { kind: 'drop' }),
    rule([], { kind: 'gotoRandom', chains: ['b'] }),
    rule([], { kind: 'dnatRandom', endpoints: [], because: [] }),
    rule([{ kind: 'ctStateNew' }], { kind: 'goto', chain: 'b' }),
  ];
  const chains = ['a', 'b'].map((name) => ({ name, rules: name === 'a' ? rules : [] }));
  const set = { name: 's', type: 'ipv4_addr', elements: new Set<string>() };
  const filled = { ...set, name: 'f', timeout: 10 };
  const map = { name: 'm', type: 'ipv4_addr', comment: '', elements: new Map() };
  const table: NftTable = {
    family: 'IPv4',
    comment: '',
    chains: new Map(chains.map((chain) => [chain.name, chain])),
    sets: new Map([filled, set].map((one) => [one.name, one])),
    maps: new Map([['m', map]]),
  };
  const handles = handlesOf(table);
  expect([...chains, set, map, filled].map((one) => handles.get(one))).toEqual([1, 2, 3, 4, 5]);
  expect(rules.map((one) => handles.get(one))).toEqual([6, 8, 10, 12, 13]);
});
