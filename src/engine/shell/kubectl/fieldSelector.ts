import type { KubeObject } from '../../../model/KubeObject.ts';
import { valuesAt } from './jsonPath.ts';
import { KubectlError } from './KubectlError.ts';

/** `metadata.name=web,spec.type!=NodePort` as pairs (apimachinery: fields.ParseSelector). */
export function parseFieldSelector(text: string): { field: string; value: string; equal: boolean }[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*?)(!=|==|=)(.*)$/.exec(part);
      if (!match) throw KubectlError.plain(`invalid selector: '${text}'; can't understand '${part}'`);
      return { field: match[1] ?? '', equal: match[2] !== '!=', value: match[3] ?? '' };
    });
}

const OF_METADATA = ['metadata.name', 'metadata.namespace'];

/** The fields that the server can select by, beside the name (AddFieldLabelConversionFunc in pkg/apis). */
const FIELDS: Record<string, string[]> = {
  Pod: [
    'metadata.namespace',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  Service: ['metadata.namespace', 'spec.clusterIP', 'spec.type'],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  ReplicationController: ['metadata.namespace', 'status.replicas'],
  Secret: ['metadata.namespace', 'type'],
  Job: ['metadata.namespace', 'status.successful'],
  CertificateSigningRequest: ['spec.signerName'],
  Event: [
    'metadata.namespace',
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (f) => `involvedObject.${f}`,
    ),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

/** Why the server cannot select objects of a kind by a field. */
export function whyUnselectable(kind: string, field: string): string | undefined {
  const own = FIELDS[kind];
  // runtime: DefaultMetaV1FieldSelectorConversion
  if (!own)
    return OF_METADATA.includes(field)
      ? undefined
      : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
  if (field === 'metadata.name' || own.includes(field)) return undefined;
  return kind === 'Job' ? `field label "${field}" not supported for Job` : `field label not supported: ${field}`;
}

/** What Go writes for fields that an object does not have (SelectableFields of the kinds' strategies). */
const UNSET: Record<string, string> = {
  'spec.hostNetwork': 'false',
  'spec.unschedulable': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

export function fieldValue(object: KubeObject, field: string): string {
  const path = field === 'status.successful' ? 'status.succeeded' : field;
  return String(valuesAt(`.${path}`, object)[0] ?? UNSET[field] ?? '');
}
