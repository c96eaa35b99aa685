/** A control of a form; `path` is the field of the object that it edits. */
export interface FormField {
  kind: 'choice' | 'text' | 'number' | 'switch' | 'list';
  /** What it is called: `words/en/forms.ts`. */
  id: string;
  path: string;
  /** As it is written in the text; '' and false where it is not. A list's items are joined by commas. */
  value: string | boolean;
  choices?: string[];
  /** Values that exist elsewhere in the text. */
  suggestions?: string[];
  /** What holds where nothing is written. */
  fallback?: string;
}

/** Keys and values, as labels are. */
export interface FormMap {
  kind: 'map';
  id: string;
  path: string;
  entries: [key: string, value: string][];
  suggestions: string[];
}

/** Several of the same, one a line. */
export interface FormRows {
  kind: 'rows';
  id: string;
  path: string;
  rows: FormField[][];
  /** What a new line begins with. */
  fresh: Record<string, unknown>;
}

export type FormPart = FormField | FormMap | FormRows;

/** What can be set of an object without writing YAML. */
export interface Form {
  kind: string;
  name: string;
  parts: FormPart[];
}

/** A control was used. `set` without a value takes the field away. */
export type FormChange =
  | { kind: 'set'; path: string; value?: unknown }
  | { kind: 'rename'; path: string; from: string; to: string }
  | { kind: 'append'; path: string; value: Record<string, unknown> }
  | { kind: 'remove'; path: string; index: number };
