import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENARIO, GALLERY, loadScenario } from '../scenarios/index.ts';
import { clusterText } from '../../bench/clusterText.ts';
import { createMemo } from './SimulationMemo.ts';
import { simulate } from './simulate.ts';

/** One-document edits: what is sought, and what is put in its place. */
const EDITS: [RegExp, string][] = [
  [/targetPort: 8080/g, 'targetPort: 9090'],
  [/tier: frontend/g, 'tier: backend'],
  [/app: shop/g, 'tier: frontend'],
  [/containerPort: 8080/g, 'containerPort: 80'],
  [/image: \S+/g, 'image: nginx'],
  [/replicas: \d/g, 'replicas: 4'],
  [/nodePort: 31002/g, 'nodePort: 31003'],
  [/type: LoadBalancer/g, 'type: NodePort'],
  [/port: 80\b/g, 'port: 81'],
  [/name: metrics\b/g, 'name: numbers'],
  [/clusterIP: None/g, 'clusterIP: ""'],
  [/name: shop/g, 'name: till'],
  [/app: app-1\b/g, 'app: app-2'],
  [/port: http\b/g, 'port: metrics'],
  [/podCIDR: \S+/g, 'podCIDR: 10.200.0.0/24'],
  [/nodeName: \S+/g, 'nodeName: nowhere'],
  [/spec:/g, 'spec: ['],
  [/seed: 1/g, 'seed: 8'],
  [/kind: Pod/g, 'kind: Pot'],
];

const edits = (text: string): string[] =>
  EDITS.flatMap(([sought, put]) =>
    [...text.matchAll(sought)].slice(0, 2).map((m) => text.slice(0, m.index) + put + text.slice(m.index + m[0].length)),
  );

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const texts = [
  ...(await Promise.all(GALLERY.map(async (name) => [name, await loadScenario(name)] as const))),
  ['generated', clusterText(3, 3)] as const,
];

describe('an edit', () => {
  it.each(texts)('of %s comes to the same as a new start', (_, text) => {
    for (const edited of edits(text)) {
      const memo = createMemo();
      simulate({ text }, memo);
      expect(plain(simulate({ text: edited }, memo))).toEqual(plain(simulate({ text: edited })));
      // and back again, from what the edit left behind
      expect(plain(simulate({ text }, memo))).toEqual(plain(simulate({ text })));
    }
  });
});

describe('the same text', () => {
  it('asked again from another place answers as a new start does', async () => {
    const text = await loadScenario(DEFAULT_SCENARIO);
    const memo = createMemo();
    for (const { from, url } of simulate({ text }, memo).offers) {
      const input = { text, traffic: { from, url } };
      expect(plain(simulate(input, memo))).toEqual(plain(simulate(input)));
    }
  });
});
