import type { Completion } from '../../model/Assist.ts';
import { KINDS } from '../admit/kinds.ts';
import { OWN_VERSIONS } from './ownTypes.ts';
import { REFERENCES } from './references.ts';
import { type Placed, selects, type Thing } from './things.ts';
import type { Typed } from './typeAt.ts';
import type { Whereabouts } from './whereAt.ts';

/** Where something is typed, and what exists. */
export interface Scene {
  where: Whereabouts;
  typed: Typed;
  things: readonly Placed[];
  /** The object that is typed in, as far as it could be read. */
  own: Thing | undefined;
}

/** Values that the OpenAPI documents tell in words only, or not of a list's items. */
const WORDS: Record<string, string[]> = {
  'ServiceSpec.clusterIP': ['None'],
  'ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
  'ServiceSpec.trafficDistribution': ['PreferSameZone', 'PreferSameNode', 'PreferClose'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
};

const option = (label: string, detail?: string): Completion => ({
  label,
  kind: 'name',
  ...(detail && { detail }),
});

/** Each once; with whose it is, the first few. */
function named(found: Iterable<readonly [value: string, whose: string]>): Completion[] {
  const owners = new Map<string, Set<string>>();
  for (const [value, whose] of found) {
    if (value === '') continue;
    const known = owners.get(value) ?? new Set();
    if (whose !== '') known.add(whose);
    owners.set(value, known);
  }
  return [...owners].map(([value, whose]) => {
    const some = [...whose].slice(0, 3);
    return option(value, some.join(', ') + (whose.size > some.length ? ' …' : ''));
  });
}

const called = ({ kind, name }: Thing): string => `${kind} ${name}`;

const inNamespace = ({ things, own }: Scene): Placed[] =>
  own ? things.filter(({ thing }) => thing.namespace === own.namespace) : [...things];

const namesOf = (scene: Scene, kind: string, all = false): Completion[] =>
  named(
    (all ? scene.things : inNamespace(scene))
      .filter(({ thing }) => thing.kind === kind)
      .map(({ thing }) => [thing.name, ''] as const),
  );

/** The Nodes that a text without Nodes has (`cluster/open.ts`). */
const nodeNames = ({ things }: Scene): string[] => {
  const written = things.flatMap(({ thing }) => (thing.kind === 'Node' ? [thing.name] : []));
  return written.length > 0 ? written : ['n1', 'n2', 'n3'];
};

const namespaces = ({ things }: Scene): Completion[] =>
  named([
    ...things.flatMap(({ thing }) => (thing.kind === 'Namespace' ? [[thing.name, ''] as const] : [])),
    ...things.map(({ thing }) => [thing.namespace, ''] as const),
    ['default', ''],
    ['kube-system', ''],
  ]);

/** Labels that can be meant: those of a template first for its own selector, those of Namespaces or Nodes elsewhere. */
function labelsFor(scene: Scene): (readonly [labels: Record<string, string>, whose: string])[] {
  const { typed, things, own } = scene;
  if (typed.trail.some((field) => field.endsWith('.namespaceSelector')))
    return things.flatMap(({ thing }) =>
      thing.kind === 'Namespace'
        ? [[{ 'kubernetes.io/metadata.name': thing.name, ...thing.labels }, called(thing)] as const]
        : [[{ 'kubernetes.io/metadata.name': thing.namespace }, ''] as const],
    );
  if (typed.trail.includes('PodSpec.nodeSelector'))
    return [
      ...things.flatMap(({ thing }) => (thing.kind === 'Node' ? [[thing.labels, called(thing)] as const] : [])),
      ...nodeNames(scene).map((name) => [{ 'kubernetes.io/hostname': name }, ''] as const),
    ];
  const pods = inNamespace(scene).flatMap(({ thing }) =>
    thing.pods ? [[thing.pods.labels, called(thing)] as const] : [],
  );
  const selectors = inNamespace(scene).flatMap(({ thing }) =>
    thing.selectors.map(({ labels }) => [labels, called(thing)] as const),
  );
  const template = own?.kind !== 'NetworkPolicy' && own?.pods ? [[own.pods.labels, called(own)] as const] : [];
  const mine = typed.trail.some((field) => field.endsWith('.selector')) ? template : [];
  if (!typed.trail.includes('ObjectMeta.labels')) return [...mine, ...pods];
  // labels are given so that something selects them
  return [
    ...(own?.selectors ?? []).map(({ labels }) => [labels, called(own as Thing)] as const),
    ...selectors,
    ...pods,
  ];
}

const LABEL_MAPS = new Set([
  'ServiceSpec.selector',
  'ReplicationControllerSpec.selector',
  'LabelSelector.matchLabels',
  'ObjectMeta.labels',
  'PodSpec.nodeSelector',
]);

const isLabelMap = ({ trail }: Typed): boolean => LABEL_MAPS.has(trail.at(-1) ?? '');

/** Keys of a map that exist elsewhere. */
export const keysFor = (scene: Scene): Completion[] =>
  isLabelMap(scene.typed)
    ? named(labelsFor(scene).flatMap(([labels, whose]) => Object.keys(labels).map((key) => [key, whose] as const)))
    : [];

/** The Pods that a Service would have: all of its Namespace where it selects none yet. */
function podsBehind(scene: Scene): Thing[] {
  const candidates = inNamespace(scene).flatMap(({ thing }) => (thing.pods ? [thing] : []));
  const [selector] = scene.own?.selectors ?? [];
  const chosen = candidates.filter(({ pods }) => pods && selector && selects(selector.labels, pods.labels));
  return chosen.length > 0 ? chosen : candidates;
}

const portsOf = (things: readonly Thing[]): Completion[] => {
  const ports = things.flatMap((thing) => (thing.pods?.ports ?? []).map((port) => ({ ...port, thing })));
  return named([
    ...ports.map(({ name, number, thing }) => [name, `${number ?? ''} ${called(thing)}`.trim()] as const),
    ...ports.flatMap(({ number, thing }) => (number === undefined ? [] : [[String(number), called(thing)] as const])),
  ]);
};

/** The ports of the Service that an Ingress names beside. */
function servicePorts(scene: Scene, part: 'name' | 'number'): Completion[] {
  return named(
    inNamespace(scene).flatMap(({ thing }) =>
      thing.ports.map((port) => [String(port[part] ?? ''), called(thing)] as const),
    ),
  );
}

const places = (scene: Scene): Completion[] => [
  option('admin'),
  option('client'),
  ...nodeNames(scene).map((name) => option(`node/${name}`)),
  ...scene.things.flatMap(({ thing }) => (thing.kind === 'Pod' ? [option(`pod/${thing.name}`)] : [])),
];

const urls = (scene: Scene): Completion[] =>
  named(
    scene.things.flatMap(({ thing }) =>
      thing.ports.map(({ number }) => {
        const host = thing.namespace === 'default' ? thing.name : `${thing.name}.${thing.namespace}`;
        return [`http://${host}${number === 80 ? '' : `:${number ?? ''}`}`, called(thing)] as const;
      }),
    ),
  );

const keysIn = (kind: string) => (scene: Scene) =>
  named(
    inNamespace(scene).flatMap(({ thing }) =>
      thing.kind === kind ? thing.keys.map((key) => [key, called(thing)] as const) : [],
    ),
  );

/** What exists in the text, by the field that would name it. */
const EXISTING: Record<string, (scene: Scene) => Completion[]> = {
  'ObjectMeta.namespace': namespaces,
  'ServicePort.targetPort': (scene) => portsOf(podsBehind(scene)),
  'HTTPGetAction.port': (scene) => portsOf(scene.own ? [scene.own] : []),
  'TCPSocketAction.port': (scene) => portsOf(scene.own ? [scene.own] : []),
  'NetworkPolicyPort.port': (scene) => portsOf(inNamespace(scene).map(({ thing }) => thing)),
  'PodSpec.nodeName': (scene) => nodeNames(scene).map((name) => option(name)),
  'PodSpec.serviceAccountName': (scene) => [...namesOf(scene, 'ServiceAccount'), option('default')],
  'ServiceBackendPort.name': (scene) => servicePorts(scene, 'name'),
  'ServiceBackendPort.number': (scene) => servicePorts(scene, 'number'),
  'ServiceSpec.externalName': (scene) =>
    scene.things.flatMap(({ thing }) =>
      thing.kind === 'Service' ? [option(`${thing.name}.${thing.namespace}.svc.cluster.local`)] : [],
    ),
  'ConfigMapKeySelector.key': keysIn('ConfigMap'),
  'SecretKeySelector.key': keysIn('Secret'),
  'EnvVar.value': urls,
  'ScenarioStep.on': places,
  'ScenarioTraffic.on': places,
  'ScenarioStep.reach': urls,
  'ScenarioTraffic.to': urls,
  'LabelSelectorRequirement.key': (scene) =>
    named(labelsFor(scene).flatMap(([labels, whose]) => Object.keys(labels).map((key) => [key, whose] as const))),
  'LabelSelectorRequirement.values': (scene) =>
    named(labelsFor(scene).flatMap(([labels, whose]) => Object.values(labels).map((value) => [value, whose] as const))),
};

const value = (label: string, detail?: string): Completion => ({ label, kind: 'value', ...(detail && { detail }) });

function kinds({ apiVersion }: Whereabouts): Completion[] {
  const all = [...KINDS.map((info) => [info.kind, info.apiVersion] as const), ...Object.entries(OWN_VERSIONS)];
  const fitting = all.filter(([, version]) => apiVersion === '' || version === apiVersion);
  return fitting.map(([kind, version]) => value(kind, version));
}

function versions({ kind }: Whereabouts): Completion[] {
  const all = [
    ...KINDS.map((info) => [info.apiVersion, info.kind] as const),
    ...Object.entries(OWN_VERSIONS).map(([own, version]) => [version, own] as const),
  ].filter(([, of]) => kind === '' || of === kind);
  return named(all).map((one) => ({ ...one, kind: 'value' }));
}

/** What a value can be: what the API knows, then what exists in the text. */
export function valuesFor(scene: Scene): Completion[] {
  const { where, typed } = scene;
  const { trail, field } = typed;
  const last = trail.at(-1) ?? '';
  const name = where.path.at(-1);
  if (where.path.length === where.depth + 1 && name === 'kind') return kinds(where);
  if (where.path.length === where.depth + 1 && name === 'apiVersion') return versions(where);
  if (isLabelMap(typed) && typeof name === 'string')
    return named(labelsFor(scene).map(([labels, whose]) => [labels[name] ?? '', whose] as const));
  const words = field?.values?.filter((one) => one !== '') ?? WORDS[last] ?? [];
  const booleans = field?.type === 'boolean' ? ['true', 'false'] : [];
  const known = Object.hasOwn(EXISTING, last) ? EXISTING[last]?.(scene) : undefined;
  const kind = Object.hasOwn(REFERENCES, last) ? REFERENCES[last] : undefined;
  const exists = known ?? (kind ? namesOf(scene, kind, kind === 'IngressClass') : []);
  return [...[...words, ...booleans].map((one) => value(one)), ...exists];
}
