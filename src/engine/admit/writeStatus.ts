import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { sameJson } from '../plain.ts';
import type { ApiOptions, ApiResponse, FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, immutable, invalid } from './fieldErrors.ts';
import { ipWarnings } from './ipWarnings.ts';
import type { KindInfo } from './kinds.ts';
import { validateMetadataUpdate } from './metadata.ts';
import { strategyOf } from './prepare.ts';
import { conflict, invalidStatus, MODIFIED } from './status.ts';
import { allInvalid, dns1123Subdomain, legacyIp, qualifiedName, sloppyIp } from './validators.ts';

/** Kinds whose status strategies say ResetObjectMetaForStatus: not even labels change with the status. */
const METADATA_KEPT = ['CustomResourceDefinition', 'ServiceCIDR', 'ValidatingAdmissionPolicy', 'VolumeAttachment'];

/** PUT and PATCH of the subresource: of all that is sent, the status counts, and labels, annotations and finalizers. */
export function writeStatus(
  cluster: Cluster,
  info: KindInfo,
  old: KubeObject,
  sent: Fields,
  { dryRun }: ApiOptions,
  warnings: string[],
): ApiResponse {
  const { resourceVersion } = sent['metadata'];
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion)
    return { ok: false, status: conflict(info, old.metadata.name, MODIFIED), warnings };
  const status: Fields = sent['status'] ?? {};
  const written: Fields = { ...old, metadata: metadataOf(info, sent['metadata'], old), status };
  const former = (old['status'] ?? {}) as Fields;
  const wrong = [
    ...validateMetadataUpdate(written['metadata'], old.metadata as unknown as Fields),
    ...(strategyOf(info).status?.(written) ?? []),
    ...(info.kind === 'Pod' ? podStatusErrors(status, former, old) : []),
    ...(info.kind === 'Ingress' ? ingressStatusErrors(status, former) : []),
    ...countErrors(info.kind, status, former),
  ];
  if (wrong.length > 0) return { ok: false, status: invalidStatus(info, old.metadata.name, wrong), warnings };
  if (info.kind === 'Pod') {
    for (const list of ['podIPs', 'hostIPs'])
      for (const [i, { ip }] of ((status[list] ?? []) as Fields[]).entries())
        warnings.push(...ipWarnings(`status.${list}[${i}].ip`, ip));
  }
  const same = dryRun || sameJson(written, old);
  return { ok: true, object: same ? (written as KubeObject) : cluster.store.put(written as KubeObject), warnings };
}

function metadataOf({ kind }: KindInfo, sent: Fields, old: KubeObject): Fields {
  const metadata: Fields = { ...old.metadata, uid: sent['uid'] ?? old.metadata.uid };
  if (METADATA_KEPT.includes(kind)) return metadata;
  // deploymentStatusStrategy alone keeps the labels
  for (const field of kind === 'Deployment' ? ['annotations', 'finalizers'] : ['labels', 'annotations', 'finalizers']) {
    if (sent[field] === undefined) delete metadata[field];
    else metadata[field] = sent[field];
  }
  return metadata;
}

const SYSTEM_CONDITIONS = ['PodScheduled', 'Ready', 'Initialized'];

/** pkg/apis/core/validation, ValidatePodStatusUpdate; what two addresses make of each other: Convert_v1_PodStatus_To_core_PodStatus. */
function podStatusErrors(status: Fields, old: Fields, pod: KubeObject): FieldError[] {
  const { nodeName, resourceClaims } = pod['spec'] as { nodeName?: string; resourceClaims?: Fields[] };
  // where both are given and differ, the one address counts
  if (status['podIP'] && status['podIP'] !== status['podIPs']?.[0]?.ip) status['podIPs'] = [{ ip: status['podIP'] }];
  else if (status['podIPs']?.length > 0) status['podIP'] = status['podIPs'][0].ip;
  if (!status['qosClass'] && old['qosClass']) status['qosClass'] = old['qosClass'];
  const errors: FieldError[] = ((status['conditions'] ?? []) as Fields[]).flatMap(({ type = '' }, i) =>
    SYSTEM_CONDITIONS.includes(type) ? [] : allInvalid(`status.conditions[${i}].Type`, type, qualifiedName(type)),
  );
  const nominated: string | undefined = status['nominatedNodeName'];
  if (nominated && nominated !== old['nominatedNodeName']) {
    const at = 'status.nominatedNodeName';
    errors.push(...allInvalid(at, nominated, dns1123Subdomain(nominated)));
    if (nodeName) errors.push(forbidden(at, 'may not be set on pods that are already bound to a node'));
  }
  errors.push(...immutable('status.qosClass', status['qosClass'] ?? '', old['qosClass'] ?? ''));
  const claims: string[] = [];
  for (const [i, { name }] of ((status['resourceClaimStatuses'] ?? []) as Fields[]).entries()) {
    const at = `status.resourceClaimStatuses[${i}].name`;
    if (!resourceClaims?.some((claim) => claim['name'] === name))
      errors.push(invalid(at, name, 'must match the name of an entry in `spec.resourceClaims`'));
    if (claims.includes(name)) errors.push(duplicate(at, name));
    claims.push(name);
  }
  errors.push(...addressErrors(status, old, 'podIPs'));
  const [host] = addressesOf(status, 'hostIPs');
  if (host !== undefined && host !== (status['hostIP'] ?? ''))
    errors.push(invalid('status.hostIPs[0].ip', host, 'must be equal to `hostIP`'));
  return [...errors, ...addressErrors(status, old, 'hostIPs')];
}

