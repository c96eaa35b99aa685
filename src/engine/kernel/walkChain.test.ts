import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Chain, Match, Rule, Target } from '../../model/Rule.ts';
import { everyWay } from './Chooser.ts';
import { PASSAGE } from './passageFixture.ts';
import type { Branch } from './Passage.ts';
import { walkBuiltIn } from './walkChain.ts';

const rule = (target: Target, ...matches: Match[]): Rule => ({ id: target.kind, matches, target, because: [] });
const HALF: Match = { kind: 'statistic', probability: 0.5 };
const mark = (value: number): Target => ({ kind: 'mark', value, mask: 0 });
const jump: Target = { kind: 'jump', chain: 'OWN' };

/** What becomes of a packet at PREROUTING, every way that it can go. */
function walk(rules: Rule[], own: Rule[] = []): readonly Branch[] {
  const chains = new Map<string, Chain>([
    ['PREROUTING', { name: 'PREROUTING', rules }],
    ['OWN', { name: 'OWN', rules: own }],
  ]);
  return walkBuiltIn('PREROUTING', PASSAGE, undefined, {
    config: {} as KernelConfig,
    table: { name: 'nat', chains },
    chooser: everyWay,
    node: 'n1',
    sawRecently: () => false,
  });
}

const ends = (branches: readonly Branch[]): string[] =>
  branches.map(({ verdict, passage: { packet, share } }) => `${verdict.kind} ${packet.mark} ${share}`);

test('at a random condition a packet goes both ways, each through all rules that follow', () => {
  expect(ends(walk([rule(mark(1), HALF), rule(mark(2)), rule({ kind: 'drop' })]))).toEqual([
    'drop 3 0.5',
    'drop 2 0.5',
  ]);
  const third = walk([rule(mark(1), HALF), rule(mark(2), HALF)]);
  expect(ends(third)).toEqual(['accept 3 0.25', 'accept 1 0.25', 'accept 2 0.25', 'accept 0 0.25']);
});

test('a rule without a target lets the packet go on; one that accepts ends its way', () => {
  expect(ends(walk([rule({ kind: 'none' }), rule(mark(1))]))).toEqual(['accept 1 1']);
  const [accepted] = walk([rule({ kind: 'accept' }), rule(mark(1))]);
  expect(accepted).toMatchObject({ verdict: { kind: 'accept' }, passage: { packet: { mark: 0 } } });
  expect(accepted?.verdict).toEqual({ kind: 'accept' });
});

test('a jump to a chain that is not there is a mistake of ours', () => {
  expect(() => walk([rule({ kind: 'jump', chain: 'NOWHERE' })])).toThrow('no chain NOWHERE in nat');
});

test('every way that comes back from a chain goes on behind the jump, once', () => {
  expect(ends(walk([rule(mark(4)), rule(jump), rule(mark(2))], [rule(mark(1), HALF)]))).toEqual([
    'accept 7 0.5',
    'accept 6 0.5',
  ]);
  expect(ends(walk([rule(jump), rule({ kind: 'drop' })], [rule({ kind: 'reject' }, HALF)]))).toEqual([
    'reject 0 0.5',
    'drop 0 0.5',
  ]);
});

test('who asks which rule decided is told its comment, if it has one', () => {
  const comments = (target: Target, ...matches: Match[]): unknown[] =>
    walk([rule(target, ...matches)]).map(({ verdict }) => 'rule' in verdict && verdict.rule?.comment);
  const dnat: Target = { kind: 'dnat', ip: '10.244.1.3', port: 80 };
  expect(comments({ kind: 'reject' }, { kind: 'comment', text: 'default/web has no endpoints' })).toEqual([
    'default/web has no endpoints',
  ]);
  expect(comments(dnat, { kind: 'protocol', protocol: 'tcp' })).toEqual(['']);
});
