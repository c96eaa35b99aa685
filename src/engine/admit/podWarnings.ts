import { APP_ARMOR } from './pod.ts';
import { byteWarnings } from './byteWarnings.ts';
import { containerWarnings, type Located } from './containerWarnings.ts';
import type { Fields } from './Fields.ts';
import { containersOf } from './podDefaults.ts';
import { ipWarnings } from './ipWarnings.ts';
import { dns1123Label, labelValue } from './validators.ts';
import { volumeWarnings } from './volumeWarnings.ts';
import { sameJson } from '../plain.ts';

// pkg/api/pod/warnings.go and pkg/api/node/util.go

export const OLD_LABELS: Record<string, string> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
};

const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';

const OLD_ANNOTATIONS: Record<string, string> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

/** Containers with their paths, init containers first. */
const located = (spec: Fields, at: string): Located[] =>
  ['initContainers', 'containers'].flatMap((list) =>
    ((spec[list] ?? []) as Fields[]).map((container, i) => ({ container, at: `${at}.${list}[${i}]` })),
  );

function portWarnings(containers: Located[]): string[] {
  const warnings: string[] = [];
  const ports = containers.flatMap(({ container, at }) =>
    ((container['ports'] ?? []) as Fields[]).map((port, i) => ({ port, at: `${at}.ports[${i}]` })),
  );
  for (const [n, { port, at }] of ports.entries()) {
    if (port['hostIP'] && !port['hostPort']) {
      const { name = '', containerPort, protocol, hostIP } = port;
      const shown = `{Name:${name} HostPort:0 ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
      warnings.push(`${at}: hostIP set without hostPort: ${shown}`);
    }
    for (const other of ports.slice(0, n)) {
      if (other.port['containerPort'] !== port['containerPort'] || other.port['protocol'] !== port['protocol'])
        continue;
      const [a, b] = [port['hostPort'] ?? 0, other.port['hostPort'] ?? 0];
      const [ipA, ipB] = [port['hostIP'] ?? '', other.port['hostIP'] ?? ''];
      if (ipA === ipB && a === b) warnings.push(`${at}: duplicate port definition with ${other.at}`);
      else if (a === 0 || b === 0) warnings.push(`${at}: overlapping port definition with ${other.at}`);
      else if (a === b && (ipA === '') !== (ipB === '')) {
        warnings.push(`${at}: dangerously ambiguous port definition with ${other.at}`);
      }
    }
  }
  const names = new Map<string, string>();
  for (const { port, at } of ports) {
    const name: string | undefined = port['name'];
    if (!name) continue;
    const first = names.get(name);
    if (first === undefined) names.set(name, at);
    else {
      warnings.push(
        `${at}: duplicate port name ${JSON.stringify(name)} with ${first}, services and probes that select ports by name will use ${first}`,
      );
    }
  }
  return warnings;
}

/** pkg/api/node/util.go, GetWarningsForNodeSelectorTerm; the values of a preference are not refused elsewhere. */
export const selectorTermWarnings = (term: Fields, at: string, withValues = false): string[] =>
  ((term['matchExpressions'] ?? []) as Fields[]).flatMap(({ key, values = [] }, i) => [
    ...(OLD_LABELS[key] ? [`${at}.matchExpressions[${i}].key: ${key} is ${OLD_LABELS[key]}`] : []),
    ...(withValues
      ? (values as string[]).flatMap((value, j) =>
          labelValue(value).map((text) => `${at}.matchExpressions[${i}].values[${j}]: ${value} is invalid, ${text}`),
        )
      : []),
  ]);

function nodeSelectorWarnings(spec: Fields, at: string): string[] {
  const warnings: string[] = [];
  for (const key of Object.keys(spec['nodeSelector'] ?? {})) {
    if (OLD_LABELS[key]) warnings.push(`${at}.nodeSelector[${key}]: ${OLD_LABELS[key]}`);
  }
  const affinity: Fields | undefined = spec['affinity']?.nodeAffinity;
  const hard = 'requiredDuringSchedulingIgnoredDuringExecution';
  const soft = 'preferredDuringSchedulingIgnoredDuringExecution';
  const path = `${at}.affinity.nodeAffinity`;
  for (const [i, term] of ((affinity?.[hard]?.nodeSelectorTerms ?? []) as Fields[]).entries())
    warnings.push(...selectorTermWarnings(term, `${path}.${hard}.nodeSelectorTerms[${i}]`));
  for (const [i, { preference = {} }] of ((affinity?.[soft] ?? []) as Fields[]).entries())
    warnings.push(...selectorTermWarnings(preference, `${path}.${soft}[${i}].preference`, true));
  for (const [i, { topologyKey, labelSelector }] of ((spec['topologySpreadConstraints'] ?? []) as Fields[]).entries()) {
    const path = `${at}.topologySpreadConstraints[${i}]`;
    if (OLD_LABELS[topologyKey]) warnings.push(`${path}.topologyKey: ${topologyKey} is ${OLD_LABELS[topologyKey]}`);
    if (!labelSelector) warnings.push(`${path}.labelSelector: a null labelSelector results in matching no pod`);
  }
  return warnings;
}

function affinityWarnings(spec: Fields, at: string): string[] {
  const nothing = 'a null labelSelector results in matching no pod';
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) => {
    const affinity = spec['affinity']?.[kind];
    const hard = 'requiredDuringSchedulingIgnoredDuringExecution';
    const soft = 'preferredDuringSchedulingIgnoredDuringExecution';
    return [
      ...((affinity?.[hard] ?? []) as Fields[]).flatMap((term, i) =>
        term['labelSelector'] ? [] : [`${at}.affinity.${kind}.${hard}[${i}].labelSelector: ${nothing}`],
      ),
      ...((affinity?.[soft] ?? []) as Fields[]).flatMap((term, i) =>
        term['podAffinityTerm'].labelSelector
          ? []
          : [`${at}.affinity.${kind}.${soft}[${i}].podAffinityTerm.labelSelector: ${nothing}`],
      ),
    ];
  });
}

/** Warnings of a Pod's spec; `prefix` is empty for a Pod, `spec.template.` for a template. */
function specWarnings(spec: Fields, metadata: Fields, prefix: string): string[] {
  const at = `${prefix}spec`;
  const warnings = nodeSelectorWarnings(spec, at);
  for (const [key, message] of Object.entries(OLD_ANNOTATIONS)) {
    if (metadata['annotations']?.[key] !== undefined)
      warnings.push(`${prefix}metadata.annotations[${key}]: ${message}`);
  }
  warnings.push(...volumeWarnings(spec['volumes'] ?? [], `${at}.volumes`));
  const repeated = (list: string, field: string): void => {
    const seen = new Set<string>();
    for (const [i, item] of ((spec[list] ?? []) as Fields[]).entries()) {
      const value: string = item[field] ?? '';
      if (seen.has(value)) warnings.push(`${at}.${list}[${i}].${field}: duplicate ${field} ${JSON.stringify(value)}`);
      seen.add(value);
    }
  };
  repeated('hostAliases', 'ip');
  repeated('imagePullSecrets', 'name');
  for (const [i, { name }] of ((spec['imagePullSecrets'] ?? []) as Fields[]).entries()) {
    if (!name) warnings.push(`${at}.imagePullSecrets[${i}].name: invalid empty name ""`);
  }
  const containers = located(spec, at);
  for (const resource of ['memory', 'ephemeral-storage'])
    warnings.push(...byteWarnings(`${at}.overhead[${resource}]`, spec['overhead']?.[resource]));
  if (metadata['annotations']?.[SECCOMP] !== undefined && !spec['securityContext']?.seccompProfile)
    warnings.push(
      `${prefix}metadata.annotations[${SECCOMP}]: non-functional in v1.27+; use the "seccompProfile" field instead`,
    );
  for (const one of containers) warnings.push(...containerWarnings(one, metadata, prefix));
  warnings.push(...portWarnings(containers));
  warnings.push(...affinityWarnings(spec, at));
  for (const [i, ip] of ((spec['dnsConfig']?.nameservers ?? []) as string[]).entries()) {
    warnings.push(...ipWarnings(`${at}.dnsConfig.nameservers[${i}]`, ip));
  }
  for (const [i, { ip = '' }] of ((spec['hostAliases'] ?? []) as Fields[]).entries()) {
    warnings.push(...ipWarnings(`${at}.hostAliases[${i}].ip`, ip));
  }
  return warnings;
}

export function podWarnings(object: Fields, old?: Fields): string[] {
  // Nobody changes Pods by hand, says upstream.
  if (old) return [];
  const { metadata, spec } = object;
  const use = "this is used in the Pod's hostname";
  const told = specWarnings(spec, metadata, '');
  // told while the annotation becomes a field (registry/core/pod: applyAppArmorVersionSkew)
  const first = told.filter((text) => text.startsWith(`metadata.annotations[${APP_ARMOR}`));
  return [...first, ...nameWarnings(metadata.name, use), ...told.filter((text) => !first.includes(text))];
}

const nameWarnings = (name: string, use: string): string[] => {
  const messages = dns1123Label(name);
  const advice = 'which can result in surprising behavior; a DNS label is recommended';
  return messages.length > 0 ? [`metadata.name: ${use}, ${advice}: [${messages.join(' ')}]`] : [];
};

/** Warnings of a workload's name, which is part of the names of its Pods. */
export const podNameWarnings = ({ metadata }: Fields, old: Fields | undefined): string[] =>
  old ? [] : nameWarnings(metadata.name, 'this is used in Pod names and hostnames');

/** What the server counts of changes: of a DaemonSet, those of its template (WarningsOnUpdate of the kinds). */
const countOf = ({ kind, metadata }: Fields): unknown =>
  kind === 'DaemonSet' ? metadata.annotations?.['deprecated.daemonset.template.generation'] : metadata.generation;

/** Warnings of a template; an update that counts as no change has none. */
export function templateWarnings(object: Fields, old?: Fields, at = 'spec.template'): string[] {
  const [field = ''] = at.split('.');
  const count = countOf(object);
  if (old && (count === undefined ? sameJson(old[field], object[field]) : countOf(old) === count)) return [];
  const template = at.split('.').reduce<Fields | undefined>((value, key) => value?.[key], object);
  return template && containersOf(template['spec']).length > 0
    ? specWarnings(template['spec'], template['metadata'], `${at}.`)
    : [];
}
