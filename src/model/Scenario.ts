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

/** apiVersion kubehop.dev/v1, kind Scenario. */
export interface Scenario {
  name: string;
  title: string;
  description: string;
  /** Chooses among random choices; default 1. */
  seed: number;
  steps: ScenarioStep[];
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
