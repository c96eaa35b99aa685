import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ParseMemo, parseText } from './parse.ts';

interface Sample {
  in: string;
  out: string;
  err: string;
}

/** Integers stay exact: `JSON.parse` would round them. */
const exact = (value: unknown): string => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v), 0);
const exactText = (json: string): string =>
  exact(JSON.parse(json.replaceAll(/(?<=[:[,])(\d{16,})(?=[,\]}])/g, '"$1n"')));

describe('scalars, as Go reads them (T8)', () => {
  const file = new URL('../../../conformance/go-yaml-scalars.jsonl', import.meta.url);
  const samples = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample);
  it('has samples', () => expect(samples.length).toBeGreaterThan(100));
  it.each(samples.map((s) => [s.in, s] as const))('%j', (_, sample) => {
    const { documents } = parseText(sample.in);
    const first = documents[0];
    // The list was made with the whole text; our reader has cut it into documents before.
    if (sample.in.startsWith('---\n---')) return;
    if (sample.err !== '') expect(first?.error).toBe(`error converting YAML to JSON: ${sample.err}`);
    else {
      expect(first?.error).toBeUndefined();
      expect(exact(first?.value ?? null)).toBe(exactText(sample.out));
    }
  });
});

describe('hostile texts', () => {
  it.each([
    ['deep flow', '['.repeat(20_000)],
    ['deep block', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['cycle', 'a: &a [*a]'],
    [
      'bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
        .join('\n')}`,
    ],
    ['unknown anchor', 'a: *nope'],
  ])('%s is an error, not an exception', (_, text) => {
    expect(parseText(text).documents[0]?.error).toMatch(/^error converting YAML to JSON: /);
  });

  it('accepts many harmless aliases', () => {
    const { documents } = parseText(`a: &a x\nb: [${Array(300).fill('*a').join(',')}]`);
    expect(documents[0]?.value).toHaveProperty('b.length', 300);
  });

  it('does not touch prototypes', () => {
    const { documents } = parseText('__proto__: {polluted: true}\nconstructor: x\n');
    expect(Object.keys(documents[0]?.value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('documents', () => {
  it('cuts as kubectl does', () => {
    const texts = (text: string): unknown[] => parseText(text).documents.map((d) => d.error ?? d.value);
    expect(texts('---\n---\n')).toEqual([]);
    expect(texts('a: 1\n--- # note\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(texts('a: 1\n--- no\nb: 2\n')).toEqual(['invalid Yaml document separator: no', { b: 2 }]);
    expect(texts('{"a": 1}\n{"b": 2}')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(texts('{"a": 1,}')).toEqual([{ a: 1 }]);
  });

  it('counts lines from the separator before the first content', () => {
    expect(parseText('---\na: b: c\n').documents[0]?.error).toContain('line 2: mapping values');
    expect(parseText('x: 1\n---\n\na: b: c\n').documents[1]?.error).toContain('line 2: mapping values');
  });

  it('knows where fields are', () => {
    const text = 'x: 1\n---\nspec:\n  ports:\n  - port: 80\n    name: web\n';
    const document = parseText(text).documents[1];
    const at = (path: string): string => {
      const { start, end } = document?.spanOf(path) ?? { start: 0, end: 0 };
      return text.slice(start, end);
    };
    expect(at('spec.ports[0].port')).toBe('80');
    expect(at('spec.ports[0].targetPort')).toBe('port: 80\n    name: web');
    expect(at('metadata.name')).toContain('ports:');
  });

  it('reads only what an edit touched, and reads it like a whole text', () => {
    const memo = new ParseMemo();
    const documents = Array.from({ length: 50 }, (_, i) => `a: ${i}\nb: [${i}]\n`);
    let text = documents.join('---\n');
    parseText(text, memo);
    const edits: [number, number, string][] = [
      [0, 0, 'z: 9\n'],
      [100, 104, ''],
      [300, 300, '---\nnew: 1\n'],
      [text.length, text.length + 50, 'end: 1\n'],
      [200, 260, '--- bad\n'],
      [10, 700, ''],
    ];
    for (const [from, to, insert] of edits) {
      const kept = memo.documents.at(20)?.value;
      text = text.slice(0, from) + insert + text.slice(to);
      const parsed = parseText(text, memo);
      const fresh = parseText(text);
      const show = (p: typeof parsed): unknown => p.documents.map((d) => [d.index, d.start, d.end, d.value, d.error]);
      expect(show(parsed)).toEqual(show(fresh));
      if (from < 10) expect(parsed.documents.some((d) => d.value === kept)).toBe(true);
    }
  });
});
