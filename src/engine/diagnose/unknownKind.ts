import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { FixTitle } from '../../model/Message.ts';
import { KINDS } from '../admit/kinds.ts';
import { fieldEdits } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { isPlain } from '../plain.ts';
import { insert } from '../textEdits.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';

/** A manifest that says its kind and not of which version. */
function explainNoVersion(text: string, document: ParsedDocument | undefined): Partial<Diagnostic> | undefined {
  const kind = isPlain(document?.value) ? document.value['kind'] : undefined;
  const served = KINDS.filter((info) => info.kind === kind);
  if (!document || served.length === 0) return undefined;
  const { start } = document.spanOf('');
  const fixes = served.map(({ apiVersion }): Fix => {
    const line = insert(start, `apiVersion: ${apiVersion}\n`);
    const edits = text[start] === '{' ? fieldEdits(text, document, 'apiVersion', apiVersion) : [line];
    return { title: ['setField', 'apiVersion', apiVersion], edits };
  });
  return { hint: ['kindServedAs', served.map(({ apiVersion }) => apiVersion).join(', ')], fixes };
}

/**
 * A kind that the server does not have: misspelt, or not of that version. Groups without a dot, and those that
 * Kubernetes has, are nobody else's (apiextensions-apiserver, ValidateCustomResourceDefinition: spec.group).
 */
export const explainUnknownKind: Explain = (text, { documents }, diagnostic) => {
  const { message } = diagnostic;
  if (typeof message === 'string' && message.includes('error validating data: apiVersion not set'))
    return explainNoVersion(text, documents[diagnostic.document ?? -1]);
  const document = documents[diagnostic.document ?? -1];
  const [, kind, version] =
    (typeof message === 'string' && /no matches for kind "([^"]*)" in version "([^"]*)"/.exec(message)) || [];
  if (!document || kind === undefined || version === undefined) return undefined;
  const { item } = objectAround(document, diagnostic.path ?? '');
  /** The fix that writes these, where they differ from what is there. */
  const write = (...set: readonly [field: string, value: string, is: string][]): Fix[] => {
    const own = set.filter(([, value, is]) => value !== is);
    const edits = own.flatMap(([field, value]) => fieldEdits(text, document, joinPath(item, field), value));
    const [title, ...also] = own.map(([field, value]): FixTitle => ['setField', field, value]);
    return title && edits.length === own.length ? [{ title, ...(also.length > 0 && { also }), edits }] : [];
  };
  const at = (field: string) => ({ code: 'kind/unknown', span: document.spanOf(joinPath(item, field)) });
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  const served = KINDS.filter((info) => info.kind === kind);
  if (served.length > 0) {
    const versions = served.map(({ apiVersion }) => apiVersion);
    return {
      ...at('apiVersion'),
      hint: ['kindServedAs', versions.join(', ')],
      fixes: versions.flatMap((one) => write(['apiVersion', one, version])),
    };
  }
  if (group.includes('.') && KINDS.every((info) => info.group !== group))
    return { ...at('kind'), hint: ['kindForeign', kind] };
  const known = [...KINDS.filter(({ apiVersion }) => apiVersion === version), ...KINDS];
  const name = meant(
    kind,
    known.map((info) => info.kind),
  );
  const near = known.find((info) => info.kind === name);
  if (!near) return at('kind');
  const fixes = write(['kind', near.kind, kind], ['apiVersion', near.apiVersion, version]);
  return { ...at('kind'), hint: ['kindMeant', near.kind], fixes };
};
