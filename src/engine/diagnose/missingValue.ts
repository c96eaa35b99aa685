import type { Fix } from '../../model/Diagnostic.ts';
import { selects, type Thing, thingsIn } from '../assist/things.ts';
import { imageName, isWellKnown } from '../controllers/listens.ts';
import { fieldEdits, flowText, valueAt } from '../fieldEdits.ts';
import { canonicalIp, familyOf } from '../net/ip.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { namesOf, parentPath } from '../parse/spans.ts';
import { isPlain, listOf, type Plain, plainOf, sameJson, textOf } from '../plain.ts';
import { afterEdits } from './afterEdits.ts';
import type { Explain } from './Explain.ts';
import { nearestName } from './nearestName.ts';
import { objectAround } from './objectAround.ts';

/** What is known where a value is missing. */
interface Missing {
  /** The object that wants it, and its field. */
  object: Plain;
  path: string;
  message: string;
  /** What the object has at a field. */
  at(path: string): unknown;
  /** All that the text has. */
  things: Thing[];
}

/** Fields and what they are to have. */
type Sets = [path: string, value: unknown][];

/** A port that everybody may listen on, where nothing says which one. */
const HTTP = 80;
/** The image that examples of Kubernetes' documentation have. */
const EXAMPLE = 'nginx';

/** What an object would be called: by its own name, by the labels that it has or looks for, or by its kind. */
function nameOf({ object, at }: Missing): string {
  const maps = ['metadata.labels', 'spec.selector', 'spec.selector.matchLabels', 'spec.template.metadata.labels'];
  const labels = maps.flatMap((path) => [plainOf(at(path))['app'], plainOf(at(path))['app.kubernetes.io/name']]);
  const named = [at('metadata.name'), ...labels].map((one) => nearestName(textOf(one ?? '')));
  return named.find((one) => one !== '') ?? nearestName(textOf(object['kind']));
}

/** The ports on which the Pods that a Service selects say that they listen. */
function portsBehind({ at, things }: Missing): Thing['ports'][number]['target'][] {
  const selector = plainOf(at('spec.selector')) as Record<string, string>;
  const pods = things.flatMap((thing) => (thing.pods && selects(selector, thing.pods.labels) ? [thing.pods] : []));
  return pods.flatMap(({ ports }) => ports.flatMap(({ number }) => number ?? []));
}

/** A container is called as its image, and as no other one of its Pod. */
function containerName(missing: Missing): Sets {
  const { path, at } = missing;
  const own = parentPath(path);
  const spec = parentPath(parentPath(own));
  const all = ['initContainers', 'containers'].flatMap((field) => listOf(at(joinPath(spec, field))));
  const taken = new Set(all.map((one) => textOf(plainOf(one)['name'] ?? '')));
  const base = nearestName(imageName(textOf(at(`${own}.image`) ?? ''))) || nameOf(missing);
  // those before it that lack a name too get theirs first
  const index = Number(namesOf(own).at(-1));
  const alike = listOf(at(parentPath(own))).slice(0, index);
  const before = alike.filter(
    (one) => !plainOf(one)['name'] && nearestName(imageName(textOf(plainOf(one)['image'] ?? ''))) === base,
  );
  let n = before.length + 1;
  const numbered = (): string => (n === 1 ? base : `${base.slice(0, 60)}-${n}`);
  while (taken.has(numbered())) n++;
  return [[path, numbered()]];
}

/** A Service's port is what its target says, or where its Pods listen. */
function servicePort(missing: Missing): Sets {
  const target = missing.at(`${parentPath(missing.path)}.targetPort`);
  if (typeof target === 'number') return [[missing.path, target]];
  const [behind] = target === undefined ? portsBehind(missing) : [];
  return [[missing.path, behind ?? HTTP]];
}

/** Port 80 for whoever asks, and behind it the one where the Pods listen. */
function servicePorts(missing: Missing): Sets {
  const [targetPort = HTTP] = portsBehind(missing);
  return [['spec.ports', [targetPort === HTTP ? { port: HTTP } : { port: HTTP, targetPort }]]];
}

