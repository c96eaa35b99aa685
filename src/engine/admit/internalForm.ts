import { EMPTIED } from './decode.ts';
import type { Fields } from './Fields.ts';
import { INTERNAL_TYPES } from './internalTypes.ts';
import { shownSelector } from './labelSelector.ts';

interface Field {
  name: string;
  key: string;
  type: string;
}

function fieldsOf(type: string): Field[] {
  const [, fields = ''] = new RegExp(`^${type} (.*)$`, 'm').exec(INTERNAL_TYPES) ?? [];
  return fields.split(',').map(fieldOf);
}

function fieldOf(text: string): Field {
  const [names = '', type = ''] = text.split(':');
  const [name = '', key = name] = names.split('=');
  return { name, key: key.toLowerCase(), type };
}

/** Go writes the keys of maps in order. */
export const withSortedKeys = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, v]) => [key, withSortedKeys(v)]),
  );
};

/**
 * A value of a manifest as the server's own struct: Go's JSON of it has every field, by its name in Go. Lists and maps
 * that were given empty are told as such in what is `shown`; two values are equal all the same.
 */
export function internalForm(value: unknown, type: string, shown = false): unknown {
  switch (type) {
    case '':
      return value ?? '';
    case '?':
      return withSortedKeys(value);
    case '0':
      return value ?? 0;
    case 'b':
      return value ?? false;
    case 'q':
      return value ?? '0';
    default:
  }
  if (type.startsWith('*')) return value ? internalForm(value, type.slice(1), shown) : null;
  if (type.startsWith('[')) {
    const list = value as unknown[] | undefined;
    return list?.map((item) => internalForm(item, type.slice(1), shown)) ?? null;
  }
  const given = (value ?? {}) as Fields;
  // metav1.LabelSelector has its tags: what is absent is left out
  if (type === 'LabelSelector') return shownSelector(given);
  const all = { ...given, ...(shown && EMPTIED.get(given)) };
  const byKey = new Map(Object.entries(all).map(([key, v]) => [key.toLowerCase(), v as unknown]));
  return Object.fromEntries(
    fieldsOf(type).map((field) => [field.name, internalForm(byKey.get(field.key), field.type, shown)]),
  );
}

const OF_THE_HOST = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'];

/** core.PodSpec: what manifests say of the host stands in the security context. */
export function internalPodSpec(spec: Fields, shown = false): unknown {
  const host = Object.fromEntries(OF_THE_HOST.map((field) => [field, spec[field]]));
  const whole = { ...spec, securityContext: { ...spec['securityContext'], ...host } };
  return internalForm(whole, 'PodSpec', shown);
}

/** core.PodTemplateSpec: the metadata is embedded, and has its tags. */
export function internalPodTemplate({ metadata, spec }: Fields, shown = false): unknown {
  const meta = ['name', 'generateName', 'namespace', 'labels', 'annotations', 'finalizers'].flatMap((field) =>
    metadata?.[field] ? [[field, withSortedKeys(metadata[field])]] : [],
  );
  return { ...Object.fromEntries(meta), Spec: internalPodSpec(spec, shown) };
}
