import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine, type EngineStatus } from './client.ts';
import type { WorkerLike } from './createWorker.ts';
import type { EngineAnswer, EngineRequest } from './protocol.ts';

/** A worker that answers only when the test says so. */
class FakeWorker {
  asked: EngineRequest[] = [];
  terminated = false;
  #message: ((event: MessageEvent<unknown>) => void)[] = [];
  #error: ((event: Event) => void)[] = [];
  postMessage(message: unknown): void {
    this.asked.push(message as EngineRequest);
  }
  terminate(): void {
    this.terminated = true;
  }
  addEventListener(type: 'message' | 'error', listener: (event: never) => void): void {
    if (type === 'message') this.#message.push(listener as never);
    else this.#error.push(listener as never);
  }
  say(answer: EngineAnswer | object): void {
    for (const listener of this.#message) listener({ data: answer } as MessageEvent<unknown>);
  }
  crash(): void {
    for (const listener of this.#error) listener(new Event('error'));
  }
  get last(): EngineRequest {
    return this.asked.at(-1) as EngineRequest;
  }
  answer(text: string, request = this.last): void {
    this.say({ kind: 'simulated', revision: request.revision, change: { value: { text } } });
  }
}

let workers: FakeWorker[];
let engine: Engine;
const tick = () => vi.advanceTimersByTimeAsync(0);
const current = () => workers.at(-1) as FakeWorker;

beforeEach(async () => {
  vi.useFakeTimers();
  workers = [];
  engine = createEngine({
    coldDeadline: 0,
    createWorker: async () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as WorkerLike;
    },
  });
  await tick();
  current().say({ kind: 'ready' });
});

afterEach(() => {
  engine.dispose();
  vi.useRealTimers();
});

describe('createEngine', () => {
  it('answers what was asked', async () => {
    const answer = engine.simulate({ text: 'a' });
    current().answer('a');
    expect(await answer).toEqual({ kind: 'done', value: { text: 'a' } });
    expect(workers).toHaveLength(1);
  });

  it('shows only the newest of many edits, and keeps at most one waiting (T22)', async () => {
    const answers = Array.from({ length: 200 }, (_, i) => engine.simulate({ text: `edit ${i}` }));
    expect(current().asked).toHaveLength(1);
    current().answer('edit 0');
    expect(current().asked).toHaveLength(2);
    current().answer('edit 199');
    const outcomes = await Promise.all(answers);
    expect(outcomes.slice(0, -1).every((o) => o.kind === 'superseded')).toBe(true);
    expect(outcomes.at(-1)).toEqual({ kind: 'done', value: { text: 'edit 199' } });
  });

  it('drops an answer to another revision and messages that are none', async () => {
    const answer = engine.simulate({ text: 'a' });
    const { revision } = current().last;
    current().say({ kind: 'simulated', revision: revision + 7, change: { value: { text: 'wrong' } } });
    current().say({ kind: 'simulated' });
    current().say({ hello: 'world' });
    current().answer('a');
    expect(await answer).toEqual({ kind: 'done', value: { text: 'a' } });
  });

  it('replaces a worker that hangs within two seconds and goes on with the newest text (T19)', async () => {
    const hung = engine.simulate({ text: 'loop' });
    current().say({ kind: 'began', revision: current().last.revision });
    await vi.advanceTimersByTimeAsync(1999);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    expect((await hung).kind).toBe('stopped');
    expect(workers[0]?.terminated).toBe(true);
    expect(workers).toHaveLength(2);
    const fine = engine.simulate({ text: 'fine' });
    await tick();
    current().say({ kind: 'ready' });
    current().answer('fine');
    expect(await fine).toEqual({ kind: 'done', value: { text: 'fine' } });
  });

  it('does not hear a worker that was replaced (T23)', async () => {
    void engine.simulate({ text: 'loop' });
    const [old] = workers;
    await vi.advanceTimersByTimeAsync(2100);
    const answer = engine.simulate({ text: 'b' });
    await tick();
    const late = current().last;
    old?.answer('from the grave', late);
    current().say({ kind: 'ready' });
    current().answer('b');
    expect(await answer).toEqual({ kind: 'done', value: { text: 'b' } });
  });

  it('gives a large text thirty seconds', async () => {
    const answer = engine.simulate({ text: 'x'.repeat(300_000) });
    await vi.advanceTimersByTimeAsync(20_000);
    current().answer('big');
    expect((await answer).kind).toBe('done');
  });

  it('suspends a text after three strikes until it is forgiven', async () => {
    for (let strike = 0; strike < 3; strike += 1) {
      const answer = engine.simulate({ text: 'loop' });
      await vi.advanceTimersByTimeAsync(2100);
      expect((await answer).kind).toBe('stopped');
      current().say({ kind: 'ready' });
    }
    expect((await engine.simulate({ text: 'loop' })).kind).toBe('suspended');
    engine.forgive();
    const again = engine.simulate({ text: 'loop' });
    current().answer('loop');
    expect((await again).kind).toBe('done');
  });

  it('hands an exception of ours on, and lives', async () => {
    const answer = engine.simulate({ text: 'a' });
    current().say({ kind: 'failed', revision: current().last.revision, message: 'bug', stack: 'at' });
    expect(await answer).toMatchObject({ kind: 'failed', message: 'bug' });
    const next = engine.simulate({ text: 'b' });
    current().answer('b');
    expect((await next).kind).toBe('done');
    expect(workers).toHaveLength(1);
  });

  it('lets the picture go before the tally, and keeps commands in order', async () => {
    const line = (run: string) => ({ on: 'client', run });
    void engine.run({ text: 't' }, line('one'));
    void engine.run({ text: 't' }, line('two'));
    void engine.tally({ text: 't' }, 100);
    void engine.simulate({ text: 't' });
    const kinds: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const request = current().last;
      kinds.push(request.kind === 'run' ? request.line.run : request.kind);
      const { revision } = request;
      if (request.kind === 'run')
        current().say({ kind: 'ran', revision, result: { stdout: '', stderr: '', exit: 0 }, changed: false });
      else if (request.kind === 'tally') current().say({ kind: 'tallied', revision, tally: {} });
      else current().answer('t');
    }
    expect(kinds).toEqual(['one', 'simulate', 'two', 'tally']);
  });

  it('hears how far work in slices is, and tells it to end when a newer one is asked', async () => {
    const parts: number[] = [];
    const input = { text: 'a', system: false, most: 100 };
    const first = engine.matrix(input, (part) => parts.push(part));
    const { revision } = current().last;
    await vi.advanceTimersByTimeAsync(1500);
    current().say({ kind: 'progress', revision, done: 1, total: 4 });
    await vi.advanceTimersByTimeAsync(1500); // the deadline counts from the last word
    expect(parts).toEqual([0.25]);
    const second = engine.matrix({ ...input, text: 'b' });
    expect(await first).toEqual({ kind: 'superseded' });
    expect(current().last).toEqual({ kind: 'cancel', revision });
    current().say({ kind: 'cancelled', revision });
    expect(current().last).toMatchObject({ kind: 'matrix', since: { text: 'b' } });
    const matrix = { columns: [], rows: [], cells: [], kinds: [], leftOut: [] };
    current().say({ kind: 'matrixed', revision: current().last.revision, matrix });
    expect(await second).toEqual({ kind: 'done', value: matrix });
    expect(workers).toHaveLength(1);
  });

  it('waits while there are signs of life, but not for ever', async () => {
    const answer = engine.simulate({ text: 'many Pods' });
    const { revision } = current().last;
    current().say({ kind: 'began', revision });
    let outcome = '';
    void answer.then(({ kind }) => (outcome = kind));
    for (let waited = 0; waited < 29_000; waited += 1000) {
      await vi.advanceTimersByTimeAsync(1000);
      current().say({ kind: 'beat', revision });
    }
    expect(outcome).toBe('');
    await vi.advanceTimersByTimeAsync(1500);
    expect(outcome).toBe('stopped');
  });

  it('restarts a worker that dies in the middle (T20)', async () => {
    const answer = engine.simulate({ text: 'memory' });
    current().crash();
    expect((await answer).kind).toBe('stopped');
    await tick();
    expect(workers).toHaveLength(2);
  });

  it('waits longer for the very first answer', async () => {
    const slow = createEngine({
      coldDeadline: 9000,
      createWorker: async () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker as unknown as WorkerLike;
      },
    });
    const answer = slow.simulate({ text: 'a' });
    await tick();
    current().say({ kind: 'ready' });
    await vi.advanceTimersByTimeAsync(8000);
    current().answer('a');
    expect((await answer).kind).toBe('done');
    const next = slow.simulate({ text: 'loop' });
    await vi.advanceTimersByTimeAsync(2001);
    expect((await next).kind).toBe('stopped');
    slow.dispose();
  });

