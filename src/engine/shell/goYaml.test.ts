import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../parse/parse.ts';
import { staysText, toYaml } from './goYaml.ts';

const read = (yaml: string): unknown => parseText(yaml).documents[0]?.value;

describe('toYaml', () => {
  it('quotes what would be read back as something else', () => {
    const odd = ['', 'y', 'NO', 'null', '~', '80', '0x1F', '08', '1_000', '1e3', '.5', '12:30:45', '2026-01-01'];
    for (const text of odd) expect(toYaml({ a: text })).toBe(`a: "${text}"\n`);
    for (const text of ['yes!', '10.96.0.1', 'v1.36', '80-8080', '-x', 'a:b', 'a#b', '1.2.3', '0b2', 'Node'])
      expect(toYaml({ a: text })).toBe(`a: ${text}\n`);
  });

  it('uses single quotes for indicators and blanks at the ends', () => {
    expect(toYaml({ a: ' x', b: '*', c: 'a: b', d: "it's # so", e: '- x' })).toBe(
      "a: ' x'\nb: '*'\nc: 'a: b'\nd: 'it''s # so'\ne: '- x'\n",
    );
  });

  it('writes several lines as a block, unless a line ends in a blank', () => {
    expect(toYaml({ a: 'x\ny', b: 'x\n', c: 'x\n\n', d: 'x \ny', e: '\tx' })).toBe(
      'a: |-\n  x\n  y\nb: |\n  x\nc: |+\n  x\n\nd: "x \\ny"\ne: "\\tx"\n',
    );
  });

  it('puts sequences under their key and nests them', () => {
    const value = { b: [1, { y: [], x: {} }, [true, ['q']]], a: null };
    expect(toYaml(value)).toBe('a: null\nb:\n- 1\n- x: {}\n  "y": []\n- - true\n  - - q\n');
  });

  it('sorts numbers inside keys by value', () => {
    expect(toYaml({ a10: 1, a9: 2, A: 3, '10': 4, '9': 5, 'a-b': 6 })).toBe(
      '"9": 5\n"10": 4\nA: 3\na-b: 6\na9: 2\na10: 1\n',
    );
  });

  it('folds long text at a blank after column 80', () => {
    const text = 'word '.repeat(20).trim();
    expect(toYaml({ a: text })).toBe(`a: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(4).trim()}\n`);
  });

  it('gives back the value that went in', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.constantFrom('y', 'off', '0', '0o7', '1.', '+1', 'a\n', '\n', ' ', '#', 'é', '\u2028', '---', '? x'),
      fc.stringMatching(/^[-+.0-9_eExob:T ]{0,12}$/),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (v) => {
        expect(read(`a:\n- ${toYaml([v]).slice(2)}`)).toEqual({ a: [v] });
      }),
    );
  });

  it('knows which bare texts stay text', () => {
    expect(['n1', 'web', '::1', 'fd00::1', '1.2.3'].every(staysText)).toBe(true);
    expect(['0', '-1', '1.5', '.5', '1e5', '0x1', 'On'].some(staysText)).toBe(false);
  });
});
