import type { Span } from '../../model/Span.ts';
import { fieldOf } from '../fieldEdits.ts';
import type { ParseMemo } from '../parse/parse.ts';
import { REFERENCES, servicesMeant, URLS } from './references.ts';
import { sceneAt } from './sceneAt.ts';
import { inDocument, type LabelMap, labelMapsOf, type Subject, subjectAt } from './subjectAt.ts';
import { type Placed, selects } from './things.ts';

const spanOf = (placed: Placed, path: string): Span => placed.document.spanOf(inDocument(placed, path));

/**
 * Where a name comes from: the labels that a selector selects, the container's port that targetPort names, the object
 * that a field names. From a label or a port that others use, it goes to those.
 */
export function definitionsAt(text: string, at: number, memo?: ParseMemo): Span[] {
  const scene = sceneAt(text, at, memo);
  const subject = scene?.own && subjectAt(scene.where, scene.own);
  if (!subject) return [];
  switch (subject.kind) {
    case 'label':
      return labelsMet(scene.things, subject);
    case 'selector':
      return counterparts(scene.things, subject.map).map(({ placed, path }) => spanOf(placed, path));
    case 'port':
      return portsMet(scene.things, subject);
    case 'reference':
      return objectsMet(scene.things, subject);
  }
}

const sameNamespace = (a: Placed, b: Placed): boolean => a.thing.namespace === b.thing.namespace;

/** A workload's selector is for its own Pods; those of Services and policies are for everybody's. */
const meets = (selector: LabelMap, pods: LabelMap): boolean =>
  selects(selector.labels, pods.labels) && (!selector.placed.thing.pods || selector.placed === pods.placed);

/** The maps that a selector selects, or that select these Pods. */
export const counterparts = (things: readonly Placed[], map: LabelMap): LabelMap[] =>
  things
    .filter((placed) => sameNamespace(placed, map.placed))
    .flatMap(labelMapsOf)
    .filter((other) => other.side !== map.side && (map.side === 'selector' ? meets(map, other) : meets(other, map)));

/** The same label on the other side; where nothing is selected, what has this key with this value, or the key at all. */
function labelsMet(things: readonly Placed[], { map, key }: Extract<Subject, { kind: 'label' }>): Span[] {
  const has = (one: LabelMap): boolean => Object.hasOwn(one.labels, key);
  const at = ({ placed, path }: LabelMap): Span => spanOf(placed, fieldOf(path, key));
  const met = counterparts(things, map).filter(has);
  if (met.length > 0) return met.map(at);
  const others = things
    .filter((placed) => sameNamespace(placed, map.placed))
    .flatMap(labelMapsOf)
    .filter((one) => one.side !== map.side && has(one));
  const equal = others.filter((one) => one.labels[key] === map.labels[key]);
  return (equal.length > 0 ? equal : others).map(at);
}

/** Whether an object selects Pods, or those that a workload makes. */
export function selectsPods(selecting: Placed, placed: Placed): boolean {
  const { pods } = placed.thing;
  if (!pods || !sameNamespace(placed, selecting)) return false;
  return selecting.thing.selectors.some(({ labels }) => selects(labels, pods.labels));
}

const servicesOf = (things: readonly Placed[], pods: Placed): Placed[] =>
  things.filter((one) => one.thing.kind === 'Service' && selectsPods(one, pods));

export const podsOf = (things: readonly Placed[], selecting: Placed): Placed[] =>
  things.filter((one) => selectsPods(selecting, one));

function portsMet(things: readonly Placed[], { placed, name, trail }: Extract<Subject, { kind: 'port' }>): Span[] {
  const declared = (of: readonly Placed[]): Span[] =>
    of.flatMap((one) =>
      (one.thing.pods?.ports ?? []).filter((port) => port.name === name).map(({ path }) => spanOf(one, `${path}.name`)),
    );
  if (trail !== 'ContainerPort.name') return declared(placed.thing.pods ? [placed] : podsOf(things, placed));
  return servicesOf(things, placed).flatMap((service) =>
    service.thing.ports
      .filter(({ target }) => target === name)
      .map(({ path }) => spanOf(service, `${path}.targetPort`)),
  );
}

function objectsMet(things: readonly Placed[], subject: Extract<Subject, { kind: 'reference' }>): Span[] {
  const { placed, trail, written } = subject;
  const named = (kind: string, name: string, namespace?: string): Span[] =>
    things
      .filter(
        ({ thing }) =>
          thing.kind === kind && thing.name === name && (namespace === undefined || thing.namespace === namespace),
      )
      .map((one) => spanOf(one, 'metadata.name'));
  const kind = Object.hasOwn(REFERENCES, trail) ? REFERENCES[trail] : undefined;
  const { namespace } = placed.thing;
  if (kind) return named(kind, written, ['Node', 'Namespace', 'IngressClass'].includes(kind) ? undefined : namespace);
  if (!URLS.has(trail)) return [];
  return servicesMeant(written, namespace).flatMap((host) => named('Service', host.name, host.namespace));
}
