import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { FixTitle } from '../../model/Message.ts';
import { KINDS } from '../admit/kinds.ts';
import { OWN_VERSIONS } from '../assist/ownTypes.ts';
import { fieldEdits, keySpan } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { isPlain } from '../plain.ts';
import { insert } from '../textEdits.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';

/** kubectl, or the server where the kind differs in capitals alone. */
const NO_KIND = /no (?:matches for )?kind "([^"]*)" (?:is registered for|in) version "([^"]*)"/;

/** What a text may have beside objects of Kubernetes: Kubehop's own, and what configures a cluster. */
const OWN_KINDS = Object.entries(OWN_VERSIONS).map(([kind, apiVersion]) => ({ kind, apiVersion }));

const HEAD = ['apiVersion', 'kind'] as const;

/** A manifest without its kind or its version: misspelt, or left out where the kind tells it. */
function explainNoHead(text: string, document: ParsedDocument | undefined): Partial<Diagnostic> | undefined {
  const value = document?.value;
  if (!document || !isPlain(value)) return undefined;
  for (const field of HEAD.filter((one) => !Object.hasOwn(value, one))) {
    const key = meant(field, Object.keys(value));
    const span = key === undefined ? undefined : keySpan(text, document, key);
    const edits = span && [{ span, text: field }];
    if (edits) return { span, hint: ['fieldMeant', field], fixes: [{ title: ['spell', field], edits }] };
  }
  const served = KINDS.filter(({ kind }) => kind === value['kind']).map(({ apiVersion }) => apiVersion);
  if (served.length === 0) return undefined;
  const { start } = document.spanOf('');
  const fixes = served.map((version): Fix => {
    const line = insert(start, `apiVersion: ${version}\n`);
    const edits = text[start] === '{' ? fieldEdits(text, document, 'apiVersion', version) : [line];
    return { title: ['setField', 'apiVersion', version], edits };
  });
  return { hint: ['kindServedAs', served.join(', ')], fixes };
}

/**
 * A kind that the server does not have: misspelt, or not of that version. Groups without a dot, and those that
 * Kubernetes has, are nobody else's (apiextensions-apiserver, ValidateCustomResourceDefinition: spec.group).
 */
export const explainUnknownKind: Explain = (text, { documents }, diagnostic) => {
  const { message } = diagnostic;
  if (typeof message === 'string' && /error validating data: (\[?apiVersion|kind) not set/.test(message))
    return explainNoHead(text, documents[diagnostic.document ?? -1]);
  const document = documents[diagnostic.document ?? -1];
  const [, kind, version] = (typeof message === 'string' && NO_KIND.exec(message)) || [];
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
  const known: readonly { kind: string; apiVersion: string }[] = [...KINDS, ...OWN_KINDS];
  const isOurs = known.some(({ apiVersion }) => apiVersion.startsWith(`${group}/`));
  if (group.includes('.') && !isOurs) return { ...at('kind'), hint: ['kindForeign', kind] };
  const likely = [...known.filter(({ apiVersion }) => apiVersion === version), ...known];
  const name = meant(
    kind,
    likely.map((info) => info.kind),
  );
  const near = likely.find((info) => info.kind === name);
  if (!near) return at('kind');
  const fixes = write(['kind', near.kind, kind], ['apiVersion', near.apiVersion, version]);
  return { ...at('kind'), hint: ['kindMeant', near.kind], fixes };
};
