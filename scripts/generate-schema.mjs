#!/usr/bin/env node
// Makes src/engine/admit/schema.generated.ts: the fields of the kinds that the engine admits, their Go types, which are
// left out when they are empty, and by which key lists are merged. Read from the type declarations of the Go modules
// k8s.io/api and k8s.io/apimachinery (facts only: no comment is copied).
//
//   node scripts/generate-schema.mjs API_MODULE_DIR APIMACHINERY_MODULE_DIR
//
// e.g. after `go mod download k8s.io/api@v0.36.3 k8s.io/apimachinery@v0.36.3`, the folders of the module cache.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [api, machinery] = process.argv.slice(2);
if (!api || !machinery) throw new Error('usage: generate-schema.mjs API_MODULE_DIR APIMACHINERY_MODULE_DIR');

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
  s: [api, 'storage/v1/types.go'],
  c: [api, 'scheduling/v1/types.go'],
  o: [api, 'coordination/v1/types.go'],
  m: [machinery, 'pkg/apis/meta/v1/types.go'],
};
const ROOTS = [
  ['Service', 'Pod', 'Node', 'Namespace', 'Endpoints', 'ConfigMap', 'Secret', 'ServiceAccount', 'LimitRange'],
  ['ReplicationController', 'PersistentVolumeClaim', 'PersistentVolume', 'ResourceQuota', 'Event'],
  ['a.Deployment', 'a.ReplicaSet', 'a.StatefulSet', 'a.DaemonSet', 'd.EndpointSlice'],
  ['n.Ingress', 'n.IngressClass', 'n.NetworkPolicy', 'b.Job', 'b.CronJob', 'p.PodDisruptionBudget'],
  ['r.Role', 'r.RoleBinding', 'r.ClusterRole', 'r.ClusterRoleBinding', 'h.HorizontalPodAutoscaler'],
  ['s.StorageClass', 'c.PriorityClass', 'n.ServiceCIDR', 'n.IPAddress', 'o.Lease'],
].flat();
const SCALARS = { string: 's', bool: 'b', int32: 'i', int64: 'l', int: 'l', uint8: 'i', uint32: 'i' };
const SPECIAL = {
  'intstr.IntOrString': 'I',
  'resource.Quantity': 'q',
  'metav1.Time': 't',
  'metav1.MicroTime': 'T',
  'types.UID': 'Stypes.UID',
  'types.NodeName': 'Stypes.NodeName',
};

/** package letter → type name → {struct: [{name, type, tag}]} or {alias: type} */
const declared = {};
for (const [letter, [dir, file]] of Object.entries(PACKAGES)) {
  const source = readFileSync(join(dir, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
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
  for (const [, name, type] of source.matchAll(/^type (\w+) ([\w.*[\]]+)$/gm)) types[name] ??= { alias: type };
}
declared.m.Time = declared.m.MicroTime = undefined;

const aliasOf = { metav1: 'm', v1: '', corev1: '', apiv1: '', autoscalingv1: '', networkingv1: 'n' };
const lines = new Map();

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
  const key = home === '' ? name : `${home}.${name}`;
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
    const patch = `${strategy.includes('retainKeys') ? '^' : ''}${strategy.includes('merge') ? `~${mergeKey}` : ''}`;
    const name = field.name ?? field.type.replace(/^.*\./, '');
    const go = name === label[0].toUpperCase() + label.slice(1) ? '' : `=${name}`;
    fields.push(`${label}${go}${required}:${encode(field.type, letter)}${patch}`);
  }
  return fields;
}

for (const root of ROOTS) {
  const [letter, name] = root.includes('.') ? root.split('.') : ['', root];
  struct(root, letter, name);
}
const table = [...lines].sort(([x], [y]) => (x < y ? -1 : 1)).map(([key, text]) => `${key} ${text}`);
const out = new URL('../src/engine/admit/schema.generated.ts', import.meta.url);
writeFileSync(
  out,
  `// Made by scripts/generate-schema.mjs from k8s.io/api v0.36.3. The form is described in schema.ts.
export const SCHEMA = \`
${table.join('\n')}
\`;
`,
);
console.log(`${lines.size} types, ${table.join('\n').length} characters`);
