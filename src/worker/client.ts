import type { AssistAnswers, AssistQuestion } from '../model/Assist.ts';
import type { MatrixInput } from '../model/Matrix.ts';
import type { ScenarioStep, TypedLine } from '../model/Scenario.ts';
import type { SimulationInput, Source } from '../model/Simulation.ts';
import type { ObjectKey, SourceRef } from '../model/Span.ts';
import type { Variant } from '../model/Variant.ts';
import type { Question } from '../model/Why.ts';
import { changed } from './change.ts';
import type { WorkerLike } from './createWorker.ts';
import type { Answers, EngineAnswer, EngineRequest } from './protocol.ts';
import { readAnswer } from './readAnswer.ts';
import { SentText } from './sentText.ts';

/** How a request ended. Only `done` carries a value; the others say why there is none. */
export type Outcome<T> =
  | { kind: 'done'; value: T }
  /** A newer request took its place. */
  | { kind: 'superseded' }
  | NoAnswer;

export type NoAnswer =
  /** The calculation missed its deadline; the worker was replaced. */
  | { kind: 'stopped' }
  /** The same text was stopped three times: it is not run again until `forgive` is called. */
  | { kind: 'suspended' }
  /** An exception of ours, or, with `start`, a worker that does not start. */
  | { kind: 'failed'; message: string; report: string; start?: 'script' | 'silence' };

/** `starting` until the worker's first word, `working` while it calculates. */
export type EngineStatus = 'starting' | 'idle' | 'working' | 'unavailable';

export interface Engine {
  /** The newest wins: an older one that has not been answered yet ends as `superseded`. */
  simulate(input: SimulationInput): Promise<Outcome<Answers['simulate']>>;
  tally(input: SimulationInput, connections: number): Promise<Outcome<Answers['tally']>>;
  locate(source: Source, refs: SourceRef[]): Promise<Outcome<Answers['locate']>>;
  /** The edit after which the connection takes that way. */
  takeWay(input: SimulationInput, way: number): Promise<Outcome<Answers['takeWay']>>;
  /** A command of the terminal; commands keep their order. */
  run(source: Source, line: TypedLine): Promise<Outcome<Answers['run']>>;
  /** Whether what a step expects holds in the cluster of the source. */
  check(source: Source, step: ScenarioStep): Promise<Outcome<Answers['check']>>;
  /** Goes in slices; a newer one ends it early. `progress` is told how much is done, 0…1. */
  matrix(input: MatrixInput, progress?: (part: number) => void): Promise<Outcome<Answers['matrix']>>;
  /** The edits of the text that make a variant of it. */
  variant(text: string, variant: Variant, service?: ObjectKey): Promise<Outcome<Answers['variant']>>;
  /** What an operator reads on these Nodes. */
  rules(source: Source, nodes: string[]): Promise<Outcome<Answers['rules']>>;
  /** Everything that is wrong with a text and with what it makes, with fixes. */
  examine(text: string): Promise<Outcome<Answers['examine']>>;
  /** Why a connection fails or an object is not as it should be, with edits that were tried. */
  why(text: string, question: Question): Promise<Outcome<Answers['why']>>;
  /** What happens when in the scenario. */
  timeline(source: Source): Promise<Outcome<Answers['timeline']>>;
  /** What can stand at the end of a line of the terminal. */
  complete(source: Source, on: string, line: string): Promise<Outcome<Answers['complete']>>;
  /** What the editor asks of a place in the text; questions keep their order. */
  assist<Q extends AssistQuestion>(text: string, question: Q): Promise<Outcome<AssistAnswers[Q['kind']]>>;
  /** Ends a matrix that is being calculated: something else is wanted now. */
  endMatrix(): void;
  /** Lets a suspended text run again. */
  forgive(): void;
  onStatus(listener: (status: EngineStatus) => void): () => void;
  dispose(): void;
}

export interface EngineOptions {
  createWorker: () => Promise<WorkerLike>;
  /** Starts a worker that has the whole engine, where the first one may say that it lacks something. */
  createWhole?: () => Promise<WorkerLike>;
  /**
   * Milliseconds without a sign of life, for a text of ordinary size and for a large one. Nothing takes longer than
   * the second, however lively it is.
   */
  deadline?: number;
  importDeadline?: number;
  /** Milliseconds for the very first answer: the engine's code is cold, and the page is busy starting. */
  coldDeadline?: number;
  /** Milliseconds for the worker's script to load and speak. */
  startDeadline?: number;
}

const LARGE_TEXT = 200_000;
const STRIKES = 3;

type Kind = EngineRequest['kind'];

interface Task {
  kind: Kind;
  request: EngineRequest;
  text: string;
  end(outcome: Outcome<never>): void;
  done(value: unknown): void;
  progress(part: number): void;
}

/** Of all other kinds only the newest is of interest. */
const IN_ORDER: readonly Kind[] = ['run', 'assist'];

