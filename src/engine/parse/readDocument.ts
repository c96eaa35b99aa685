import type { Hint } from '../../model/Message.ts';
import type { Diagnostic } from '../../model/Diagnostic.ts';
import { BudgetError, Composer, type DuplicateKey } from './compose.ts';
import { YamlError } from './cursor.ts';
import { readPlainBlock } from './plainBlock.ts';

/** The largest document that is read, in characters: what etcd takes. */
export const MAX_DOCUMENT = 1_500_000;

/** What the text of one document means, wherever it stands; positions are relative to it. */
export interface DocumentContent {
  value: unknown;
  error?: string;
  diagnostics: Diagnostic[];
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

const failed = (error: string, code: string, pos: number, length: number, hint?: Hint): DocumentContent => ({
  value: null,
  error,
  diagnostics: [
    {
      code,
      severity: 'error',
      message: error,
      span: { start: Math.min(pos, length), end: Math.min(pos + 1, length) },
      ...(hint === undefined ? {} : { hint }),
    },
  ],
});

/** Reads one document; never throws. */
export function readDocument(text: string): DocumentContent {
  const prefix = 'error converting YAML to JSON: ';
  if (text.length > MAX_DOCUMENT) {
    const message = `document of ${text.length} characters, more than ${MAX_DOCUMENT}`;
    return failed(message, 'budget/document', 0, text.length, ['split']);
  }
  const plain = readPlainBlock(text);
  if (plain) return { value: plain.value, diagnostics: [] };
  const control = CONTROL.exec(text);
  if (control) {
    return failed(`${prefix}yaml: control characters are not allowed`, 'yaml/syntax', control.index, text.length);
  }
  try {
    const composer = new Composer(text, 0, text.length);
    const value = composer.compose();
    return { value, diagnostics: composer.duplicates.map(duplicate) };
  } catch (error) {
    if (error instanceof YamlError) return failed(prefix + error.message, 'yaml/syntax', error.pos, text.length);
    if (error instanceof BudgetError) {
      return failed(prefix + error.message, `budget/${error.budget}`, error.pos, text.length, ['smaller']);
    }
    return failed(`${prefix}${String(error)}`, 'yaml/internal', 0, text.length);
  }
}
