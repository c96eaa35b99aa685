import type { Fix } from '../../model/Diagnostic.ts';
import { fieldEdits, fieldOf, valueAt } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import { isPlain } from '../plain.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';

/** A workload whose selector is not what its template has (pkg/apis/apps/validation). */
export const explainTemplateLabels: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || typeof message !== 'string') return undefined;
  if (!message.includes('`selector` does not match template `labels`')) return undefined;
  const { item } = objectAround(document, path);
  const at = (field: string): string => joinPath(item, field);
  const labels = valueAt(document, at('spec.template.metadata.labels'));
  const wanted = valueAt(document, at('spec.selector.matchLabels'));
  const missing = Object.entries(isPlain(wanted) ? wanted : {}).filter(
    ([key, value]) => !isPlain(labels) || labels[key] !== value,
  );
  const edits = missing.flatMap(([key, value]) =>
    fieldEdits(text, document, fieldOf(at('spec.template.metadata.labels'), key), value),
  );
  const shown = missing.map(([key, value]) => `${key}=${String(value)}`).join(',');
  const fixes: Fix[] = edits.length > 0 ? [{ title: ['setField', 'labels', shown], edits }] : [];
  return { hint: ['selectorIsLabels'], ...(fixes.length > 0 && { fixes }) };
};
