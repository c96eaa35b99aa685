/** A step of a scenario: a command, a question, or a sentence for the reader. See conformance/README.md. */
export interface ScenarioStep {
  /** `admin` (default), `client`, `node/NAME`, `pod/NAME` or `pod/NAMESPACE/NAME`. */
  on: string;
  run?: string;
  stdin?: string;
  /** A URL: every thing that can happen to a new connection. */
  reach?: string;
  say?: string;
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
  /** One connection for all requests, opened anew when it breaks. */
  keepAlive: boolean;
}

/** apiVersion kubehop.dev/v1, kind Scenario. */
export interface Scenario {
  name: string;
  title: string;
  description: string;
  /** Chooses among random choices; default 1. */
  seed: number;
  steps: ScenarioStep[];
  traffic: TrafficStream[];
}

/** A command, and where it was typed. */
export interface TypedLine {
  /** `admin`, `client`, `node/NAME`, `pod/NAME` or `pod/NAMESPACE/NAME`. */
  on: string;
  run: string;
  stdin?: string;
}

export interface CommandResult {
  stdout: string;
  stderr: string;
  exit: number;
}
