#!/usr/bin/env node
// Makes src/engine/admit/schema.generated.ts: the fields of the kinds that the engine admits, their Go types, which are
// left out when they are empty, and by which key lists are merged. Read from the type declarations of the Go modules
// k8s.io/api, apimachinery, apiextensions-apiserver and kube-aggregator (facts only: no comment is copied). What only
// kinds need that few scenarios have is in rareSchema.generated.ts.
//
//   node scripts/generate-schema.mjs API APIMACHINERY APIEXTENSIONS AGGREGATOR
//
// e.g. after `go mod download k8s.io/api@v0.36.3 …`, the folders of the module cache.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [api, machinery, extensions, aggregator] = process.argv.slice(2);
if (!api || !machinery || !extensions || !aggregator)
  throw new Error('usage: generate-schema.mjs API APIMACHINERY APIEXTENSIONS AGGREGATOR (folders of modules)');

/** Letter of a package in the table ('' is core/v1), and its sources. */
const PACKAGES = {
  '': [api, 'core/v1/types.go'],
  a: [api, 'apps/v1/types.go'],
  d: [api, 'discovery/v1/types.go'],
  n: [api, 'networking/v1/types.go'],
  b: [api, 'batch/v1/types.go'],
  r: [api, 'rbac/v1/types.go'],
  p: [api, 'policy/v1/types.go'],
  h: [api, 'autoscaling/v2/types.go'],
  k: [api, 'autoscaling/v1/types.go'],
  f: [api, 'flowcontrol/v1/types.go'],
  q: [api, 'certificates/v1/types.go'],
  s: [api, 'storage/v1/types.go'],
  c: [api, 'scheduling/v1/types.go'],
  o: [api, 'coordination/v1/types.go'],
  m: [machinery, 'pkg/apis/meta/v1/types.go'],
  w: [api, 'admissionregistration/v1/types.go'],
  g: [api, 'node/v1/types.go'],
  e: [extensions, 'pkg/apis/apiextensions/v1/types.go', 'pkg/apis/apiextensions/v1/types_jsonschema.go'],
  i: [aggregator, 'pkg/apis/apiregistration/v1/types.go'],
};
const ROOTS = [
  ['Service', 'Pod', 'Node', 'Namespace', 'Endpoints', 'ConfigMap', 'Secret', 'ServiceAccount'],
  ['ReplicationController', 'a.Deployment', 'a.ReplicaSet', 'a.StatefulSet', 'a.DaemonSet', 'd.EndpointSlice'],
  ['n.Ingress', 'n.IngressClass', 'n.NetworkPolicy', 'n.ServiceCIDR', 'n.IPAddress'],
].flat();
const RARE = [
  ['PersistentVolumeClaim', 'PersistentVolume', 'ResourceQuota', 'LimitRange', 'Event', 'PodTemplate'],
  ['b.Job', 'b.CronJob', 'p.PodDisruptionBudget', 'h.HorizontalPodAutoscaler', 'c.PriorityClass', 'o.Lease'],
  ['r.Role', 'r.RoleBinding', 'r.ClusterRole', 'r.ClusterRoleBinding', 's.StorageClass', 's.CSIDriver'],
  ['w.ValidatingWebhookConfiguration', 'w.MutatingWebhookConfiguration', 'g.RuntimeClass'],
  ['e.CustomResourceDefinition', 'i.APIService', 'k.HorizontalPodAutoscaler', 'a.ControllerRevision'],
  ['f.FlowSchema', 'f.PriorityLevelConfiguration', 'q.CertificateSigningRequest', 's.VolumeAttachment', 's.CSINode'],
  ['w.ValidatingAdmissionPolicy', 'w.ValidatingAdmissionPolicyBinding', 'Binding'],
].flat();
const SCALARS = { string: 's', bool: 'b', int32: 'i', int64: 'l', int: 'l', float64: 'f', uint8: 'i', uint32: 'i' };
const SPECIAL = {
  'intstr.IntOrString': 'I',
  'resource.Quantity': 'q',
  'metav1.Time': 't',
  'metav1.MicroTime': 'T',
  FieldsV1: 'x',
  'runtime.RawExtension': 'x',
  'types.UID': 'Stypes.UID',
  'types.NodeName': 'Stypes.NodeName',
  // Types that read and write themselves: a value, or one of two forms.
  JSON: 'x',
  JSONSchemaPropsOrArray: 'x',
  JSONSchemaPropsOrBool: 'x',
  JSONSchemaPropsOrStringArray: 'x',
};