const addressesOf = (status: Fields, list: string): string[] =>
  ((status[list] ?? []) as Fields[]).map(({ ip = '' }) => ip as string);

/** validatePodIPs, validateHostIPs: invalid ones may stay. */
function addressErrors(status: Fields, old: Fields, list: 'podIPs' | 'hostIPs'): FieldError[] {
  const at = `status.${list}`;
  const ips = addressesOf(status, list);
  const existing = addressesOf(old, list);
  const errors = ips.flatMap((ip, i) => (existing.includes(ip) ? [] : legacyIp(`${at}[${i}]`, ip)));
  if (ips.length < 2) return errors;
  const parsed = ips.map(sloppyIp);
  const bad = parsed.indexOf(null);
  if (bad >= 0) {
    const why = `failed to check for dual stack with error:invalid IP[${bad}]: ${ips[bad]}`;
    errors.push({ field: at, type: 'Internal', message: `Internal error: ${why}` });
  }
  const families = new Set(parsed.map((ip) => ip?.includes(':')));
  if (bad >= 0 || families.size < 2 || ips.length > 2) {
    const shown = ips.map((IP) => ({ IP }));
    errors.push(invalid(at, shown, 'may specify no more than one IP for each IP family'));
  }
  return errors;
}

/** pkg/apis/networking/validation, ValidateIngressLoadBalancerStatus */
function ingressStatusErrors(status: Fields, old: Fields): FieldError[] {
  const entries = (of: Fields): Fields[] => of['loadBalancer']?.ingress ?? [];
  const existing = entries(old).map(({ ip }) => ip as string);
  return entries(status).flatMap(({ ip, hostname }, i) => {
    const at = `status.loadBalancer.ingress[${i}]`;
    const errors = ip && !existing.includes(ip) ? legacyIp(`${at}.ip`, ip) : [];
    if (!hostname) return errors;
    errors.push(...allInvalid(`${at}.hostname`, hostname, dns1123Subdomain(hostname)));
    if (sloppyIp(hostname) !== null)
      errors.push(invalid(`${at}.hostname`, hostname, 'must be a DNS name, not an IP address'));
    return errors;
  });
}

interface Counts {
  fields: string[];
  /** Those of them that are at most `replicas`. */
  within?: string[];
  ready?: string;
}

const WITHIN = ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'];
const OF_REPLICA_SETS: Counts = {
  fields: ['replicas', ...WITHIN, 'observedGeneration', 'terminatingReplicas'],
  within: WITHIN,
  ready: 'readyReplicas',
};

/** pkg/apis/apps/validation: ValidateDeploymentStatus and those beside it. */
const COUNTS: Record<string, Counts> = {
  Deployment: {
    fields: [
      'observedGeneration',
      'replicas',
      'updatedReplicas',
      'readyReplicas',
      'availableReplicas',
      'unavailableReplicas',
      'terminatingReplicas',
      'collisionCount',
    ],
    within: ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  },
  ReplicaSet: OF_REPLICA_SETS,
  ReplicationController: OF_REPLICA_SETS,
  StatefulSet: {
    fields: [
      'replicas',
      'readyReplicas',
      'currentReplicas',
      'updatedReplicas',
      'availableReplicas',
      'observedGeneration',
      'collisionCount',
    ],
    within: ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
    ready: 'status.readyReplicas',
  },
  DaemonSet: {
    fields: [
      'currentNumberScheduled',
      'numberMisscheduled',
      'desiredNumberScheduled',
      'numberReady',
      'observedGeneration',
      'updatedNumberScheduled',
      'numberAvailable',
      'numberUnavailable',
      'collisionCount',
    ],
  },
};

function countErrors(kind: string, status: Fields, old: Fields): FieldError[] {
  const rules = COUNTS[kind];
  if (!rules) return [];
  const count = (field: string): number => status[field] ?? 0;
  const wrong = (field: string, why: string): FieldError => invalid(`status.${field}`, count(field), why);
  const { fields, within = [], ready } = rules;
  const errors = fields.filter((field) => count(field) < 0).map((f) => wrong(f, 'must be greater than or equal to 0'));
  for (const field of within)
    if (count(field) > count('replicas')) errors.push(wrong(field, 'cannot be greater than status.replicas'));
  if (ready !== undefined && count('availableReplicas') > count('readyReplicas'))
    errors.push(wrong('availableReplicas', `cannot be greater than ${ready}`));
  // IsDecremented: one that was not there is none, one that goes is 0
  if (fields.includes('collisionCount') && old['collisionCount'] > count('collisionCount'))
    errors.push(wrong('collisionCount', 'cannot be decremented'));
  return errors;
}
