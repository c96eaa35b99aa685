// @vitest-environment jsdom
import { ensureSyntaxTree, getIndentation, StreamLanguage } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { blockBelow, yamlLanguage, yamlStream } from './yamlLanguage.ts';

const stateOf = (doc: string): EditorState => EditorState.create({ doc, extensions: yamlLanguage });

/** The tokens of a text, as `name:text`. */
function tokensOf(doc: string): string[] {
  const tokens: string[] = [];
  StreamLanguage.define(yamlStream)
    .parser.parse(doc)
    .iterate({
      enter({ name, from, to }) {
        if (name !== 'Document') tokens.push(`${name}:${doc.slice(from, to)}`);
      },
    });
  return tokens;
}

/** Where Enter at the end of a text goes. */
function indentationAfter(doc: string): number | null {
  const state = stateOf(`${doc}\n`);
  ensureSyntaxTree(state, state.doc.length);
  return getIndentation(state, state.doc.length);
}

it('a line that nobody can read is left as it is', () => {
  expect(tokensOf(`a: ${'x'.repeat(9_000_000)}\nb: 1`)).toEqual(['content:1']);
});

describe('the words of a line, of which keys and signs are left as they are', () => {
  it.each([
    ['kind: Service', ['content:Service']],
    ['- name: a b # why', ['content:a b', 'comment:# why']],
    ['url: http://a:80/#x', ['content:http://a:80/#x']],
    ['ip: fd00::1', ['content:fd00::1']],
    ['n: -5', ['content:-5']],
    ['a: "x: # y" # z', ['string:"x: # y"', 'comment:# z']],
    ['"a b": 1', ['content:1']],
    ['a: &x !t b', ['meta:&x', 'meta:!t', 'content:b']],
    ['---', ['meta:---']],
  ])('%s', (line, tokens) => {
    expect(tokensOf(line)).toEqual(tokens);
  });

  it('knows braces, and keys within them', () => {
    expect(tokensOf('a: {b: 1, "c": [d]}')).toEqual(['content:1', 'content:d']);
  });

  it('goes on in a quoted text and in a block of text, and leaves them', () => {
    expect(tokensOf('a: "x\n  y: z"\nb: c')).toEqual(['string:"x', 'string:  y: z"', 'content:c']);
    expect(tokensOf('- a: |\n    k: v\n\n    w\n  b: c')).toEqual([
      'meta:|',
      'content:    k: v',
      'content:    w',
      'content:c',
    ]);
  });

  it('ends at any text whatever', () => {
    for (const text of ['"', "'", '{[}', '*', '|', '- - -', '\t#', ': :', '@`%', '!!', '?', '😀: 你好'])
      expect(tokensOf(text).length).toBeGreaterThanOrEqual(0);
  });
});

describe('the next line', () => {
  it.each([
    ['spec:\n  type: a', 2],
    ['- name: a', 2],
    ['- a', 0],
    ['a: |\n  text', 2],
    ['a: |', 2],
    ['a: {', 2],
    ['    # only a remark', 0],
  ])('%j', (text, column) => {
    expect(indentationAfter(text)).toBe(column);
  });
});

describe('folding', () => {
  const text = 'spec:\n  ports:\n  - port: 80\n    name: a\n\n  type: b\nstatus: {}\n---\n';
  const folded = (line: number): string | null => {
    const state = stateOf(text);
    const range = blockBelow(state, state.doc.line(line).from);
    return range && state.sliceDoc(range.from, range.to);
  };
  it('takes what stands deeper, and a list below its key', () => {
    expect(folded(1)).toBe('\n  ports:\n  - port: 80\n    name: a\n\n  type: b');
    expect(folded(2)).toBe('\n  - port: 80\n    name: a');
    expect(folded(3)).toBe('\n    name: a');
  });
  it('has nothing for a line without anything below', () => {
    for (const line of [4, 5, 6, 7, 8]) expect(folded(line)).toBeNull();
  });
});
