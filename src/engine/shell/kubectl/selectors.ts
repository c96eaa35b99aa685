import { KubectlError } from './KubectlError.ts';

type Labels = Record<string, string>;
export type Matcher = (labels: Labels) => boolean;

const KEY = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** `a=b,c!=d,e,!f,g in (h,i),j notin (k),l>1` (apimachinery: labels.Parse). */
export function parseLabelSelector(text: string): Matcher {
  const matchers: Matcher[] = [];
  // Commas inside parentheses do not separate.
  const parts = text.match(/(?:[^,(]|\([^)]*\)?)+/g) ?? [];
  for (const part of parts.map((p) => p.trim())) matchers.push(requirement(part));
  return (labels) => matchers.every((matches) => matches(labels));
}

/** What the server finds wrong with a selector's grammar (apimachinery: labels.Parser), or undefined. */
export function labelSelectorError(text: string): string | undefined {
  const second = /^[^,()]*?[^=!<>,()\s]\s*(?:==|!=|=)\s*[^=!<>,()\s]*\s*(==|!=|=|!)/.exec(text)?.[1];
  return second === undefined ? undefined : `found '${second}', expected: ',' or 'end of string'`;
}

function requirement(part: string): Matcher {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const key = checkedKey(set[1] ?? '');
    const values = new Set((set[3] ?? '').split(',').map((value) => value.trim()));
    return set[2] === 'in'
      ? (labels) => labels[key] !== undefined && values.has(labels[key])
      : (labels) => labels[key] === undefined || !values.has(labels[key]);
  }
  const binary = /^([^=!<>\s]+)\s*(==|=|!=|<|>)\s*(\S*)$/.exec(part);
  if (binary) {
    const key = checkedKey(binary[1] ?? '');
    const value = binary[3] ?? '';
    switch (binary[2]) {
      case '!=':
        return (labels) => labels[key] !== value;
      case '<':
        return (labels) => Number.parseInt(labels[key] ?? '', 10) < Number(value);
      case '>':
        return (labels) => Number.parseInt(labels[key] ?? '', 10) > Number(value);
      default:
        return (labels) => labels[key] === value;
    }
  }
  if (part.startsWith('!')) {
    const key = checkedKey(part.slice(1).trim());
    return (labels) => labels[key] === undefined;
  }
  const key = checkedKey(part);
  return (labels) => labels[key] !== undefined;
}

function checkedKey(key: string): string {
  const wrong = labelKeyError(key);
  if (wrong !== undefined) throw KubectlError.plain(wrong);
  return key;
}

/** What is wrong with the key of a requirement, or undefined. */
export function labelKeyError(key: string): string | undefined {
  if (KEY.test(key)) return undefined;
  return (
    `unable to parse requirement: <nil>: Invalid value: "${key}": name part must consist of alphanumeric characters, ` +
    `'-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or ` +
    `'123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`
  );
}

/** `metadata.name=web,spec.type!=NodePort` as pairs (apimachinery: fields.ParseSelector). */
export function parseFieldSelector(text: string): { field: string; value: string; equal: boolean }[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*?)(!=|==|=)(.*)$/.exec(part);
      if (!match)
        throw KubectlError.status({
          code: 400,
          reason: 'BadRequest',
          message: `invalid selector: '${text}'; can't understand '${part}'`,
          causes: [],
        });
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
};

export const selectableFields = (kind: string): string[] => [
  'metadata.name',
  'metadata.namespace',
  ...(FIELDS[kind] ?? []),
];
