import { findKind } from '../../admit/kinds.ts';
import { type Field, type FieldType, structOf } from '../../admit/schema.ts';
import { aggregate } from '../../admit/status.ts';
import { isPlain } from '../../plain.ts';
import { identityErrors } from './identityErrors.ts';

// What kubectl finds wrong by the server's OpenAPI document. Of objects it leaves that to the server; of Lists, which the
// server does not know, it looks at every item before it sends the first (kubectl: pkg/validation/schema.go;
// kube-openapi: pkg/util/proto/validation).

/** The package of a type in the OpenAPI document, by its letter in the table of types; `API_GROUPS` are below k8s.io/api. */
const GROUPS: Record<string, string> = {
  '': 'io.k8s.api.core.v1',
  m: 'io.k8s.apimachinery.pkg.apis.meta.v1',
  e: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1',
  i: 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1',
};
const API_GROUPS: Record<string, string> = {
  a: 'apps.v1',
  b: 'batch.v1',
  c: 'scheduling.v1',
  d: 'discovery.v1',
  f: 'flowcontrol.v1',
  g: 'node.v1',
  h: 'autoscaling.v2',
  k: 'autoscaling.v1',
  n: 'networking.v1',
  o: 'coordination.v1',
  p: 'policy.v1',
  q: 'certificates.v1',
  r: 'rbac.v1',
  s: 'storage.v1',
  w: 'admissionregistration.v1',
};

/** Fields that are always in an answer are required in a request, but for these, which are marked `+optional`. */
const OPTIONAL = new Set(
  (
    'ContainerImage.names GRPCAction.service ProjectedVolumeSource.sources TypedLocalObjectReference.apiGroup ' +
    'TypedObjectReference.apiGroup a.StatefulSetOrdinals.start a.StatefulSetSpec.serviceName d.EndpointSlice.endpoints ' +
    'd.EndpointSlice.ports n.IngressClassParametersReference.scope n.NetworkPolicySpec.podSelector'
  ).split(' '),
);
/** Required without being always there. */
const REQUIRED = new Set(['EndpointPort.port', 'n.IPAddress.spec', 'n.IPAddressSpec.parentRef']);

const SHARED: Partial<Record<FieldType['kind'], string>> = {
  intOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
  quantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  time: 'io.k8s.apimachinery.pkg.apis.meta.v1.Time',
  microTime: 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime',
};

function modelOf(key: string): string {
  const [letter, name] = key.includes('.') ? key.split('.') : ['', key];
  return `${GROUPS[letter ?? ''] ?? `io.k8s.api.${API_GROUPS[letter ?? '']}`}.${name}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isPlain(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'bigint' ? 'integer' : typeof value;
}

/** What the document calls a kind of type that is not a string there. */
const EXPECTED: Partial<Record<FieldType['kind'], string>> = {
  list: 'array',
  map: 'map',
  struct: 'map',
  bool: 'boolean',
  int32: 'integer',
  int64: 'integer',
  float64: 'number',
};

const isRequired = (key: string, { name, always }: Field): boolean =>
  REQUIRED.has(`${key}.${name}`) || (always && !OPTIONAL.has(`${key}.${name}`));

interface SchemaError {
  text: string;
  /** The field that it is about, behind the kind: `Service.spec.ports`. */
  at: string;
}

/** Errors of a value at `path`; `model` is what the document calls its type. */
function errorsOf(value: unknown, type: FieldType, path: string, model: string): SchemaError[] {
  const name = type.kind === 'struct' ? modelOf(type.key) : (SHARED[type.kind] ?? model);
  const told = (text: string, at = path): SchemaError => ({ text: `ValidationError(${path}): ${text}`, at });
  const [is, expected] = [kindOf(value), EXPECTED[type.kind] ?? 'string'];
  if (type.kind === 'raw') return [];
  const isNumber = is === 'number' || is === 'integer';
  const fits = is === expected || (isNumber && (expected === 'number' || expected === 'integer'));
  // any single value will do for a string
  if (!fits && !(expected === 'string' && is !== 'map' && is !== 'array'))
    return [told(`invalid type for ${name}: got ${JSON.stringify(is)}, expected ${JSON.stringify(expected)}`)];
  if (type.kind === 'list')
    return (value as unknown[]).flatMap((item, i) => {
      const at = `${path}[${i}]`;
      return item === null ? [told(`unknown object type "nil" in ${at}`)] : errorsOf(item, type.of, at, model);
    });
  const keys = isPlain(value) ? Object.keys(value).toSorted() : [];
  const entries = keys.map((key) => [key, (value as Record<string, unknown>)[key]] as const);
  if (type.kind === 'map')
    return entries.flatMap(([key, v]) =>
      v === null
        ? [{ text: `unknown object type "nil" in ${path}.${key}`, at: `${path}.${key}` }]
        : errorsOf(v, type.of, `${path}.${key}`, model),
    );
  if (type.kind !== 'struct') return [];
  const { fields } = structOf(type.key);
  const given = new Set(entries.filter(([, v]) => v !== null).map(([key]) => key));
  return [
    ...entries.flatMap(([key, v]) => {
      const field = fields.get(key);
      if (v === null) return [];
      if (!field) return [told(`unknown field ${JSON.stringify(key)} in ${name}`, `${path}.${key}`)];
      return errorsOf(v, field.type, `${path}.${key}`, `${name}.${key}`);
    }),
    ...[...fields.values()]
      .filter((field) => isRequired(type.key, field) && !given.has(field.name))
      .map((field) => told(`missing required field ${JSON.stringify(field.name)} in ${name}`)),
  ];
}

/** All errors of a List in one text, and the place of the first: which item, and which of its fields. */
export interface ListErrors {
  message: string;
  /** `items[2]` */
  item?: string;
  /** `spec.ports[0]` */
  field?: string;
}

/** What is wrong with the items of a List; of kinds that the document does not know, nothing. */
export function listErrors(list: object): ListErrors | undefined {
  const { items } = list as { items?: unknown };
  if (!Array.isArray(items)) return { message: 'invalid object to validate' };
  const errors = items.flatMap((object, i): (SchemaError & { item: string })[] => {
    const item = `items[${i}]`;
    const wrong = identityErrors(object);
    if (wrong.length > 0) return wrong.map((text) => ({ text, at: '', item }));
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    const info = findKind(apiVersion, kind);
    if (!info) return [];
    return errorsOf(object, { kind: 'struct', key: info.type, go: '' }, kind, '').map((one) => ({ ...one, item }));
  });
  const [first] = errors;
  if (!first) return undefined;
  const field = first.at.slice(first.at.indexOf('.') + 1);
  return {
    message: aggregate(errors.map(({ text }) => text)),
    item: first.item,
    ...(first.at.includes('.') && { field }),
  };
}
