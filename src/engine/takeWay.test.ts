import { describe, expect, test } from 'vitest';
import { seedEdit } from './seedEdit.ts';
import { seedOf } from './seedOf.ts';
import { simulate } from './simulate.ts';
import { takeWay } from './takeWay.ts';

const apply = (text: string, edits: readonly { span: { start: number; end: number }; text: string }[]): string =>
  edits.reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx}]}\n';
const space = (name: string): string => `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"${name}"}}`;
const scenario = 'apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: s}\n';

describe('seedEdit', () => {
  test.each([
    [
      'replaces the number, keeps its comment',
      `${scenario}spec:\n  title: T # t\n  seed: 4 # four\n---\n${pod}`,
      'seed: 7 # four',
    ],
    [
      'adds the field before the others',
      `${scenario}spec:\n  # the title\n  title: T\n---\n${pod}`,
      'seed: 7\n  title: T',
    ],
    ['into a flow mapping', `${scenario}spec: {title: T}\n---\n${pod}`, 'spec: {seed: 7, title: T}'],
    ['into an empty one', `${scenario}spec: {}\n---\n${pod}`, 'spec: {seed: 7}'],
    ['adds spec', `${pod}---\n${scenario}# the end\n`, 'spec:\n  seed: 7'],
    ['where spec is empty', `${scenario}spec:\n---\n${pod}`, 'seed: 7'],
    ['adds the document', pod, 'kind: Scenario\nmetadata:\n  name: scenario\nspec:\n  seed: 7\n'],
    ['adds it where the last line has no end', pod.trimEnd(), '\n---\napiVersion: kubehop.dev/v1'],
    ['adds JSON to a stream of JSON', `${space('a')}\n${space('b')}`, '"spec":{"seed":7}'],
    ['into a JSON document', '{"apiVersion":"kubehop.dev/v1","kind":"Scenario","metadata":{"name":"s"}}', '"seed": 7'],
  ])('%s', (_, text, expected) => {
    const edit = seedEdit(text, 7);
    expect(edit).not.toBeNull();
    const after = apply(text, [edit!]);
    expect(after).toContain(expected);
    // only something is put in, or a number is put in place of another
    expect(after.replace(edit!.text, '')).toBe(text.replace(/(?<=seed: )4/, ''));
    expect(simulate({ text: after }).scenario.seed).toBe(7);
    for (const comment of text.match(/#.*/g) ?? []) expect(after).toContain(comment);
  });
});

test('the smallest seed whose first choice is the way asked for', () => {
  const shares = [0.5, 0.3, 0.15, 0.05];
  const seeds = shares.map((_, way) => seedOf(shares, way));
  expect(seeds.every((seed) => seed !== null && seed < 100)).toBe(true);
  expect(seedOf(shares, 4)).toBeNull();
  expect(seedOf([1, 0], 1)).toBeNull();
});

test('after the edit every way of a Service is really taken', () => {
  const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
`;
  const { reach } = simulate({ text: service });
  expect(reach!.traces.length).toBeGreaterThan(3);
  reach!.traces.forEach((trace, way) => {
    const edits = takeWay({ text: service }, way);
    const after = simulate({ text: apply(service, edits!) });
    expect(after.reach!.traces[after.taken]).toEqual(trace);
  });
  expect(takeWay({ text: service }, 999)).toBeNull();
});
