import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { timelineOf } from './timelineOf.ts';

interface Endpoint {
  pod: string;
  node: string;
  ready: boolean;
  serving: boolean;
  terminating: boolean;
}

/** States one after another, Pods called by the order in which they come, those that are there from the start by Node. */
function named(states: readonly (readonly Endpoint[])[]): string[][] {
  const names = new Map<string, string>();
  return states.map((endpoints) => {
    const order = [...endpoints].sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : a.pod < b.pod ? -1 : 1));
    for (const { pod } of order) if (!names.has(pod)) names.set(pod, String(names.size + 1));
    const line = ({ pod, node, ready, serving, terminating }: Endpoint) =>
      `${names.get(pod)} on ${node}${ready ? ' ready' : ''}${serving ? ' serving' : ''}${terminating ? ' terminating' : ''}`;
    return order.map(line).sort();
  });
}

/** The states of the one slice of Service web, one after each change. */
function simulated(file: string): Endpoint[][] {
  const { pods, events } = timelineOf(openDocuments(parseText(readFileSync(file, 'utf8'))), new Map());
  const nodes = new Map(pods.map(({ object, node }) => [object.slice('Pod/'.length), node]));
  const own = pods.filter(({ object }) => object.startsWith('Pod/default/web-'));
  const now = new Map<string, Endpoint>();
  for (const { object, node } of own) {
    const pod = object.slice('Pod/'.length);
    now.set(pod, { pod, node, ready: true, serving: true, terminating: false });
  }
  const states = [[...now.values()]];
  for (const event of events) {
    if (event.kind === 'pod' && event.node) nodes.set(event.object.slice('Pod/'.length), event.node);
    if (event.kind !== 'slice' || event.service !== 'default/web') continue;
    for (const { who, ...conditions } of event.changed)
      now.set(who, { pod: who, node: nodes.get(who) ?? '', ...conditions });
    for (const who of event.gone) now.delete(who);
    states.push([...now.values()]);
  }
  return states;
}

// conformance/sequences: what the real EndpointSlice controller wrote, change after change
describe('a slice changes as it did in a real cluster', () => {
  it.each(['rolling-update', 'killed-node', 'failing-readiness'])('%s', (name) => {
    const at = `conformance/sequences/${name}`;
    const { slices } = JSON.parse(readFileSync(`${at}.json`, 'utf8')) as { slices: Endpoint[][] };
    expect(slices.length).toBeGreaterThan(3);
    expect(named(simulated(`${at}.yaml`))).toEqual(named(slices));
  });
});
