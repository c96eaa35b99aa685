import type { Finding, FixTitle, Hint } from './Message.ts';
import type { ObjectKey, SourceRef, Span } from './Span.ts';
import type { Place } from './Trace.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A replacement of text that mends what a diagnostic complains of. */
export interface Fix {
  title: FixTitle;
  /** What it does beside that, where one change alone is not enough. */
  also?: FixTitle[];
  edits: { span: Span; text: string }[];
  /** The connection that gets through after it, where that is another one than fails. */
  opens?: { from: Place; url: string };
}

/** The page of Kubernetes' documentation that `Diagnostic.docs` means. */
export const docsUrl = (docs: string): string => `https://kubernetes.io/docs/${docs}`;

/** A field that a diagnostic rests on, and where it stands in the text if it does. */
export interface Evidence extends SourceRef {
  span?: Span;
  document?: number;
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
  /** The object that it is about, if a check found it. */
  object?: ObjectKey;
  evidence?: Evidence[];
  /** A connection that fails by it. */
  shows?: { from: Place; url: string };
  /** Where Kubernetes' documentation tells how it is meant: below kubernetes.io/docs/, from the table of checks. */
  docs?: string;
  /** The scenario of the gallery that shows it. */
  scenario?: string;
}
