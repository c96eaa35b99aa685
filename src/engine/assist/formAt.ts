import type { Form, FormChange, FormField, FormMap, FormPart, FormRows } from '../../model/Form.ts';
import { aliasEdit, fieldEdits, fieldOf, keySpan, flowText, valueAt } from '../fieldEdits.ts';
import { appendItem, removeItem } from '../itemEdits.ts';
import type { ParseMemo } from '../parse/parse.ts';
import { parseText } from '../parse/parse.ts';
import { isPlain, type Plain } from '../plain.ts';
import { withEdits } from '../../model/withEdits.ts';
import { type Edit } from '../textEdits.ts';
import { leftByType } from './leftByType.ts';
import { inDocument } from './subjectAt.ts';
import { type Placed, thingsIn } from './things.ts';

const PODS = new Set(['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job']);

/** The object of the document at a place; of a List, the first that a form is for. */
function objectAt(text: string, at: number, memo?: ParseMemo): { placed: Placed; things: Placed[] } | undefined {
  const { documents } = parseText(text, memo);
  const document = documents.findLast(({ start }) => start <= at) ?? documents[0];
  if (!document || document.error !== undefined) return undefined;
  const things = thingsIn(documents);
  const placed = things.find(
    (one) => one.document === document && (one.thing.kind === 'Service' || PODS.has(one.thing.kind)),
  );
  return placed && { placed, things };
}

/** Reads an object's fields for controls. */
class Reader {
  readonly #placed: Placed;

  constructor(placed: Placed) {
    this.#placed = placed;
  }

