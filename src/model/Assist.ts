import type { Fix } from './Diagnostic.ts';
import type { Form, FormChange } from './Form.ts';
import type { Span } from './Span.ts';

/** One thing that can be put where somebody types. */
export interface Completion {
  label: string;
  /** What is put there, if it is not the label. */
  insert?: string;
  /** Where the cursor goes in what is put there, if not behind it. */
  caret?: number;
  /** A field, one of the values that the API knows, or a value that exists in this text. */
  kind: 'field' | 'value' | 'name';
  /** A field's type, or whose the value is. */
  detail?: string;
  /** What Kubernetes says of it, in English. */
  info?: string;
  /** The field as `ServiceSpec.type`: the words have what it does to packets (`words/en/fields.ts`). */
  field?: string;
}

export interface Completions {
  /** What gives way to the chosen one. */
  span: Span;
  options: Completion[];
}

/** What is known of a field of the text. */
export interface FieldText {
  span: Span;
  /** `spec.ports.targetPort`. */
  path: string;
  type: string;
  required: boolean;
  /** What Kubernetes says of it, in English; '' for kinds of ours. */
  info: string;
  field: string;
  values: string[];
}

/** A name that stands at several places which mean the same. */
export interface Renaming {
  name: string;
  /** Where it stands now; the one that was asked about is among them. */
  spans: Span[];
}

/** What the editor asks of a place in the text. */
export type AssistQuestion =
  | { kind: 'completions' | 'field' | 'definitions' | 'renaming' | 'form'; at: number }
  | { kind: 'change'; at: number; change: FormChange }
  | { kind: 'rename'; at: number; name: string };

/** What each question is answered with. */
export interface AssistAnswers {
  /** Without options where nothing is known. */
  completions: Completions;
  /** None, or one. */
  field: FieldText[];
  /** Where the name comes from, or who uses it. */
  definitions: Span[];
  /** None, or one. */
  renaming: Renaming[];
  rename: Fix['edits'];
  /** None, or one. */
  form: Form[];
  change: Fix['edits'];
}
