import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { isPlain, listOf, type Plain, plainOf } from '../plain.ts';

/** A container's port as it is declared. */
export interface NamedPort {
  /** From the object: `spec.containers[0].ports[1]`. */
  path: string;
  name: string;
  number: number | undefined;
}

/** A map of labels: one that Pods have, or one that they are selected by. */
export interface Labels {
  path: string;
  labels: Record<string, string>;
}

/** An object as it is written, as far as others name it or it names others. */
export interface Thing {
  kind: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** The labels and ports of its Pods. */
  pods?: Labels & { ports: NamedPort[] };
  /** By what it selects Pods; a policy has several. */
  selectors: Labels[];
  /** A Service's. */
  ports: { path: string; name: string; number: number | undefined; target: unknown }[];
  /** The keys of a ConfigMap or Secret. */
  keys: string[];
}

/** A thing, and where it stands. */
export interface Placed {
  thing: Thing;
  document: ParsedDocument;
  /** `''`, or `items[2]` in a List. */
  prefix: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const labelsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(plainOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** Where the kinds that make Pods have their template (k8s.io/api: PodTemplateSpec). */
const TEMPLATES: Record<string, string[]> = {
  Pod: [],
  ReplicationController: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

function podsOf(kind: string, value: Plain): Thing['pods'] {
  const way = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  if (!way) return undefined;
  const at = (...more: string[]): string => [...way, ...more].join('.');
  const template = way.reduce<Plain>((above, part) => plainOf(above[part]), value);
  const spec = plainOf(template['spec']);
  const ports = ['initContainers', 'containers'].flatMap((field) =>
    listOf(spec[field]).flatMap((container, i) =>
      listOf(plainOf(container)['ports']).map((port, j) => ({
        path: `${at('spec')}.${field}[${i}].ports[${j}]`,
        name: text(plainOf(port)['name']),
        number: number(plainOf(port)['containerPort']),
      })),
    ),
  );
  return { path: at('metadata', 'labels'), labels: labelsOf(plainOf(template['metadata'])['labels']), ports };
}

function selectorsOf(kind: string, spec: Plain): Labels[] {
  const at = (path: string, value: unknown): Labels[] => (isPlain(value) ? [{ path, labels: labelsOf(value) }] : []);
  if (kind === 'Service' || kind === 'ReplicationController') return at('spec.selector', spec['selector']);
  if (kind !== 'NetworkPolicy') return at('spec.selector.matchLabels', plainOf(spec['selector'])['matchLabels']);
  const sides = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const;
  const peers = sides.flatMap(([side, peerList]) =>
    listOf(spec[side]).flatMap((rule, i) =>
      listOf(plainOf(rule)[peerList]).flatMap((peer, j) => {
        const { podSelector, namespaceSelector } = plainOf(peer);
        // Pods of other Namespaces are not looked for
        if (namespaceSelector !== undefined) return [];
        return at(`spec.${side}[${i}].${peerList}[${j}].podSelector.matchLabels`, plainOf(podSelector)['matchLabels']);
      }),
    ),
  );
  return [...at('spec.podSelector.matchLabels', plainOf(spec['podSelector'])['matchLabels']), ...peers];
}

function read(value: Plain): Thing {
  const kind = text(value['kind']);
  const metadata = plainOf(value['metadata']);
  const spec = plainOf(value['spec']);
  const pods = podsOf(kind, value);
  return {
    kind,
    namespace: text(metadata['namespace']) || 'default',
    name: text(metadata['name']),
    labels: labelsOf(metadata['labels']),
    ...(pods && { pods }),
    selectors: selectorsOf(kind, spec),
    ports:
      kind === 'Service'
        ? listOf(spec['ports']).map((port, i) => ({
            path: `spec.ports[${i}]`,
            name: text(plainOf(port)['name']),
            number: number(plainOf(port)['port']),
            target: plainOf(port)['targetPort'],
          }))
        : [],
    keys: kind === 'ConfigMap' || kind === 'Secret' ? Object.keys(plainOf(value['data'] ?? value['stringData'])) : [],
  };
}

const known = new WeakMap<Plain, Thing>();

function thingOf(value: Plain): Thing {
  let thing = known.get(value);
  if (!thing) known.set(value, (thing = read(value)));
  return thing;
}

/** Every object that documents have, those of Lists one by one. An edit reads only what it touched. */
export function thingsIn(documents: readonly ParsedDocument[]): Placed[] {
  const things: Placed[] = [];
  for (const document of documents) {
    const { value } = document;
    if (!isPlain(value)) continue;
    const { items } = value;
    if (text(value['kind']).endsWith('List') && Array.isArray(items))
      items.forEach((item, i) => {
        if (isPlain(item)) things.push({ thing: thingOf(item), document, prefix: `items[${i}]` });
      });
    else things.push({ thing: thingOf(value), document, prefix: '' });
  }
  return things;
}

/** Whether labels are among those of Pods; an empty selector selects nothing here. */
export const selects = (selector: Record<string, string>, labels: Record<string, string>): boolean => {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
};
