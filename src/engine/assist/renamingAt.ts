import type { Renaming } from '../../model/Assist.ts';
import type { Span } from '../../model/Span.ts';
import { fieldOf, flowText, keySpan, valueAt } from '../fieldEdits.ts';
import { isPlain } from '../plain.ts';
import type { ParseMemo } from '../parse/parse.ts';
import type { Edit } from '../textEdits.ts';
import { counterparts, podsOf, selectsPods } from './definitionsAt.ts';
import { sceneAt } from './sceneAt.ts';
import { inDocument, type LabelMap, type Subject, subjectAt } from './subjectAt.ts';
import type { Placed } from './things.ts';

/** The places at which a label's key or value, or a port's name, means the same as here; undefined for other things. */
export function renamingAt(text: string, at: number, memo?: ParseMemo): Renaming | undefined {
  const scene = sceneAt(text, at, memo);
  const subject = scene?.own && subjectAt(scene.where, scene.own);
  if (!subject) return undefined;
  if (subject.kind === 'label') {
    const { map, key, part } = subject;
    const name = part === 'key' ? key : (map.labels[key] ?? '');
    return { name, spans: inOrder(labelPlaces(text, scene.things, subject)) };
  }
  if (subject.kind === 'port') return { name: subject.name, spans: inOrder(portPlaces(scene.things, subject)) };
  return undefined;
}

/** The edits that give it another name everywhere. They keep the quotes that are there. */
export function renameEdits(text: string, at: number, name: string, memo?: ParseMemo): Edit[] {
  return (renamingAt(text, at, memo)?.spans ?? []).map((span) => {
    const quote = text[span.start];
    const plain = /^[\w./-]+$/.test(name) && (quote === '"' || quote === "'");
    return { span, text: plain ? `${quote}${name}${quote}` : flowText(name) };
  });
}

const inOrder = (spans: readonly Span[]): Span[] => {
  const seen = new Map(spans.map((span) => [span.start, span]));
  return [...seen.values()].sort((a, b) => a.start - b.start);
};

/** From one map to those that it selects or that select it, and on from there, as long as the label is the same. */
function labelPlaces(text: string, things: readonly Placed[], subject: Extract<Subject, { kind: 'label' }>): Span[] {
  const { key, part } = subject;
  const value = subject.map.labels[key];
  const same = ({ labels }: LabelMap): boolean => (part === 'key' ? Object.hasOwn(labels, key) : labels[key] === value);
  const idOf = ({ placed, path }: LabelMap): string => `${placed.document.index} ${inDocument(placed, path)}`;
  const found = new Map([[idOf(subject.map), subject.map]]);
  const open = [subject.map];
  for (let map = open.pop(); map; map = open.pop())
    for (const other of counterparts(things, map)) {
      if (found.has(idOf(other)) || !same(other)) continue;
      found.set(idOf(other), other);
      open.push(other);
    }
  return [...found.values()].flatMap(({ placed, path }) => {
    const field = inDocument(placed, fieldOf(path, key));
    return (part === 'value' ? placed.document.spanOf(field) : keySpan(text, placed.document, field)) ?? [];
  });
}

/** The container's ports of that name that one Service brings together, who asks for them, and the own probes. */
function portPlaces(things: readonly Placed[], { placed, name }: Extract<Subject, { kind: 'port' }>): Span[] {
  const isUser = ({ thing }: Placed): boolean => thing.kind === 'Service' || thing.kind === 'NetworkPolicy';
  const named = (one: Placed): boolean =>
    one.thing.pods
      ? one.thing.pods.ports.some((port) => port.name === name)
      : one.thing.kind === 'NetworkPolicy' || one.thing.ports.some(({ target }) => target === name);
  const found = new Set([placed]);
  const open = [placed];
  for (let one = open.pop(); one; one = open.pop()) {
    const here = one;
    const next = isUser(here) ? podsOf(things, here) : things.filter((user) => isUser(user) && selectsPods(user, here));
    for (const other of next) {
      if (found.has(other) || !named(other)) continue;
      found.add(other);
      // a policy's port leads to no other Pods: it only follows
      if (other.thing.kind !== 'NetworkPolicy') open.push(other);
    }
  }
  return [...found].flatMap((one) =>
    portFields(one)
      .filter((path) => valueAt(one.document, path) === name)
      .map((path) => one.document.spanOf(path)),
  );
}

/** Every field of an object that may name a port of its Pods, or of those that it selects. */
function portFields(placed: Placed): string[] {
  const { thing } = placed;
  const own = [
    ...(thing.pods?.ports ?? []).map(({ path }) => `${path}.name`),
    ...thing.ports.map(({ path }) => `${path}.targetPort`),
  ].map((path) => inDocument(placed, path));
  const more: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, `${path}[${i}]`));
    else if (isPlain(value))
      for (const [key, item] of Object.entries(value)) {
        const here = fieldOf(path, key);
        const asks =
          /(httpGet|tcpSocket)\.port$/.test(here) || /(ingress|egress)\[\d+\]\.ports\[\d+\]\.port$/.test(here);
        if (asks) more.push(here);
        else walk(item, here);
      }
  };
  walk(valueAt(placed.document, placed.prefix), placed.prefix);
  return [...own, ...more];
}
