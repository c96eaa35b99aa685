import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import type { Description } from './Description.ts';
import { describeLimitRanges, describeQuotas } from './describeLimits.ts';
import { describeEvents } from './describeEvents.ts';
import { rfc1123 } from './rfc1123.ts';

type Describer = (to: Description, object: Fields, cluster: Cluster) => void;

const byKey = (map: Record<string, string> | undefined): [string, string][] =>
  Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** How many bytes a base64 text stands for. */
const bytes = (text: string): number => Math.floor((text.replaceAll('=', '').length * 3) / 4);

const configMap: Describer = (to, object, cluster) => {
  to.head(object['metadata']);
  to.line(0, '');
  to.line(0, 'Data');
  to.line(0, '====');
  for (const [key, value] of byKey(object['data'])) {
    to.line(0, `${key}:`);
    to.line(0, '----');
    to.line(0, value);
    to.line(0, '');
  }
  to.line(0, '');
  to.line(0, 'BinaryData');
  to.line(0, '====');
  for (const [key, value] of byKey(object['binaryData'])) to.line(0, `${key}: ${bytes(value)} bytes`);
  to.line(0, '');
  describeEvents(to, cluster, object as KubeObject);
};

const secret: Describer = (to, object) => {
  to.head(object['metadata']);
  to.line(0, '');
  to.line(0, 'Type:', object['type'] ?? '');
  to.line(0, '');
  to.line(0, 'Data');
  to.line(0, '====');
  for (const [key, value] of byKey(object['data'])) to.line(0, `${key}:`, `${bytes(value)} bytes`);
};

const namespace: Describer = (to, { metadata, status }, cluster) => {
  to.line(0, 'Name:', metadata.name);
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'Status:', status?.phase ?? '');
  to.line(0, '');
  describeQuotas(to, cluster, metadata.name);
  to.line(0, '');
  describeLimitRanges(to, cluster, metadata.name);
};

const serviceAccount: Describer = (to, object, cluster) => {
  to.head(object['metadata']);
  const names: string[] = (object['imagePullSecrets'] ?? []).map((s: Fields) => s['name']);
  names.forEach((name, i) => to.line(0, i === 0 ? 'Image pull secrets:' : '                   ', name));
  if (names.length === 0) to.line(0, 'Image pull secrets:', '<none>');
  describeEvents(to, cluster, object as KubeObject);
};

const ingressClass: Describer = (to, object, cluster) => {
  to.head(object['metadata']);
  const { controller, parameters } = object['spec'];
  to.line(0, 'Controller:', controller ?? '');
  if (parameters) {
    to.line(0, 'Parameters:');
    if (parameters.apiGroup !== undefined) to.line(1, 'APIGroup:', parameters.apiGroup);
    to.line(1, 'Kind:', parameters.kind);
    to.line(1, 'Name:', parameters.name);
  }
  describeEvents(to, cluster, object as KubeObject);
};

const serviceCidr: Describer = (to, object, cluster) => {
  to.head(object['metadata']);
  to.line(0, 'CIDRs:', (object['spec'].cidrs ?? []).join(', '));
  const conditions: Fields[] = object['status']?.conditions ?? [];
  if (conditions.length > 0) {
    to.line(0, 'Status:');
    to.line(0, 'Conditions:');
    to.line(1, 'Type', 'Status', 'LastTransitionTime', 'Reason', 'Message');
    to.line(1, '----', '------', '------------------', '------', '-------');
  }
  for (const { type, status, lastTransitionTime, reason, message } of conditions)
    to.line(1, type, status, rfc1123(lastTransitionTime), reason ?? '', message ?? '');
  describeEvents(to, cluster, object as KubeObject);
};

const ipAddress: Describer = (to, object, cluster) => {
  to.head(object['metadata']);
  const { parentRef } = object['spec'] ?? {};
  if (parentRef) {
    to.line(0, 'Parent Reference:');
    to.line(1, 'Group:', parentRef.group ?? '');
    to.line(1, 'Resource:', parentRef.resource ?? '');
    to.line(1, 'Namespace:', parentRef.namespace ?? '');
    to.line(1, 'Name:', parentRef.name ?? '');
  }
  describeEvents(to, cluster, object as KubeObject);
};

const priorityClass: Describer = (to, object, cluster) => {
  const { metadata, value = 0, globalDefault = false, preemptionPolicy, description = '' } = object;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Value:', value);
  to.line(0, 'GlobalDefault:', globalDefault);
  to.line(0, 'PreemptionPolicy:', preemptionPolicy);
  to.line(0, 'Description:', description);
  const annotations = byKey(metadata.annotations).map(([key, text]) => `${key}=${text}`);
  to.line(0, 'Annotations:', annotations.join(',') || '<none>');
  describeEvents(to, cluster, object as KubeObject);
};

const DESCRIBERS: Record<string, Describer> = {
  ConfigMap: configMap,
  IPAddress: ipAddress,
  IngressClass: ingressClass,
  Namespace: namespace,
  PriorityClass: priorityClass,
  Secret: secret,
  ServiceAccount: serviceAccount,
  ServiceCIDR: serviceCidr,
};

/** Kinds whose description is a few lines (kubectl: describe.go); false for any other. */
export function describeSmall(to: Description, cluster: Cluster, object: KubeObject): boolean {
  const describer = DESCRIBERS[object.kind];
  describer?.(to, object, cluster);
  return describer !== undefined;
}