  it('asks the whole engine where the worker was built without a part, and stays with it', async () => {
    const started: string[] = [];
    const fake = (name: string) => async () => {
      started.push(name);
      workers.push(new FakeWorker());
      return current() as unknown as WorkerLike;
    };
    const engine = createEngine({ createWorker: fake('lean'), createWhole: fake('whole') });
    await tick();
    current().say({ kind: 'ready' });
    const answer = engine.simulate({ text: 'mode: ipvs' });
    await tick();
    const lean = current();
    lean.say({ kind: 'absent', revision: lean.last.revision });
    await tick();
    expect(lean.terminated).toBe(true);
    expect(current().last).toEqual(lean.last);
    current().answer('whole');
    expect(await answer).toEqual({ kind: 'done', value: { text: 'whole' } });
    const wrong = engine.simulate({ text: 'mode: ipvs' });
    current().say({ kind: 'absent', revision: current().last.revision });
    expect(await wrong).toMatchObject({ kind: 'failed', message: 'absent' });
    expect(started).toEqual(['lean', 'whole']);
    engine.dispose();
  });

  it('says so when the script cannot be loaded (T21)', async () => {
    const statuses: EngineStatus[] = [];
    const broken = createEngine({ createWorker: () => Promise.reject(new Error('404')) });
    broken.onStatus((status) => statuses.push(status));
    const answer = await broken.simulate({ text: 'a' });
    expect(answer).toMatchObject({ kind: 'failed' });
    expect(statuses).toContain('unavailable');
    broken.dispose();
  });
});
