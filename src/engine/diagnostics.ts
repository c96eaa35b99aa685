import type { Diagnostic } from '../model/Diagnostic.ts';
import { valueAt } from './fieldEdits.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import type { ParsedText } from './parse/parse.ts';
import type { OpenScenario, Refusal } from './openDocuments.ts';

/** A refusal at the fields that it names: one diagnostic for each of them, in the server's order. */
function ofRefusal({ document, message, status, item, field }: Refusal): Diagnostic[] {
  const at = (within: string): Pick<Diagnostic, 'span' | 'document' | 'path'> => {
    const path = [item, within].filter(Boolean).join('.');
    return { span: document.spanOf(written(document, path)), document: document.index, path };
  };
  if (!status?.causes.length)
    return [
      { code: `admit/${status?.reason ?? 'kubectl'}`, severity: 'error', message, ...at(field ?? pathIn(message)) },
    ];
  return status.causes.map((cause) => ({
    code: `admit/${cause.type}`,
    severity: 'error',
    message: `${cause.field}: ${cause.message}`,
    ...at(cause.field),
  }));
}

/** What `readSettings` found, drawn where it stands. */
function atItsField(parsed: ParsedText, diagnostic: Diagnostic): Diagnostic {
  const document = parsed.documents[diagnostic.document ?? -1];
  return document ? { ...diagnostic, span: document.spanOf(diagnostic.path ?? '') } : diagnostic;
}

const RESTLESS: Diagnostic = { code: 'cluster/restless', severity: 'warning', message: ['restless'] };

/** The server takes `clusterIP` for the first of `clusterIPs` (pkg/registry/core/service/storage, normalizeClusterIPs). */
const written = (document: ParsedDocument, path: string): string =>
  path.endsWith('spec.clusterIPs[0]') && valueAt(document, path) === undefined ? path.replace('IPs[0]', 'IP') : path;

/** The field that a decoding error names: `unknown field "spec.ports[0].target"`. */
const pathIn = (message: string): string => /(?:unknown|duplicate) field "([^"]+)"/.exec(message)?.[1] ?? '';

/**
 * What is wrong with the text itself: what cannot be read, what the cluster cannot be, what the API server refuses.
 * What will not work although it was taken is found by `examine`.
 */
export function diagnosticsOf(parsed: ParsedText, opened: OpenScenario): Diagnostic[] {
  const unread = new Set(parsed.documents.filter((d) => d.error !== undefined).map((d) => d.index));
  const refused = opened.refusals.filter((r) => !unread.has(r.document.index));
  return [
    ...parsed.diagnostics,
    ...opened.diagnostics.map((diagnostic) => atItsField(parsed, diagnostic)),
    ...refused.flatMap(ofRefusal),
    ...(opened.cluster.restless ? [RESTLESS] : []),
  ];
}
