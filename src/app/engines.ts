import { createEngine, type Engine } from '../worker/client.ts';
import {
  createAnalysisWorker,
  createAssistWorker,
  createTerminalWorker,
  createWorker,
  startOwn,
} from '../worker/createWorker.ts';

export type { Engine };

/** What slow machines get for a picture that somebody waits for, and for a command, in milliseconds. */
const PATIENT = 10_000;

/** The engine behind a page that is edited. */
export const startEngine = (): Engine => createEngine({ createWorker, createWhole: createAnalysisWorker });

/** The engine behind an embed. */
export const startEmbedEngine = (): Engine =>
  createEngine({ createWorker, createWhole: createAnalysisWorker, deadline: PATIENT });

/** The engine behind the terminal, in a worker of its own: most visits never type a command. */
export const startTerminal = (): Engine => createEngine({ createWorker: createTerminalWorker, deadline: PATIENT });

/** The engine behind the matrix and the comparison, in a worker of its own: the picture never waits for them. */
export const startAnalysis = (): Engine => createEngine({ createWorker: createAnalysisWorker, deadline: PATIENT });

/** The engine that helps with typing: completion, what a field means, where a name comes from. */
export const startAssist = (): Engine => createEngine({ createWorker: createAssistWorker, deadline: PATIENT });

/** Starts a worker that is no engine. */
export const startWorker = startOwn;
