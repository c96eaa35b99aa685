import { expect, test, vi } from 'vitest';
import { en } from '../../words/en.ts';
import type { Engine } from '../../app/engines.ts';
import { calculate } from './calculate.ts';

/** An engine that answers with this; only what the embed uses of it. */
function engineOf(outcome: unknown) {
  const simulate = vi.fn<(input: unknown) => Promise<unknown>>(() => Promise.resolve(outcome));
  const dispose = vi.fn<() => void>();
  const onStatus = (listen: (status: string) => void): void => listen('working');
  return { engine: { simulate, dispose, onStatus } as unknown as Engine, simulate, dispose };
}

test('asks for the connection that the link names, and gives the engine back', async () => {
  const { engine, simulate, dispose } = engineOf({ kind: 'done', value: { taken: 0 } });
  const traffic = { from: { kind: 'client' }, url: 'http://web' } as const;
  const asked = { ok: true as const, yaml: 'kind: Service', view: { traffic } };
  const begun = vi.fn<() => void>();
  expect(await calculate(en, Promise.resolve(asked), engine, begun)).toMatchObject({
    ...asked,
    result: { taken: 0 },
    engine,
  });
  expect(simulate).toHaveBeenCalledExactlyOnceWith({ text: 'kind: Service', traffic });
  expect(dispose).not.toHaveBeenCalled();
  expect(begun).toHaveBeenCalled();
});

test('a scenario that cannot be read is told in words, and the engine ends without work', async () => {
  const { engine, simulate, dispose } = engineOf(null);
  const why = (words: typeof en): string => words.embed.noExample('nothing');
  expect(await calculate(en, Promise.resolve({ ok: false, why }), engine, () => {})).toEqual({
    ok: false,
    message: en.embed.noExample('nothing'),
  });
  expect(simulate).not.toHaveBeenCalled();
  expect(dispose).toHaveBeenCalledOnce();
});

test('an engine that gives up is told in words', async () => {
  const { engine, dispose } = engineOf({ kind: 'stopped' });
  const asked = Promise.resolve({ ok: true as const, yaml: '', view: {} });
  expect(await calculate(en, asked, engine, () => {})).toEqual({ ok: false, message: en.engine.stopped });
  expect(dispose).toHaveBeenCalledOnce();
});