/** Where the Services send what they have for the Pods of a template. */
function containerPort({ path, at, things }: Missing): Sets {
  const pods = path.replace(/\.?spec\.(initC|c)ontainers\[.*$/, '');
  const labels = plainOf(at(joinPath(pods, 'metadata.labels'))) as Record<string, string>;
  const name = at(`${parentPath(path)}.name`);
  const asked = things
    .filter(({ kind, selectors: [selector] }) => kind === 'Service' && selector && selects(selector.labels, labels))
    .flatMap(({ ports }) => ports)
    .map(({ target, number }) => (target === undefined || (target === name && name !== undefined) ? number : target));
  return [[path, asked.find((one) => typeof one === 'number') ?? HTTP]];
}

/** A probe asks where its container says that it listens. */
function probePort({ path, at }: Missing): Sets {
  const container = path.replace(/\.[a-z]+Probe\..*$/, '');
  const [port] = listOf(at(`${container}.ports`)).map((one) => plainOf(one)['containerPort']);
  return typeof port === 'number' ? [[path, port]] : [];
}

/** A selector of what the template has; both, where it has no labels either. */
function selector(missing: Missing): Sets {
  const { object, at } = missing;
  const own = plainOf(at('spec.template.metadata.labels'));
  const labels = Object.keys(own).length > 0 ? own : { app: nameOf(missing) };
  const wanted = object['kind'] === 'ReplicationController' ? labels : { matchLabels: labels };
  const sets: Sets = [['spec.selector', wanted]];
  return labels === own ? sets : [...sets, ['spec.template.metadata.labels', labels]];
}

/** The port of an Ingress's backend is one of the Service that it names. */
function backendPort({ path, at, things }: Missing): Sets {
  const name = at(`${path}.service.name`);
  const service = things.find((thing) => thing.kind === 'Service' && thing.name === name);
  return [[`${path}.service.port`, { number: service?.ports[0]?.number ?? HTTP }]];
}

/** Of which family the addresses of an EndpointSlice are (discovery.k8s.io: AddressType). */
function addressType({ path, at }: Missing): Sets {
  const [address] = listOf(at('endpoints')).flatMap((one) => listOf(plainOf(one)['addresses']));
  if (typeof address !== 'string') return [];
  return [[path, canonicalIp(address) === null ? 'FQDN' : familyOf(address)]];
}

/** The one workload that there is to be scaled. */
function scaleTarget({ things }: Missing): Sets {
  const [one, another] = things.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  if (!one || another) return [];
  return [['spec.scaleTargetRef', { apiVersion: 'apps/v1', kind: one.kind, name: one.name }]];
}

const SELECTOR = /^spec\.selector$|^spec\.template\.metadata\.labels$/;
const CONTAINER = String.raw`(initC|c)ontainers\[\d+\]`;

/** By the field that is missing: what it is likely to be. */
const LIKELY: [path: RegExp, sets: (missing: Missing) => Sets][] = [
  [/^metadata\.name$/, (missing) => [['metadata.name', nameOf(missing)]]],
  [new RegExp(`${CONTAINER}\\.name$`), containerName],
  [
    new RegExp(`${CONTAINER}\\.image$`),
    ({ path, at }) => {
      const name = textOf(at(`${parentPath(path)}.name`) ?? '');
      return [[path, isWellKnown(name) ? name : EXAMPLE]];
    },
  ],
  [/(^|\.)spec\.containers$/, (missing) => [[missing.path, [{ name: nameOf(missing), image: EXAMPLE }]]]],
  [new RegExp(`${CONTAINER}\\.ports\\[\\d+\\]\\.containerPort$`), containerPort],
  [new RegExp(`${CONTAINER}\\.[a-z]+Probe\\.(httpGet|tcpSocket|grpc)\\.port$`), probePort],
  [/\.volumeMounts\[\d+\]\.mountPath$/, ({ path, at }) => [[path, `/${textOf(at(`${parentPath(path)}.name`) ?? '')}`]]],
  [/^spec\.ports$/, servicePorts],
  [/^spec\.ports\[\d+\]\.port$/, servicePort],
  [SELECTOR, selector],
  [/^spec(\.rules\[\d+\]\.http\.paths\[\d+\]\.backend|\.defaultBackend)$/, backendPort],
  [/^addressType$/, addressType],
  [/^spec\.scaleTargetRef\.(kind|name)$/, scaleTarget],
  [/^spec\.schedule$/, ({ path }) => [[path, '*/5 * * * *']]],
];

/** `Required value: valid values: "OnFailure", "Never"`: each of them. */
const CHOICE = /Required value: valid values: (".*")$/s;

/** What is proposed: one of a choice that the server tells, or what is likely. */
function proposals(missing: Missing): Sets[] {
  const [, choice] = CHOICE.exec(missing.message) ?? [];
  if (choice !== undefined) return [...choice.matchAll(/"([^"]*)"/g)].map(([, value]) => [[missing.path, value]]);
  const [, likely] = LIKELY.find(([pattern]) => pattern.test(missing.path)) ?? [];
  return likely ? [likely(missing)] : [];
}

/**
 * The field that a refusal is about, where it is one of a missing value: also where the server has read it as 0, and where
 * an object without a name fails at what it would be given.
 */
function missedIn(message: string, path: string, at: (path: string) => unknown): string | undefined {
  if (message.includes('spec.parentRef.name: Required value') && !at('metadata.name')) return 'metadata.name';
  if (message.startsWith('metadata.name: Required value')) return 'metadata.name';
  // kubectl itself, of the items of a List (kube-openapi: validation.go)
  const [, required] = /missing required field "(\w+)" in /.exec(message) ?? [];
  if (required !== undefined) return joinPath(path, required);
  const unset = [undefined, null, ''].some((nothing) => at(path) === nothing);
  if (message.includes(': Invalid value: 0:') && unset) return path;
  if (message.includes('`selector` does not match template `labels`'))
    return at('spec.selector') === undefined ? path : undefined;
  return message.startsWith(`${path}: Required value`) ? path : undefined;
}

/** All edits of some fields of a document; undefined where the text has no place for one of them. */
function editsOf(text: string, document: ParsedDocument, sets: Sets): Fix['edits'] | undefined {
  const edits = sets.map(([path, value]) => fieldEdits(text, document, path, value));
  if (edits.length === 0 || edits.some((some) => some.length === 0)) return undefined;
  const all = edits.flat();
  const after = afterEdits(document, all);
  return sets.every(([path, value]) => sameJson(valueAt({ value: after }, path), value)) ? all : undefined;
}

/** What the API server requires and the text has not: what it is likely to be, as the rest of the text tells it. */
export const explainMissingValue: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || typeof message !== 'string') return undefined;
  const { item, object } = objectAround(document, path);
  if (!isPlain(object)) return undefined;
  const at = (field: string): unknown => valueAt(document, joinPath(item, field));
  const field = missedIn(message, item === '' ? path : path.slice(item.length + 1), at);
  if (field === undefined) return undefined;
  const things = thingsIn(documents).map(({ thing }) => thing);
  const fixes = proposals({ object, path: field, message, at, things }).flatMap((sets): Fix[] => {
    const edits = editsOf(
      text,
      document,
      sets.map(([to, value]) => [joinPath(item, to), value]),
    );
    const titles = sets.map(([to, value]): Fix['title'] => [
      'setField',
      to.slice(to.lastIndexOf('.') + 1),
      flowText(value),
    ]);
    const [title, ...also] = titles;
    return edits && title ? [{ title, ...(also.length > 0 && { also }), edits }] : [];
  });
  if (fixes.length === 0) return undefined;
  return { fixes, ...(SELECTOR.test(field) && { hint: ['selectorIsLabels'] }) };
};
