import { expect, test } from 'vitest';
import type { Hop, Step } from '../model/Trace.ts';
import { exampleResult } from './fixture.ts';
import { hopTerms } from './hopTerms.ts';

const hop = exampleResult('loadBalancer').reach!.traces[5]!.hops[2]!;
const terms = (steps: Step[], more: Partial<Hop> = {}) => hopTerms({ ...hop, ...more, steps });

test('where it is, what is known of it, and what is done, in this order', () => {
  const tracking = { state: 'NEW', direction: 'original', fresh: true } as const;
  const after = { ...hop.after, mark: 0x4000 };
  expect(hopTerms({ ...hop, tracking, after }).map(({ term }) => term)).toEqual(['PREROUTING', 'NEW', 'mark', 'dnat']);
});

test('a change of the source is a masquerade if its rule says so', () => {
  const translate: Step = { kind: 'translate', field: 'src', from: 'a', to: 'b', ruleId: 'r', because: [] };
  const rule = { ruleId: 'r', chain: 'c', matched: true, note: ['matches'] as never, because: [] };
  const rules = (text: string): Step => ({
    kind: 'rules',
    table: 'nat',
    chain: 'c',
    skipped: 0,
    tried: [{ ...rule, text }],
  });
  expect(terms([rules('-A c -j MASQUERADE --random-fully'), translate]).at(-1)!.term).toBe('masquerade');
  expect(terms([rules('-A c -j SNAT --to-source b'), translate]).at(-1)!.term).toBe('snat');
  expect(terms([{ ...translate, field: 'dst', by: 'ipvs' }]).at(-1)!.term).toBe('ipvs');
});

test('each term once, with its facts', () => {
  const undone = (to: string): Step => ({ kind: 'untranslate', field: 'src', from: 'x', to });
  const found = terms([undone('a'), undone('b'), undone('a')]).filter(({ term }) => term === 'undone');
  expect(found.map(({ facts }) => facts.to)).toEqual(['a', 'b']);
  const port: Step = { kind: 'noListener', port: 80 };
  expect(terms([port]).at(-1)).toMatchObject({ term: 'noListener', facts: { n: 80 } });
});
