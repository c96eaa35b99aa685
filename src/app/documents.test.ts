import { expect, test } from 'vitest';
import { documentAt, documentsOf } from './documents.ts';

const text = `# a shop
apiVersion: v1
kind: Service
metadata:
  labels: {app: web}
  name: web
---
# its Pods
kind: Deployment
metadata: {name: "web", labels: {a: b}}
---
---
kind: Pod
metadata: {na
---
{"kind": "Node", "metadata": {"name": "n1"}}
`;

test('documents by kind and name, whatever is half typed', () => {
  const found = documentsOf(text);
  expect(found.map(({ kind, name }) => `${kind} ${name}`.trim())).toEqual([
    'Service web',
    'Deployment web',
    'Pod',
    'Node n1',
  ]);
  expect(text.slice(found[1]?.start).startsWith('kind: Deployment')).toBe(true);
  expect(documentsOf('')).toEqual([]);
});

test('the document at a place', () => {
  const found = documentsOf(text);
  expect(documentAt(found, 0)).toBe(0);
  expect(documentAt(found, text.indexOf('Deployment'))).toBe(1);
  expect(documentAt(found, text.length)).toBe(3);
});
