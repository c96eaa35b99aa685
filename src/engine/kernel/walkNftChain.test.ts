import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftRule, NftStatement, NftVerdict } from '../../model/Nftables.ts';
import type { SourceRef } from '../../model/Span.ts';
import { everyWay } from './Chooser.ts';
import type { Branch } from './Passage.ts';
import { PASSAGE } from './passageFixture.ts';
import { walkBaseChain } from './walkNftChain.ts';

const cite = (path: string): SourceRef[] => [{ object: 'Service/default/web', path }];
const rule = (statement: NftStatement, more: Partial<NftRule> = {}): NftRule => ({
  id: statement.kind,
  matches: [],
  statements: [statement],
  because: [],
  ...more,
});
const byMap = rule({ kind: 'vmap', key: 'port', map: 'm' });
const element = (verdict: NftVerdict['verdict'], more: Partial<NftVerdict> = {}): NftVerdict => ({
  verdict,
  comment: 'default/web',
  because: cite('spec.selector'),
  ...more,
});
const TO_OWN = { kind: 'goto', chain: 'own' } as const;

/** What becomes of a packet in a base chain; its port is an element of the map. */
function walk(rules: NftRule[], own: NftRule[] = [], found = element(TO_OWN)): readonly Branch[] {
  const chains = new Map([
    ['base', { name: 'base', rules }],
    ['own', { name: 'own', rules: own }],
    ['end', { name: 'end', rules: [] }],
  ]);
  const maps = new Map([['m', { name: 'm', type: '', comment: '', elements: new Map([['tcp . 80', found]]) }]]);
  return walkBaseChain('base', PASSAGE, undefined, {
    config: {} as KernelConfig,
    table: { family: 'IPv4', comment: '', chains, maps, sets: new Map() },
    chooser: everyWay,
    node: 'n1',
    sawRecently: () => false,
  });
}

/** The rule that decided: its id, its comment and what it cites; and what a map or dice said on the way. */
const told = (branches: readonly Branch[]): unknown[] =>
  branches.map(({ verdict, log }) => {
    const by = 'rule' in verdict ? verdict.rule : undefined;
    const notes = [];
    for (let one = log; one; one = one.before) if (one.kind === 'nft' && one.element) notes.unshift(one.element.note);
    return [verdict.kind, by && [by.id, by.comment, by.because[0]?.path ?? ''], notes];
  });

const drop = rule({ kind: 'drop' });
const reject = rule({ kind: 'reject' });

test('an element that drops, or leads to the helper that rejects, says whose it is and what is missing', () => {
  expect(told(walk([byMap], [], element({ kind: 'drop' })))).toEqual([
    ['drop', ['vmap', 'default/web has no local endpoints', 'spec.selector'], [['drops']]],
  ]);
  expect(told(walk([byMap], [reject]))).toEqual([
    ['reject', ['vmap', 'default/web has no endpoints', 'spec.selector'], [['goesOn', 'own']]],
  ]);
  expect(told(walk([byMap], [reject], { verdict: TO_OWN, because: [] }))).toEqual([
    ['reject', ['vmap', '', ''], [['goesOn', 'own']]],
  ]);
});

test('a rule that tells something itself decides itself, also behind an element', () => {
  const own = ['reject', ['reject', 'Reject traffic to invalid ports of ClusterIPs', '']];
  const commented = { ...reject, comment: 'Reject traffic to invalid ports of ClusterIPs' };
  expect(told(walk([commented]))).toEqual([[...own, []]]);
  expect(told(walk([byMap], [commented]))).toEqual([[...own, [['goesOn', 'own']]]]);
  expect(told(walk([byMap], [{ ...drop, because: cite('spec.loadBalancerSourceRanges') }]))).toEqual([
    ['drop', ['drop', '', 'spec.loadBalancerSourceRanges'], [['goesOn', 'own']]],
  ]);
  expect(told(walk([drop]))).toEqual([['drop', ['drop', '', ''], []]]);
});

test('a random choice says where it went, and cites nothing', () => {
  const [branch] = walk([rule({ kind: 'gotoRandom', chains: ['own'] })]);
  expect(branch?.log).toMatchObject({ kind: 'nft', element: { note: ['goto', 'own'], because: [] } });
});

test('a mark is set, and taken off again before the source is masqueraded', () => {
  const mark = { kind: 'markOr', value: 0x4000 } as const;
  const [branch] = walk([rule(mark), { ...drop, statements: [{ ...mark, kind: 'markXor' }, { kind: 'masquerade' }] }]);
  expect(branch).toMatchObject({
    verdict: { kind: 'masquerade' },
    passage: { packet: { mark: 0 }, recent: undefined },
  });
  expect(walk([rule(mark)])[0]?.passage.packet.mark).toBe(0x4000);
});

test('a mark that is set twice stays set', () => {
  const mark = rule({ kind: 'markOr', value: 0x4000 });
  expect(walk([mark, mark])[0]?.passage.packet.mark).toBe(0x4000);
});

test('every way that comes back from a chain goes on behind the jump, once', () => {
  const jump = rule({ kind: 'jump', chain: 'own' });
  const back = walk([jump, rule({ kind: 'markOr', value: 2 })], [rule({ kind: 'gotoRandom', chains: ['end', 'end'] })]);
  expect(back.map(({ verdict, passage }) => [verdict.kind, passage.packet.mark, passage.share])).toEqual([
    ['accept', 2, 0.5],
    ['accept', 2, 0.5],
  ]);
});

test('an endpoint that was taken by chance is told with what it and the choice come from', () => {
  const [endpoint] = cite('endpoints[0]') as [SourceRef];
  const because = cite('spec.ports[0]');
  const endpoints = [{ ip: '10.244.1.3', port: 8080, because: endpoint }];
  const why = [...because, endpoint];
  const choose = (comment?: string): readonly Branch[] =>
    walk([rule({ kind: 'dnatRandom', endpoints, because }, comment === undefined ? {} : { comment })]);
  expect(choose()[0]).toMatchObject({
    verdict: { kind: 'dnat', rule: { id: 'dnatRandom', comment: '', because: why }, ip: '10.244.1.3', port: 8080 },
    log: { element: { note: ['dnat', '10.244.1.3:8080'], because: why } },
  });
  expect(choose('default/web')[0]).toMatchObject({ verdict: { rule: { comment: 'default/web' } } });
});

test('a masquerade takes a port by chance, and is the end of a chain', () => {
  const [branch, ...more] = walk([rule({ kind: 'masquerade' }), drop]);
  expect(branch?.verdict).toEqual({
    kind: 'masquerade',
    rule: { id: 'masquerade', comment: '', because: [] },
    randomPort: true,
  });
  expect(more).toEqual([]);
});

test('a map without the packet’s element lets it go on, and is told as what did not hold', () => {
  const [branch] = walk([rule({ kind: 'vmap', key: 'addressAndPort', map: 'm' })]);
  expect(branch).toMatchObject({ verdict: { kind: 'accept' }, log: { failed: 'element' } });
});

test('a chain or a map that is not there is a mistake of ours', () => {
  expect(() => walk([rule({ kind: 'jump', chain: 'nowhere' })])).toThrow('no chain nowhere in IPv4 kube-proxy');
  expect(() => walk([rule({ kind: 'vmap', key: 'port', map: 'none' })])).toThrow('no map none');
});