  at(path: string): unknown {
    return valueAt(this.#placed.document, inDocument(this.#placed, path));
  }

  text(id: string, path: string, more: Partial<FormField> = {}): FormField {
    const value = this.at(path);
    return { kind: 'text', id, path, value: isPlain(value) || value === undefined ? '' : String(value), ...more };
  }

  number(id: string, path: string, fallback?: string): FormField {
    return this.text(id, path, { kind: 'number', ...(fallback !== undefined && { fallback }) });
  }

  choice(id: string, path: string, choices: string[], fallback = choices[0] ?? ''): FormField {
    return this.text(id, path, { kind: 'choice', choices, fallback });
  }

  switch(id: string, path: string): FormField {
    return { kind: 'switch', id, path, value: this.at(path) === true };
  }

  list(id: string, path: string): FormField {
    const value = this.at(path);
    return { kind: 'list', id, path, value: Array.isArray(value) ? value.join(', ') : '' };
  }

  map(id: string, path: string, suggestions: string[]): FormMap {
    const value = this.at(path);
    const entries = Object.entries(isPlain(value) ? value : {});
    return { kind: 'map', id, path, suggestions, entries: entries.map(([key, one]) => [key, String(one)]) };
  }

  rows(id: string, path: string, fresh: Plain, row: (at: string) => FormField[]): FormRows {
    const value = this.at(path);
    const rows = Array.isArray(value) ? value.map((_, i) => row(`${path}[${i}]`)) : [];
    return { kind: 'rows', id, path, fresh, rows };
  }
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

function serviceParts(read: Reader, { thing }: Placed, things: readonly Placed[]): FormPart[] {
  const type = String(read.at('spec.type') ?? 'ClusterIP');
  const choice = read.choice('type', 'spec.type', ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
  if (type === 'ExternalName') return [choice, read.text('externalName', 'spec.externalName')];
  const others = things.filter((one) => one.thing.pods && one.thing.namespace === thing.namespace);
  const labels = others.flatMap((one) => Object.entries(one.thing.pods?.labels ?? {}).map(([k, v]) => `${k}=${v}`));
  const ports = others.flatMap((one) => (one.thing.pods?.ports ?? []).flatMap((p) => [p.name, String(p.number ?? '')]));
  const outside = type !== 'ClusterIP' || read.at('spec.externalIPs') !== undefined;
  const written = read.at('spec.ports');
  const many = Array.isArray(written) ? written.length : 0;
  const suggestions = [...new Set(ports.filter((port) => port !== ''))];
  return [
    choice,
    read.map('selector', 'spec.selector', [...new Set(labels)]),
    // several ports need names
    read.rows('ports', 'spec.ports', many > 0 ? { name: `port-${many + 1}`, port: 80 + many } : { port: 80 }, (at) => [
      read.text('portName', `${at}.name`),
      read.number('port', `${at}.port`),
      read.text('targetPort', `${at}.targetPort`, { suggestions, fallback: String(read.at(`${at}.port`) ?? '') }),
      ...(type === 'ClusterIP' ? [] : [read.number('nodePort', `${at}.nodePort`)]),
      read.choice('protocol', `${at}.protocol`, PROTOCOLS),
    ]),
    ...(outside ? [read.choice('externalTrafficPolicy', 'spec.externalTrafficPolicy', ['Cluster', 'Local'])] : []),
    read.choice('internalTrafficPolicy', 'spec.internalTrafficPolicy', ['Cluster', 'Local']),
    read.choice('sessionAffinity', 'spec.sessionAffinity', ['None', 'ClientIP']),
    ...(read.at('spec.sessionAffinity') === 'ClientIP'
      ? [read.number('affinityTimeout', 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', '10800')]
      : []),
    ...(type === 'LoadBalancer' ? [read.list('sourceRanges', 'spec.loadBalancerSourceRanges')] : []),
    read.switch('publishNotReady', 'spec.publishNotReadyAddresses'),
  ];
}

function podParts(read: Reader, { thing }: Placed): FormPart[] {
  const template = thing.kind === 'Pod' ? '' : 'spec.template.';
  const containers = read.at(`${template}spec.containers`);
  const scaled = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'].includes(thing.kind);
  return [
    ...(scaled ? [read.number('replicas', 'spec.replicas', '1')] : []),
    read.map('podLabels', `${template}metadata.labels`, []),
    ...(Array.isArray(containers) ? containers : []).flatMap((_, i): FormPart[] => {
      const at = `${template}spec.containers[${i}]`;
      return [
        read.text('image', `${at}.image`),
        read.rows('containerPorts', `${at}.ports`, { containerPort: 8080 }, (port) => [
          read.text('portName', `${port}.name`),
          read.number('containerPort', `${port}.containerPort`),
          read.choice('protocol', `${port}.protocol`, PROTOCOLS),
        ]),
        ...probeParts(read, `${at}.readinessProbe`),
      ];
    }),
  ];
}

/** Another kind of probe than these is left to the text. */
function probeParts(read: Reader, at: string): FormPart[] {
  const probe = read.at(at);
  if (!isPlain(probe)) return [read.number('readinessTcp', `${at}.tcpSocket.port`)];
  if (isPlain(probe['httpGet']))
    return [
      read.text('readinessPath', `${at}.httpGet.path`, { fallback: '/' }),
      read.text('readinessPort', `${at}.httpGet.port`),
    ];
  return isPlain(probe['tcpSocket']) ? [read.text('readinessPort', `${at}.tcpSocket.port`)] : [];
}

/** What can be set of the object at a place in the text; undefined where there is no form for it. */
export function formAt(text: string, at: number, memo?: ParseMemo): Form | undefined {
  const found = objectAt(text, at, memo);
  if (!found) return undefined;
  const { placed, things } = found;
  const read = new Reader(placed);
  const { kind, name } = placed.thing;
  return { kind, name, parts: kind === 'Service' ? serviceParts(read, placed, things) : podParts(read, placed) };
}

/** Of the fields that a control writes, those that the API wants a number for, or a name or number; no labels. */
const COUNTED = /^(?!.*(?:abels|elector)[.[]).*\b(?:port|targetPort|nodePort|containerPort|replicas|timeoutSeconds)$/;

/** What is typed, as its field wants it: an image, a name or a label of digits is a text. */
const typed = (path: string, value: unknown): unknown =>
  COUNTED.test(path) && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

/** The edits of the text that a control makes; none that would leave a document which cannot be read. */
export function formEdits(text: string, at: number, change: FormChange, memo?: ParseMemo): Edit[] {
  const placed = objectAt(text, at, memo)?.placed;
  if (!placed) return [];
  const { document } = placed;
  const more = alsoChanged(placed, change);
  if (more.length > 0) {
    const after = more.reduce((before, one) => withEdits(before, formEdits(before, 0, one)), document.text);
    const own = withEdits(after, formEdits(after, 0, change));
    return own === after
      ? []
      : [{ span: { start: document.start, end: document.start + document.text.length }, text: own }];
  }
  const edits = editsOf(text, placed, change);
  const own = edits.map(({ span, text: put }) => ({
    span: { start: span.start - document.start, end: span.end - document.start },
    text: put,
  }));
  const [after] = parseText(withEdits(document.text, own)).documents;
  return after && after.error === undefined && isPlain(after.value) ? edits : [];
}

/** A map with a key that is called otherwise, at its place. */
const renamed =
  (from: string, to: string) =>
  (map: unknown): unknown =>
    Object.fromEntries(Object.entries(map as Plain).map(([key, value]) => [key === from ? to : key, value]));

/** What has to change before: a control of a form leaves no fields that its choice forbids. */
function alsoChanged(placed: Placed, change: FormChange): FormChange[] {
  if (placed.thing.kind !== 'Service' || change.kind !== 'set' || change.path !== 'spec.type') return [];
  const gone = leftByType(new Reader(placed).at('spec'), change.value);
  return gone.map((path) => ({ kind: 'set', path }));
}

function editsOf(text: string, placed: Placed, change: FormChange): Edit[] {
  const { document } = placed;
  const path = inDocument(placed, change.path);
  switch (change.kind) {
    case 'set':
      return fieldEdits(text, document, path, typed(change.path, change.value));
    case 'rename': {
      const field = fieldOf(path, change.from);
      const expanded = aliasEdit(text, document, field, renamed(change.from, change.to));
      if (expanded) return [expanded];
      const span = keySpan(text, document, field);
      return span ? [{ span, text: flowText(change.to) }] : [];
    }
    case 'append':
      return appendItem(text, document, path, change.value);
    case 'remove':
      return removeItem(text, document, path, change.index);
  }
}
