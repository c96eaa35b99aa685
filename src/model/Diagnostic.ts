import type { Span } from './Span.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A replacement of text that mends what a diagnostic complains of. */
export interface Fix {
  title: string;
  edits: { span: Span; text: string }[];
}

/**
 * Something wrong with the user's text. `code` is stable and machine-readable (`yaml/syntax`,
 * `admit/Invalid`, `selector/nothing`, `budget/nesting` …); `message` has the API server's own words where it
 * has any; `hint` is a sentence of ours.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  message: string;
  hint?: string;
  /** Where it is drawn; without it the diagnostic is about the whole text. */
  span?: Span;
  /** Index of the document in the text, from 0. */
  document?: number;
  /** Field path inside the document, as the API server writes it. */
  path?: string;
  fixes?: Fix[];
}
