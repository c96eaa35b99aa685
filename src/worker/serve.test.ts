import { afterEach, expect, it, vi } from 'vitest';
import { UnknownRule } from '../engine/kernel/UnknownRule.ts';
import type { Rule } from '../model/Rule.ts';
import type { EngineAnswer } from './protocol.ts';
import { serve } from './serve.ts';

afterEach(() => vi.unstubAllGlobals());

/** A worker that answers `locate` so: what it says to the page, and how the page asks. */
function worker(answer: () => EngineAnswer): { said: EngineAnswer[]; ask(): void } {
  const said: EngineAnswer[] = [];
  let hear: ((event: { data: unknown }) => void) | undefined;
  vi.stubGlobal('postMessage', (one: EngineAnswer) => said.push(one));
  vi.stubGlobal('addEventListener', (_: string, listener: typeof hear) => (hear = listener));
  serve({ locate: answer });
  return { said, ask: () => hear?.({ data: { kind: 'locate', revision: 1, source: { text: '' }, refs: [] } }) };
}

it('tells the page of an exception, with the text of a rule that the interpreter does not know', async () => {
  const rule = { id: 'x', matches: [{ kind: 'ttl' }], target: { kind: 'drop' }, because: [] } as unknown as Rule;
  const { said, ask } = worker(() => {
    throw new UnknownRule('match', { kind: 'ttl' }, rule);
  });
  ask();
  await vi.waitFor(() => expect(said.at(-1)?.kind).toBe('failed'));
  expect(said.at(-1)).toMatchObject({
    revision: 1,
    message: 'unknown match {"kind":"ttl"} in rule x: {"matches":[{"kind":"ttl"}],"target":{"kind":"drop"}}',
  });
});

it('goes on with the next request after an exception', async () => {
  let asked = 0;
  const { said, ask } = worker(() => {
    if (asked++ === 0) throw new Error('once');
    return { kind: 'located', revision: 1, spans: [] };
  });
  ask();
  ask();
  await vi.waitFor(() =>
    expect(said.map(({ kind }) => kind)).toEqual(['ready', 'began', 'failed', 'began', 'located']),
  );
});
