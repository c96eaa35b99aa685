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

/** The fields that the server can select by, for each kind; the other kinds have only the two of metadata. */
const FIELDS: Record<string, string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Service: ['spec.clusterIP', 'spec.type'],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  ReplicationController: ['status.replicas'],
  ReplicaSet: ['status.replicas'],
  Secret: ['type'],
  Event: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (f) => `involvedObject.${f}`,
    ),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

export const selectableFields = (kind: string): string[] => [
  'metadata.name',
  'metadata.namespace',
  ...(FIELDS[kind] ?? []),
];
