import type { Fix } from '../../model/Diagnostic.ts';
import { fieldEdits, valueAt } from '../fieldEdits.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';

/** More than these are no choice, but a list to read. */
const FEW = 4;

/** `Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"` (apimachinery, field.NotSupported). */
const UNSUPPORTED = /Unsupported value: .*?: supported values: (".*")$/s;

/** A value that is none of the few that a field takes: the one that was meant, or each of them. */
export const explainUnsupportedValue: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  const [, list] = (typeof message === 'string' && UNSUPPORTED.exec(message)) || [];
  if (!document || list === undefined) return undefined;
  const is = valueAt(document, path);
  if (typeof is !== 'string') return undefined;
  const supported = [...list.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value);
  // of values that are few a far one is no likelier than another
  const near = meant(is, supported, 1 / 3);
  const likely = near !== undefined ? [near] : supported.length <= FEW ? supported : [];
  const field = path.slice(path.lastIndexOf('.') + 1);
  const fixes = likely.map(
    (value): Fix => ({ title: ['setField', field, value], edits: fieldEdits(text, document, path, value) }),
  );
  return fixes.length > 0 ? { fixes } : undefined;
};
