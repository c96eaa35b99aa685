import { expect, test, vi } from 'vitest';
import type { Engine } from '../../../app/engines.ts';
import type { TypedLine } from '../../../model/Scenario.ts';
import { en } from '../../../words/en.ts';
import { Bench, type BenchSetting } from './Bench.ts';

/** An engine that answers as it is told. */
const engineOf = vi.hoisted(() => {
  const answer = () => vi.fn<(...asked: never[]) => Promise<unknown>>();
  return () => ({ run: answer(), simulate: answer(), locate: answer(), dispose: vi.fn<() => void>() });
});
const shell = vi.hoisted(() => engineOf());
vi.mock('../../../app/engines.ts', () => ({ startTerminal: () => shell, startEmbedEngine: () => shell }));

const resultOf = (name: string, ok = true) => ({
  ok,
  diagnostics: ok ? [] : [{ severity: 'error', message: `${name} is wrong` }],
  scenario: { title: name },
  reach: null,
  taken: 0,
});
const done = (value: unknown) => ({ kind: 'done', value });

/** A bench over a picture that says what it was shown; only what the bench uses of it. */
function benchOf() {
  const shown: unknown[] = [];
  const stage = {
    shownWay: 0,
    subscribe: () => () => {},
    player: { subscribe: () => () => {}, state: { position: 0, marks: { rests: [] } } },
    picture: { setStale: (message: string | null) => shown.push(message) },
    show: ({ scenario }: { scenario: { title: string } }) => shown.push(scenario.title),
  };
  const engine = engineOf();
  for (const { locate } of [engine, shell]) locate.mockResolvedValue(done([]));
  const state: BenchSetting['state'] = { yaml: 'first', view: {} };
  const onState = vi.fn<() => void>();
  const report = vi.fn<(problem: string) => void>();
  const bench = new Bench({
    stage,
    words: en,
    language: 'en',
    readonly: false,
    state,
    result: resultOf('first'),
    engine: engine as unknown as Engine,
    onState,
    report,
  } as unknown as BenchSetting);
  return { bench, engine, shown, state, onState, report };
}

test('a text that makes no cluster leaves the last good picture, and says why', async () => {
  const { bench, engine, shown, state, onState, report } = benchOf();
  engine.simulate.mockResolvedValueOnce(done(resultOf('second', false)));
  await bench.edit('second');
  expect(shown).toEqual(['second is wrong']);
  engine.simulate.mockResolvedValueOnce({ kind: 'stopped' });
  await bench.edit('third');
  expect(shown.at(-1)).toBe(en.engine.stopped);
  engine.simulate.mockResolvedValueOnce(done(resultOf('fourth')));
  await bench.edit('fourth');
  expect(shown.slice(-2)).toEqual([null, 'fourth']);
  expect(bench.places.text).toBe('fourth');
  expect(state.yaml).toBe('fourth');
  expect(onState).toHaveBeenCalledTimes(3);
  // the host is told of what is wrong, and of nothing else
  expect(report.mock.calls).toEqual([['second is wrong'], [en.engine.stopped]]);
});

test('lines run one after another; when one changes the cluster, the picture is that of all of them', async () => {
  const { bench, shown, state } = benchOf();
  const lines: TypedLine[] = [
    { on: 'admin', run: 'kubectl get pods' },
    { on: 'admin', run: 'kubectl delete pod web' },
  ];
  const known: number[] = [];
  shell.run.mockImplementation(({ typed }: { typed: TypedLine[] }, { run }: TypedLine) => {
    known.push(typed.length);
    return Promise.resolve(
      done({ result: { stdout: run, stderr: '', exit: 0 }, changed: run.startsWith('kubectl delete') }),
    );
  });
  shell.simulate.mockResolvedValue(done(resultOf('without web')));
  const [first, second] = await Promise.all(lines.map((line) => bench.type(line)));
  expect([first?.stdout, second?.stdout]).toEqual(lines.map(({ run }) => run));
  expect(known).toEqual([0, 1]);
  expect(state.typed).toEqual(lines);
  await vi.waitFor(() => expect(shown).toEqual([null, 'without web']));
  expect(shell.simulate).toHaveBeenCalledExactlyOnceWith({ text: 'first', typed: lines });
});

test('an answer that comes after a newer question is not heard', async () => {
  const { bench, engine, shown } = benchOf();
  let late: (outcome: unknown) => void = () => {};
  engine.simulate.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const slow = bench.edit('slow');
  engine.simulate.mockResolvedValueOnce(done(resultOf('quick')));
  await bench.edit('quick');
  late(done(resultOf('slow')));
  await slow;
  expect(shown).toEqual([null, 'quick']);
});

test('a command that nobody can run says so, and is not taken along', async () => {
  const { bench, state } = benchOf();
  shell.run.mockResolvedValueOnce({ kind: 'stopped' });
  const { stderr, exit } = await bench.type({ on: 'admin', run: 'sleep 1d' });
  expect([stderr, exit]).toEqual([en.engine.stopped, 130]);
  expect(state.typed).toBeUndefined();
  bench.dispose();
  expect(shell.dispose).toHaveBeenCalled();
});
