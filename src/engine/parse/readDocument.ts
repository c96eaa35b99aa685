import type { Finding, Hint } from '../../model/Message.ts';
import type { Diagnostic } from '../../model/Diagnostic.ts';
import { BudgetError, type DuplicateKey } from './compose.ts';
import { YamlError } from './cursor.ts';
import { readPlainBlock } from './plainBlock.ts';
import { noting, type Spans } from './spans.ts';

/** The largest document that is read, in characters: what etcd takes. */
export const MAX_DOCUMENT = 1_500_000;

/** What the text of one document means, wherever it stands; positions are relative to it. */
export interface DocumentContent {
  value: unknown;
  error?: string;
  diagnostics: Diagnostic[];
  /** Where its fields are, once that is known. */
  spans?: Spans;
}

// Go's reader refuses these wherever they are: everything but tab, line breaks and printable characters.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

const duplicate = ({ key, start, end }: DuplicateKey): Diagnostic => ({
  code: 'yaml/duplicate-key',
  severity: 'warning',
  message: `key "${key}" already set in map`,
  hint: ['lastCounts'],
  span: { start, end },
});

/** A problem that the page has words for, and what mends it. */
interface Ours {
  finding: Finding;
  hint: Hint;
}

const failed = (error: string, code: string, pos: number, length: number, ours?: Ours): DocumentContent => ({
  value: null,
  error,
  diagnostics: [
    {
      code,
      severity: 'error',
      message: ours?.finding ?? error,
      span: { start: Math.min(pos, length), end: Math.min(pos + 1, length) },
      ...(ours && { hint: ours.hint }),
    },
  ],
});

/** Reads one document; never throws. */
export function readDocument(text: string): DocumentContent {
  const prefix = 'error converting YAML to JSON: ';
  if (text.length > MAX_DOCUMENT) {
    const message = `document of ${text.length} characters, more than ${MAX_DOCUMENT}`;
    const finding: Finding = ['documentTooLong', text.length, MAX_DOCUMENT];
    return failed(message, 'budget/document', 0, text.length, { finding, hint: ['split'] });
  }
  const plain = readPlainBlock(text);
  if (plain) return { value: plain.value, diagnostics: [] };
  const control = CONTROL.exec(text);
  if (control) {
    return failed(`${prefix}yaml: control characters are not allowed`, 'yaml/syntax', control.index, text.length);
  }
  // What was read before an error has its places, too.
  const { composer, spans } = noting(text);
  try {
    const value = composer.compose();
    return { value, diagnostics: composer.duplicates.map(duplicate), spans };
  } catch (error) {
    if (error instanceof YamlError)
      return { ...failed(prefix + error.message, 'yaml/syntax', error.pos, text.length), spans };
    if (error instanceof BudgetError) {
      const { budget, finding, pos } = error;
      const ours: Ours = { finding, hint: ['smaller'] };
      return { ...failed(prefix + error.message, `budget/${budget}`, pos, text.length, ours), spans };
    }
    throw error; // ours, or a part of the engine that this worker was built without
  }
}
