// Makes src/engine/shell/kubectl/explain.generated.ts: what `kubectl explain` prints of the kinds that this
// program is about, from the API server's own OpenAPI documents (GET /openapi/v3/api/v1 and so on).
//
//   node scripts/generate-explain.mjs api_v1.json apps_v1.json … (a file for each version of src/engine/admit/kinds.ts)
import { readFileSync, writeFileSync } from 'node:fs';

const KINDS = [
  ['Service', 'Endpoints', 'EndpointSlice', 'Pod', 'Node', 'Namespace', 'ConfigMap', 'Secret', 'ServiceAccount'],
  ['ReplicationController', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'PersistentVolumeClaim'],
  ['NetworkPolicy', 'Ingress', 'IngressClass', 'ServiceCIDR', 'IPAddress', 'Event', 'Job', 'CronJob'],
  ['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'LimitRange', 'ResourceQuota', 'Lease', 'PriorityClass'],
  ['PersistentVolume', 'StorageClass', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  ['ControllerRevision', 'PodTemplate', 'CertificateSigningRequest', 'RuntimeClass', 'FlowSchema'],
  ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'PriorityLevelConfiguration', 'VolumeAttachment'],
  ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'CSIDriver', 'CSINode', 'APIService'],
  ['CustomResourceDefinition', 'autoscaling.v1.HorizontalPodAutoscaler'],
].flat();

/** By their whole names: `io.k8s.api.discovery.v1.EndpointPort` is not `io.k8s.api.core.v1.EndpointPort`. */
/** @type {Record<string, any>} */
const schemas = {};
for (const file of process.argv.slice(2))
  for (const [name, schema] of Object.entries(JSON.parse(readFileSync(file, 'utf8')).components.schemas))
    schemas[name] ??= schema;

/** @param {any} schema */
const refOf = (schema) => {
  const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
  return ref ? String(ref).slice(String(ref).lastIndexOf('/') + 1) : '';
};

/** @param {string} name */
const lastOf = (name) => name.slice(name.lastIndexOf('.') + 1);

/** The whole name behind each key of the table: the last word, or more of the name when that is taken. */
/** @type {Record<string, string>} */
const owners = {};
/** @param {string} name */
const keyOf = (name) => {
  const key = (owners[lastOf(name)] ?? name) === name ? lastOf(name) : name.split('.').slice(-3).join('.');
  owners[key] = name;
  return key;
};

/** @type {(schema: any) => string} */
const typeOf = (schema) => {
  const ref = refOf(schema);
  if (ref && (schemas[ref]?.type ?? 'object') !== 'object') return schemas[ref].type;
  if (ref) return lastOf(ref);
  if (schema.type === 'array') return `[]${typeOf(schema.items)}`;
  if (schema.additionalProperties) return `map[string]${typeOf(schema.additionalProperties)}`;
  return schema.type ?? 'Object';
};

/** @type {Record<string, unknown>} */
const types = {};
/** @param {string} name */
const add = (name) => {
  const schema = schemas[name];
  if (!schema || types[keyOf(name)]) return;
  /** @type {Record<string, unknown>} */
  const fields = {};
  types[keyOf(name)] = { description: schema.description ?? '', fields };
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    const of = refOf(property) || refOf(property.items) || refOf(property.additionalProperties);
    fields[field] = {
      type: typeOf(property),
      description: property.description ?? '',
      ...(of ? { of: keyOf(of) } : {}),
      ...(property.enum ? { values: property.enum } : {}),
      ...(schema.required?.includes(field) ? { required: true } : {}),
    };
    if (of) add(of);
  }
};
for (const kind of KINDS) {
  const wanted = kind.includes('.') ? kind : `${kind === 'HorizontalPodAutoscaler' ? 'v2' : 'v1'}.${kind}`;
  const name = Object.keys(schemas).find((n) => n.endsWith(`.${wanted}`));
  if (!name) throw new Error(`no schema of ${kind}`);
  add(name);
}

const out = new URL('../src/engine/shell/kubectl/explain.generated.ts', import.meta.url);
writeFileSync(
  out,
  `// Made by scripts/generate-explain.mjs from the OpenAPI documents of Kubernetes 1.36 (Apache License 2.0).\n` +
    `import type { ExplainedType } from './explain.ts';\n\n` +
    `export const TYPES: Record<string, ExplainedType> = ${JSON.stringify(types)};\n`,
);
console.log(`${Object.keys(types).length} types`);
