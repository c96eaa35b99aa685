import { describe, expect, it } from 'vitest';
import { appendItem, removeItem } from './itemEdits.ts';
import { parseText } from './parse/parse.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import type { Edit } from './textEdits.ts';

type Change = (text: string, document: ParsedDocument) => Edit[];

/** The text after a change of its first document, and what is then read out of it. */
function changed(text: string, change: Change): { text: string; spec: unknown } {
  const [document] = parseText(text).documents;
  if (!document) throw new Error('there is no document');
  const after = change(text, document)
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);
  return { text: after, spec: (parseText(after).documents[0]?.value as { spec?: unknown } | undefined)?.spec };
}

const shared = `spec:
  containers:
  - name: a
    ports: &p
    - port: 80 # the page
    - port: 81
  - name: b
    ports: *p
`;
const ports = (...numbers: number[]): { port: number }[] => numbers.map((port) => ({ port }));

describe('a list that an alias stands for', () => {
  it('is written out for the one that loses an item, and stays for the others', () => {
    const { text, spec } = changed(shared, (...of) => removeItem(...of, 'spec.containers[1].ports', 0));
    expect(spec).toEqual({
      containers: [
        { name: 'a', ports: ports(80, 81) },
        { name: 'b', ports: ports(81) },
      ],
    });
    expect(text).toContain('ports: &p\n    - port: 80 # the page\n');
  });
  it('is written out for the one that gets an item', () => {
    const { spec } = changed(shared, (...of) => appendItem(...of, 'spec.containers[1].ports', { port: 82 }));
    expect(spec).toEqual({
      containers: [
        { name: 'a', ports: ports(80, 81) },
        { name: 'b', ports: ports(80, 81, 82) },
      ],
    });
  });
});

describe('a list with an anchor', () => {
  const flow = 'spec: {a: &p [{port: 80}, {port: 81}], b: *p}\n';
  it('in one line gets its item there', () => {
    const { text } = changed(flow, (...of) => appendItem(...of, 'spec.a', { port: 82 }));
    expect(text).toBe('spec: {a: &p [{port: 80}, {port: 81}, {port: 82}], b: *p}\n');
  });
  it('in one line loses its item there', () => {
    const { text } = changed(flow, (...of) => removeItem(...of, 'spec.a', 0));
    expect(text).toBe('spec: {a: &p [{port: 81}], b: *p}\n');
  });
});
