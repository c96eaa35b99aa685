import type { Finding, FixTitle, Hint } from './Message.ts';
import type { Span } from './Span.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A replacement of text that mends what a diagnostic complains of. */
export interface Fix {
  title: FixTitle;
  edits: { span: Span; text: string }[];
}

/**
 * Something wrong with the user's text. `code` is stable and machine-readable (`yaml/syntax`,
 * `admit/Invalid`, `selector/nothing`, `budget/nesting` …); `message` has the API server's own words where it
 * has any, which are English in every language, else ours; `hint` is always ours.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  message: string | Finding;
  hint?: Hint;
  /** Where it is drawn; without it the diagnostic is about the whole text. */
  span?: Span;
  /** Index of the document in the text, from 0. */
  document?: number;
  /** Field path inside the document, as the API server writes it. */
  path?: string;
  fixes?: Fix[];
}
