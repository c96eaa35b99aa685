import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Match, Rule } from '../../model/Rule.ts';
import { candidates } from './chainIndex.ts';
import { failedMatch } from './matchRule.ts';
import { passageTo } from './passageFixture.ts';

const ip = fc.tuple(fc.boolean(), fc.nat(5)).map(([six, n]) => (six ? `fd00::${n}` : `10.96.0.${n}`));
const destination = fc.tuple(ip, fc.boolean(), fc.boolean()).map(([to, one, negate]): Match => {
  const bits = to.includes(':') ? 128 : 32;
  return { kind: 'destination', cidr: `${to}/${one ? bits : bits - 1}`, ...(negate && { negate }) };
});
const port = fc.nat(2).map((n): Match => ({ kind: 'destinationPort', protocol: 'tcp', port: 80 + n }));
const rule = fc
  .array(fc.oneof({ weight: 3, arbitrary: destination }, port), { maxLength: 3 })
  .map((matches): Rule => ({ id: 'x', matches, target: { kind: 'none' }, because: [] }));

test('leaves out only rules that do not match, and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 20, maxLength: 60 }), ip, (rules, to) => {
      const passage = passageTo(to);
      const context = { config: {} as KernelConfig, sawRecently: () => false };
      const matching = (indices: readonly number[]): number[] =>
        indices.filter((i) => !failedMatch(rules[i] as Rule, passage, context));
      const all = rules.map((_, i) => i);
      // the second time from the index that the first has made
      for (let n = 0; n < 2; n++) expect(matching(candidates(rules, to) ?? all)).toEqual(matching(all));
    }),
  );
});

test('of many rules, each for one address, few are left', () => {
  const of = (cidr: string, negate?: true): Rule => ({
    id: 'x',
    matches: [{ kind: 'destination', cidr, ...(negate && { negate }) }],
    target: { kind: 'none' },
    because: [],
  });
  const rules = Array.from({ length: 30 }, (_, i) => of(`10.96.0.${i}/32`));
  expect(candidates(rules, '10.96.0.7')).toEqual([7]);
  expect(candidates(rules, '10.96.1.7')).toEqual([]);
  const more = [of('10.96.0.0/16'), ...rules, of('10.96.0.9/32', true), of('fd00::1/128')];
  expect(candidates(more, '10.96.0.7')).toEqual([0, 8, 31]);
  expect(candidates(more, 'fd00::1')).toEqual([0, 31, 32]);
});

test('neither a source nor a range as short as an address of the other family is a destination of its own', () => {
  const of = (match: Match): Rule => ({ id: 'x', matches: [match], target: { kind: 'none' }, because: [] });
  const rules = [
    ...Array.from({ length: 30 }, (_, i) => of({ kind: 'destination', cidr: `10.96.0.${i}/32` })),
    of({ kind: 'source', cidr: '10.96.0.7/32' }),
    of({ kind: 'destination', cidr: 'fd00::/32' }),
  ];
  expect(candidates(rules, 'fd00::5')).toEqual([30, 31]);
});
