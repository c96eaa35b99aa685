import { describe, expect, it } from 'vitest';
import type { NftMap, NftSet } from '../../../model/Nftables.ts';
import { renderNftSet } from './render.ts';

const set = (type: string, ...elements: string[]): NftSet => ({ name: 's', type, elements: new Set(elements) });
const lines = (of: NftMap | NftSet, ...more: [Parameters<typeof renderNftSet>[1]?]): string[] =>
  renderNftSet(of, more[0] ?? {})
    .split('\n')
    .map((line) => line.trim());

/** As nft 1.0.6 lists them (§6.6). */
describe('nft list set', () => {
  it('two addresses in a line, by their number', () => {
    const of = set('ipv4_addr', '10.96.0.10', '10.96.0.9', '10.96.0.1', '9.0.0.1');
    expect(lines(of).slice(2)).toEqual(['elements = { 9.0.0.1, 10.96.0.1,', '10.96.0.9, 10.96.0.10 }', '}']);
  });

  it('one of anything longer, as they were added', () => {
    const [one, other] = ['10.244.1.9 . 10.244.1.9 . tcp . 80', '10.244.1.10 . 10.244.1.10 . tcp . 80'];
    const of = set('ipv4_addr . ipv4_addr . inet_proto . inet_service', other, one);
    expect(lines(of).slice(2)).toEqual([`elements = { ${other},`, `${one} }`, '}']);
  });

  it('a map, with what is done', () => {
    const because = { because: [] };
    const of: NftMap = {
      name: 'm',
      type: 'inet_proto . inet_service : verdict',
      comment: 'about',
      elements: new Map([
        ['tcp . 80', { verdict: { kind: 'goto', chain: 'c' }, ...because }],
        ['tcp . 81', { verdict: { kind: 'drop' }, comment: 'why', ...because }],
      ]),
    };
    expect(lines(of)).toEqual([
      'map m {',
      'type inet_proto . inet_service : verdict',
      'comment "about"',
      'elements = { tcp . 80 : goto c,',
      'tcp . 81 comment "why" : drop }',
      '}',
    ]);
    expect(lines(of, { terse: true }).slice(3)).toEqual(['}']);
  });

  it('nothing of an empty one', () => {
    expect(lines(set('ipv4_addr'))).toEqual(['set s {', 'type ipv4_addr', '}']);
  });

  const affinity: NftSet = { ...set('ipv4_addr'), timeout: 10_800 };
  const head = ['set s {', 'type ipv4_addr', 'size 65535', 'flags dynamic,timeout', 'timeout 3h'];

  it('what packets have put in, unless nobody knows', () => {
    const contents = (name: string) => (name === 's' ? [{ key: '10.244.1.2', expires: 59.5 }] : []);
    expect(lines(affinity)).toEqual([...head, '}']);
    expect(lines(affinity, { contents })).toEqual([...head, 'elements = { 10.244.1.2 expires 59s500ms }', '}']);
    expect(lines(affinity, { contents, stateless: true })).toEqual([...head, 'elements = { 10.244.1.2 }', '}']);
  });

  it.each([
    [86_400, '1d'],
    [90_061, '1d1h1m1s'],
    [90, '1m30s'],
    [0.5, '500ms'],
    [0, '0s'],
  ])('%d s are %s', (timeout, written) => {
    expect(lines({ ...affinity, timeout }).at(-2)).toBe(`timeout ${written}`);
  });
});
