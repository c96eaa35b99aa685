import fc from 'fast-check';
import { expect, it } from 'vitest';
import { relate } from '../model/relatedText.ts';
import type { EngineRequest } from './protocol.ts';
import { SentText } from './sentText.ts';

function requestOf(text: string, revision: number): EngineRequest {
  const requests: EngineRequest[] = [
    { kind: 'simulate', revision, input: { text } },
    { kind: 'locate', revision, source: { text }, refs: [] },
    { kind: 'examine', revision, text },
  ];
  return requests[revision % 3]!;
}

it('gives a worker the same requests, whatever their texts', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\n') }), fc.string()));
  fc.assert(
    fc.property(texts, (texts) => {
      const [page, worker] = [new SentText(), new SentText()];
      for (const [i, text] of texts.entries()) {
        const request = requestOf(text, i);
        expect(worker.unpack(structuredClone(page.pack(request)))).toEqual(request);
      }
    }),
  );
});

it('sends of a text that was sent before only what is new', () => {
  const page = new SentText();
  const long = 'kind: Pod\n'.repeat(1000);
  page.pack(requestOf(long, 0));
  expect(page.pack(requestOf(long, 1)).since).toEqual({ head: long.length, tail: 0, text: '' });
  const typed = `${long.slice(0, 5000)}x${long.slice(5000)}`;
  expect(page.pack(requestOf(typed, 2))).toEqual({
    kind: 'examine',
    revision: 2,
    text: '',
    since: { head: 5000, tail: 5000, text: 'x' },
  });
});

it('is told by the editor how a text came about, and sends the same', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b') });
  const typed = fc.array(fc.record({ head: fc.nat(8), tail: fc.nat(8), between: part, told: fc.boolean() }));
  fc.assert(
    fc.property(fc.string({ minLength: 16, maxLength: 16, unit: fc.constantFrom('a', 'b') }), typed, (base, typed) => {
      const [page, worker] = [new SentText(), new SentText()];
      for (const [i, { head, tail, between, told }] of typed.entries()) {
        const text = base.slice(0, head) + between + base.slice(base.length - tail);
        if (told) relate({ text, base, head, between, tail });
        const request = requestOf(text, i);
        expect(worker.unpack(structuredClone(page.pack(request)))).toEqual(request);
      }
    }),
  );
});