/** Which field of an answer is what was asked for. */
const VALUES = {
  checked: 'unmet',
  tallied: 'tally',
  located: 'spans',
  tookWay: 'edits',
  varied: 'edits',
  matrixed: 'matrix',
  ruled: 'rules',
  examined: 'diagnostics',
  explained: 'why',
  timelined: 'timeline',
  completed: 'completions',
  assisted: 'answer',
} satisfies { [K in EngineAnswer['kind']]?: keyof Extract<EngineAnswer, { kind: K }> };

const valueOf = (answer: EngineAnswer): unknown =>
  answer.kind === 'ran'
    ? { result: answer.result, changed: answer.changed }
    : (answer as unknown as Record<string, unknown>)[VALUES[answer.kind as keyof typeof VALUES]];

/**
 * The engine as the page sees it: a worker that does one thing at a time, is replaced when it hangs, and
 * whose late answers nobody hears.
 */
export function createEngine(options: EngineOptions): Engine {
  const { deadline = 2000, importDeadline = 30_000, coldDeadline = 15_000, startDeadline = 30_000 } = options;
  const listeners = new Set<(status: EngineStatus) => void>();
  const strikes = new Map<string, number>();
  let waiting: Task[] = [];
  let running: Task | null = null;
  let worker: WorkerLike | null = null;
  let sent = new SentText();
  /** The result that the worker told last; the next one is told as a change of it. */
  let result: unknown;
  let generation = 0;
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the running task must have ended, however lively it is. */
  let end = 0;
  let failedStarts = 0;
  let cold = true;
  let starting = false;
  let disposed = false;
  let { createWorker: make } = options;

  const tell = (status: EngineStatus): void => {
    for (const listener of listeners) listener(status);
  };

  const limitOf = (task: Task): number =>
    Math.max(task.text.length > LARGE_TEXT ? importDeadline : deadline, cold ? coldDeadline : 0);

  function arm(ms: number, missed: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(missed, ms);
  }

  function finish(act: (task: Task) => void): void {
    clearTimeout(timer);
    const task = running;
    running = null;
    if (task) act(task);
    next();
  }

  function discard(): void {
    generation++;
    worker?.terminate();
    worker = null;
    sent = new SentText();
    result = undefined;
    starting = false;
  }

  function hung(): void {
    const task = running;
    discard();
    if (task) strikes.set(task.text, (strikes.get(task.text) ?? 0) + 1);
    finish((t) => t.end({ kind: 'stopped' }));
    if (!disposed) start(); // ready before the next edit
  }

  function unavailable(start: 'script' | 'silence', message: string): void {
    discard();
    failedStarts++;
    const outcome = { kind: 'failed', start, message, report: message } as const;
    const lost = running ? [running, ...waiting] : waiting;
    running = null;
    waiting = [];
    clearTimeout(timer);
    for (const task of lost) task.end(outcome);
    tell('unavailable');
  }

  function hear(answer: EngineAnswer | null): void {
    if (!answer) return;
    if (answer.kind === 'ready') {
      failedStarts = 0;
      if (!running) {
        tell('idle');
        next();
      } else arm(limitOf(running), hung);
      return;
    }
    const task = running;
    if (!task || answer.revision !== task.request.revision) return;
    if (answer.kind === 'began') {
      tell('working');
      end = performance.now() + Math.max(importDeadline, limitOf(task));
      arm(limitOf(task), hung);
      return;
    }
    if (answer.kind === 'beat') {
      arm(Math.min(limitOf(task), end - performance.now()), hung);
      return;
    }
    if (answer.kind === 'progress') {
      arm(limitOf(task), hung);
      task.progress(answer.done / Math.max(1, answer.total));
      return;
    }
    if (answer.kind === 'cancelled') {
      finish((t) => t.end({ kind: 'superseded' }));
      return;
    }
    if (answer.kind === 'absent' && options.createWhole && make !== options.createWhole) {
      // it stays: the next edits of such a text need the same
      make = options.createWhole;
      discard();
      cold = true;
      begin();
      return;
    }
    if (answer.kind === 'failed' || answer.kind === 'absent') {
      const { message, stack } = answer.kind === 'failed' ? answer : { message: answer.kind, stack: '' };
      finish((t) => t.end({ kind: 'failed', message, report: `${task.kind}: ${message}\n${stack}` }));
      return;
    }
    // as above: a large text is not hashed
    if (strikes.size > 0) strikes.delete(task.text);
    cold = false;
    if (answer.kind === 'simulated') result = changed(result, answer.change);
    const value = answer.kind === 'simulated' ? result : valueOf(answer);
    finish((t) => t.done(value));
  }

  function start(): void {
    if (worker || starting) return;
    starting = true;
    const mine = ++generation;
    const current = (): boolean => mine === generation && !disposed;
    tell('starting');
    make().then(
      (made) => {
        if (!current()) {
          made.terminate();
          return;
        }
        worker = made;
        starting = false;
        made.addEventListener('message', (event) => {
          if (current()) hear(readAnswer(event.data));
        });
        made.addEventListener('error', (event) => {
          event.preventDefault();
          if (!current()) return;
          // Before the first word: the script did not load. Later: out of memory, or killed.
          if (failedStarts > 1 || !running) unavailable('script', 'its script could not be loaded');
          else {
            failedStarts++;
            hung();
          }
        });
        if (running) made.postMessage(sent.pack(running.request));
      },
      (error: unknown) => {
        if (current()) unavailable('script', error instanceof Error ? error.message : String(error));
      },
    );
  }

  function next(): void {
    if (disposed || running) return;
    // What is on the screen comes before what was asked beside it.
    const index = waiting.findIndex((task) => task.kind === 'simulate');
    const [task] = waiting.splice(Math.max(0, index), 1);
    if (!task) {
      tell('idle');
      return;
    }
    running = task;
    if (worker) {
      arm(limitOf(task), hung);
      worker.postMessage(sent.pack(task.request));
    } else {
      begin();
    }
  }

  /** Starts a worker for the running task. */
  function begin(): void {
    arm(startDeadline, () => unavailable('silence', 'it did not answer'));
    start();
  }

  function ask<K extends Kind>(
    kind: K,
    text: string,
    make: (revision: number) => EngineRequest,
    progress: (part: number) => void = () => {},
  ) {
    return new Promise<Outcome<Answers[K]>>((resolve) => {
      // without any strike a large text, put together from pieces, is not looked at
      if (strikes.size > 0 && (strikes.get(text) ?? 0) >= STRIKES) {
        resolve({ kind: 'suspended' });
        return;
      }
      if (!IN_ORDER.includes(kind)) supersede(kind);
      waiting.push({
        kind,
        text,
        request: make(++revision),
        end: resolve,
        done: (value) => resolve({ kind: 'done', value: value as Answers[K] }),
        progress,
      });
      next();
    });
  }

  /** Whatever of this kind was asked is of no interest any more. */
  function supersede(kind: Kind): void {
    waiting = waiting.filter((task) => {
      if (task.kind === kind) task.end({ kind: 'superseded' });
      return task.kind !== kind;
    });
    if (running?.kind === kind) silence(running);
  }

  /** Nobody will hear this answer. Work in slices is also told to end. */
  function silence(task: Task): void {
    task.end({ kind: 'superseded' });
    task.end = () => {};
    task.done = () => {};
    task.progress = () => {};
    if (task.kind === 'matrix') worker?.postMessage({ kind: 'cancel', revision: task.request.revision });
  }

  start();

  return {
    simulate: (input) => ask('simulate', input.text, (r) => ({ kind: 'simulate', revision: r, input })),
    tally: (input, connections) =>
      ask('tally', input.text, (r) => ({ kind: 'tally', revision: r, input, connections })),
    locate: (source, refs) => ask('locate', source.text, (r) => ({ kind: 'locate', revision: r, source, refs })),
    takeWay: (input, way) => ask('takeWay', input.text, (r) => ({ kind: 'takeWay', revision: r, input, way })),
    run: (source, line) => ask('run', source.text, (r) => ({ kind: 'run', revision: r, source, line })),
    check: (source, step) => ask('check', source.text, (r) => ({ kind: 'check', revision: r, source, step })),
    matrix: (input, progress) => ask('matrix', input.text, (r) => ({ kind: 'matrix', revision: r, input }), progress),
    variant: (text, variant, service) =>
      ask('variant', text, (r) => ({ kind: 'variant', revision: r, text, variant, ...(service && { service }) })),
    rules: (source, nodes) => ask('rules', source.text, (r) => ({ kind: 'rules', revision: r, source, nodes })),
    why: (text, question) => ask('why', text, (r) => ({ kind: 'why', revision: r, text, question })),
    examine: (text) => ask('examine', text, (r) => ({ kind: 'examine', revision: r, text })),
    timeline: (source) => ask('timeline', source.text, (r) => ({ kind: 'timeline', revision: r, source })),
    complete: (source, on, line) =>
      ask('complete', source.text, (r) => ({ kind: 'complete', revision: r, source, on, line })),
    assist: <Q extends AssistQuestion>(text: string, question: Q) =>
      // each kind of question has an answer of its own
      ask('assist', text, (r) => ({ kind: 'assist', revision: r, text, question })) as Promise<
        Outcome<AssistAnswers[Q['kind']]>
      >,
    endMatrix: () => supersede('matrix'),
    forgive() {
      strikes.clear();
      failedStarts = 0;
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
      discard();
      for (const task of running ? [running, ...waiting] : waiting) task.end({ kind: 'superseded' });
      running = null;
      waiting = [];
    },
  };
}