/** package letter → type name → {struct: [{name, type, tag}]} or {alias: type} */
const declared = {};
for (const [letter, [dir, ...files]] of Object.entries(PACKAGES)) {
  const text = files.map((file) => readFileSync(join(dir, file), 'utf8')).join('\n');
  const source = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const types = (declared[letter] = {});
  for (const [, name, body] of source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    const fields = [];
    for (const line of body.split('\n')) {
      const field = /^\s*(?:(\w+)\s+)?([\w.*[\]{}]+)\s+`(.*)`\s*$/.exec(
        line.replace(/\/\/.*$/, (c) => (c.includes('`') ? c : '')),
      );
      if (field && !line.trim().startsWith('//')) fields.push({ name: field[1], type: field[2], tag: field[3] });
    }
    types[name] = { struct: fields };
  }
  for (const [, name] of source.matchAll(/^type (\w+) struct ?\{\}$/gm)) types[name] = { struct: [] };
  for (const [, name, type] of source.matchAll(/^type (\w+) ([\w.*[\]]+)$/gm)) types[name] ??= { alias: type };
}
declared.m.Time = declared.m.MicroTime = undefined;

const aliasOf = { metav1: 'm', v1: '', corev1: '', apiv1: '', autoscalingv1: '', networkingv1: 'n' };
const lines = new Map();
/** The keys of the tables that are written. */
const written = new Set();

/** The compact form of a Go type that is written in a package. */
function encode(type, letter) {
  if (type === '[]byte') return 'y';
  if (type.startsWith('*')) return `*${encode(type.slice(1), letter)}`;
  if (type.startsWith('[]')) return `[${encode(type.slice(2), letter)}`;
  const map = /^map\[[\w.]+\](.*)$/.exec(type);
  if (map) return `{${encode(map[1], letter)}`;
  if (SPECIAL[type]) return SPECIAL[type];
  if (letter === 'm' && SPECIAL[`metav1.${type}`]) return SPECIAL[`metav1.${type}`];
  if (SCALARS[type]) return SCALARS[type];
  const [, qualifier, name] = /^(?:(\w+)\.)?(\w+)$/.exec(type) ?? [];
  const home = qualifier === undefined ? letter : aliasOf[qualifier];
  const found = home === undefined ? undefined : declared[home][name];
  if (!found) throw new Error(`unknown type ${type} in package '${letter}'`);
  // Beside the main table, an S at the beginning would be taken for a named string.
  const isApart = home === '' && written.size > 0 && name.startsWith('S') && !lines.has(name);
  const key = home === '' && !isApart ? name : `${home}.${name}`;
  if (found.alias) {
    const inner = encode(found.alias, home);
    if (inner === 's') return `S${name}`;
    if (!lines.has(key)) lines.set(key, `=${inner}`);
    return key;
  }
  struct(key, home, name);
  return key;
}

function struct(key, letter, name) {
  if (lines.has(key)) return;
  lines.set(key, '');
  lines.set(key, fieldsOf(letter, name).join(','));
}

function fieldsOf(letter, name) {
  const fields = [];
  for (const field of declared[letter][name].struct) {
    const [, json = ''] = /json:"([^"]*)"/.exec(field.tag) ?? [];
    const [label, ...options] = json.split(',');
    if (label === '-') continue;
    if (label === '') {
      const [, qualifier, inner] = /^(?:(\w+)\.)?(\w+)$/.exec(field.type);
      const embedded = fieldsOf(qualifier === undefined ? letter : aliasOf[qualifier], inner);
      fields.push(...(inner === 'TypeMeta' ? embedded : [`@${inner}`, ...embedded, '@']));
      continue;
    }
    const required = options.includes('omitempty') ? (options.includes('omitzero') ? '?' : '') : '!';
    const strategy = /patchStrategy:"([^"]*)"/.exec(field.tag)?.[1] ?? '';
    const mergeKey = /patchMergeKey:"([^"]*)"/.exec(field.tag)?.[1] ?? '';
    const whole = strategy.includes('retainKeys') ? '^' : strategy.includes('replace') ? '%' : '';
    const patch = `${whole}${strategy.includes('merge') ? `~${mergeKey}` : ''}`;
    const name = field.name ?? field.type.replace(/^.*\./, '');
    const go = name === label[0].toUpperCase() + label.slice(1) ? '' : `=${name}`;
    fields.push(`${label}${go}${required}:${encode(field.type, letter)}${patch}`);
  }
  return fields;
}

/** Writes the types of these kinds, and of what they are made of, that are in no table yet. */
function write(roots, file, name) {
  for (const root of roots) {
    const [letter, kind] = root.includes('.') ? root.split('.') : ['', root];
    struct(root, letter, kind);
  }
  const table = [...lines]
    .filter(([key]) => !written.has(key))
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, text]) => `${key} ${text}`);
  for (const key of lines.keys()) written.add(key);
  writeFileSync(
    new URL(`../src/engine/admit/${file}.generated.ts`, import.meta.url),
    `// Made by scripts/generate-schema.mjs from k8s.io/api v0.36.3 and its kin. The form is described in schema.ts.
export const ${name} = \`
${table.join('\n')}
\`;
`,
  );
  console.log(`${file}: ${table.length} types, ${table.join('\n').length} characters`);
}

write(ROOTS, 'schema', 'SCHEMA');
write(RARE, 'rareSchema', 'RARE_SCHEMA');
