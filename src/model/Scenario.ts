import type { ObjectKey } from './Span.ts';

/** A text of a scenario's author: as it is, or in several languages by their tags (`en`, `zh-CN`). */
export type Told = string | Readonly<Record<string, string>>;

/** What must come of a step. All that is given must hold. */
export interface Expectation {
  /** Each of these stands in what a command printed. */
  prints?: string[];
  /** The exit status of a command. */
  exit?: number;
  /**
   * How connections may end: `delivered to default/web-*`, `refused`, `timeout` …, with `*` for anything. Every outcome
   * is one of these, and each of these is the end of one. See `outcomeText`.
   */
  outcomes?: string[];
}

/** One thing that was expected and is not so, with what is there instead. */
export interface Unmet {
  expected: string;
  found: string;
}

/** A step of a scenario: a command, a question, or a sentence for the reader. See conformance/README.md. */
export interface ScenarioStep {
  /** `admin` (default), `client`, `node/NAME`, `pod/NAME` or `pod/NAMESPACE/NAME`. */
  on: string;
  run?: string;
  stdin?: string;
  /** A URL: every thing that can happen to a new connection. */
  reach?: string;
  say?: Told;
  /** What must come of it: `kubehop assert` and lessons look. */
  expect?: Expectation;
  /** In a lesson the reader does it in any way: it is done when this, asked of the reader's own cluster, holds. */
  until?: ScenarioStep;
  /** Help for a reader who is stuck. */
  hint?: Told;
  /** Possible answers to the question that `say` asks; the reader chooses one. */
  answers?: { text: Told; right: boolean }[];
  /** Virtual time since the scenario began, in milliseconds. */
  at?: number;
}

/** Connections that a place opens one after another, as long as the scenario goes on or until a time. Milliseconds. */
export interface TrafficStream {
  on: string;
  /** A URL as in `reach`. */
  to: string;
  /** Connections a second. */
  rate: number;
  from: number;
  until?: number;
  /** How long a connection is open until it has its answer. */
  takes: number;
  /** One connection for all requests, opened anew when it breaks; of UDP, one socket. */
  keepAlive: boolean;
  /** For how long its client keeps the addresses of a name, or as long as the answer says; 0: it asks for each connection. */
  dnsCache: number | 'ttl' | 'forever';
}

/** apiVersion kubehop.dev/v1, kind Scenario. */
export interface Scenario {
  name: string;
  title: Told;
  description: Told;
  /** Chooses among random choices; default 1. */
  seed: number;
  steps: ScenarioStep[];
  traffic: TrafficStream[];
}

/** A command, and where it was typed. */
export interface TypedLine {
  /** The moment of the timeline that was shown, milliseconds after its steps began; absent: the cluster was at rest. */
  at?: number;
  /** `admin`, `client`, `node/NAME`, `pod/NAME` or `pod/NAMESPACE/NAME`. */
  on: string;
  run: string;
  stdin?: string;
}

export interface CommandResult {
  stdout: string;
  stderr: string;
  exit: number;
  /** Both outputs as they come where they go to one place (`2>&1`), if that is not first the one and then the other. */
  mixed?: string;
  /** What was written by it, as it is now. */
  files?: { name: string; text: string }[];
  /** The object that somebody wants to edit: `kubectl edit`. */
  edits?: ObjectKey;
}

/** What can stand at the end of a line: from `start` on, one of these. */
export interface LineCompletions {
  start: number;
  options: string[];
}
