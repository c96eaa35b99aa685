import type { Fix } from '../../model/Diagnostic.ts';
import { fieldEdits, fieldOf, flowText, valueAt } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import { isPlain } from '../plain.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';

/** A workload whose selector is missing, or is not what its template has (pkg/apis/apps/validation). */
export const explainTemplateLabels: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || typeof message !== 'string') return undefined;
  const { item } = objectAround(document, path);
  const at = (field: string): string => joinPath(item, field);
  const labels = valueAt(document, at('spec.template.metadata.labels'));
  const fixes: Fix[] = [];
  if (message.includes('`selector` does not match template `labels`')) {
    const wanted = valueAt(document, at('spec.selector.matchLabels'));
    const missing = Object.entries(isPlain(wanted) ? wanted : {}).filter(
      ([key, value]) => !isPlain(labels) || labels[key] !== value,
    );
    const edits = missing.flatMap(([key, value]) =>
      fieldEdits(text, document, fieldOf(at('spec.template.metadata.labels'), key), value),
    );
    const shown = missing.map(([key, value]) => `${key}=${String(value)}`).join(',');
    if (edits.length > 0) fixes.push({ title: ['setField', 'labels', shown], edits });
  } else if (message.startsWith('spec.selector: Required value') && isPlain(labels)) {
    const selector = { matchLabels: labels };
    fixes.push({
      title: ['setField', 'selector', flowText(selector)],
      edits: fieldEdits(text, document, at('spec.selector'), selector),
    });
  } else return undefined;
  return { hint: ['selectorIsLabels'], ...(fixes.length > 0 && { fixes }) };
};
