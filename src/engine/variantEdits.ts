import { type ObjectKey, objectKey } from '../model/Span.ts';
import { type Variant, VARIANTS } from '../model/Variant.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import { parseText } from './parse/parse.ts';
import { withEdits } from '../model/withEdits.ts';
import { columnOf, type Edit, insert, intoBraces } from './textEdits.ts';
import { isPlain, type Plain, textOf } from './plain.ts';

/**
 * The edits of a text that make a variant of it: one field gets one value in every object that may have it, or in one
 * Service. Values are replaced and missing fields added where they belong; comments and everything else stay. Empty when
 * the text is that variant already, or leaves no place for it.
 */
export function variantEdits(text: string, variant: Variant, service?: ObjectKey): Edit[] {
  const { documents } = parseText(text);
  const { kind, field, value } = VARIANTS[variant];
  const found = documents.flatMap((document) => objectsIn(document).filter(({ object }) => object['kind'] === kind));
  if (kind === 'KubeProxyConfiguration') {
    const [configuration] = found;
    // kube-proxy's default
    if (!configuration) return value === 'iptables' ? [] : [newConfiguration(text, value)];
    return setField(text, configuration, field, value);
  }
  return found
    .filter(({ object }) => mayHave(object, field) && (service === undefined || serviceKey(object) === service))
    .flatMap((place) => setField(text, place, field, value));
}

interface ObjectIn {
  document: ParsedDocument;
  /** `''`, or `items[2]` inside a List. */
  prefix: string;
  object: Plain;
}

function objectsIn(document: ParsedDocument): ObjectIn[] {
  const { value } = document;
  if (!isPlain(value)) return [];
  if (!textOf(value['kind']).endsWith('List') || !Array.isArray(value['items']))
    return [{ document, prefix: '', object: value }];
  return value['items'].flatMap((object, i) => (isPlain(object) ? [{ document, prefix: `items[${i}]`, object }] : []));
}

function serviceKey({ metadata }: Plain): ObjectKey {
  const { namespace, name } = isPlain(metadata) ? metadata : {};
  return objectKey('Service', typeof namespace === 'string' && namespace !== '' ? namespace : 'default', textOf(name));
}

/** Where the API server takes the field (pkg/apis/core/validation, validateServiceExternalTrafficPolicy). */
function mayHave({ spec }: Plain, field: string): boolean {
  if (!isPlain(spec) || spec['type'] === 'ExternalName' || spec['clusterIP'] === 'None') return false;
  const { type, externalIPs } = spec;
  const outside =
    type === 'NodePort' || type === 'LoadBalancer' || (Array.isArray(externalIPs) && externalIPs.length > 0);
  return field !== 'spec.externalTrafficPolicy' || outside;
}

function setField(text: string, { document, prefix, object }: ObjectIn, field: string, value: string): Edit[] {
  const [key = '', ...above] = field.split('.').reverse();
  const parent = [prefix, ...above].filter(Boolean).join('.');
  const holder = above.length > 0 ? object[above[0] ?? ''] : object;
  if (!isPlain(holder) || holder[key] === value) return [];
  if (key in holder && holder[key] !== null)
    return [{ span: document.spanOf([parent, key].filter(Boolean).join('.')), text: value }];
  const { start } = document.spanOf(parent);
  if (text[start] === '{') return [intoBraces(text, start, key, text[start + 1] === '"' ? `"${value}"` : value)];
  return [insert(start, `${key}: ${value}\n${' '.repeat(columnOf(text, start))}`)];
}

const CONFIGURATION = { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration' };

/** A document more, in the language that the text is in. */
function newConfiguration(text: string, mode: string): Edit {
  const newline = text.endsWith('\n') || text === '' ? '' : '\n';
  const configuration = { ...CONFIGURATION, mode };
  const lines = Object.entries(configuration).map(([key, value]) => `${key}: ${value}\n`);
  const yaml = insert(text.length, `${newline}---\n${lines.join('')}`);
  const before = parseText(text).documents;
  const after = parseText(withEdits(text, [yaml])).documents;
  // a stream of JSON objects has no marks between them, and behind the second takes none
  const reads = [...before.map(({ value }) => value), configuration].every(
    (value, i) => JSON.stringify(value) === JSON.stringify(after[i]?.value),
  );
  return reads ? yaml : insert(text.length, `${newline}${JSON.stringify(configuration)}\n`);
}
