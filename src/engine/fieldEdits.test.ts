import { describe, expect, it } from 'vitest';
import { fieldEdits, valueAt } from './fieldEdits.ts';
import { parseText } from './parse/parse.ts';
import { withEdits } from '../model/withEdits.ts';

const BLOCK = `apiVersion: v1
kind: Service
metadata:
  name: web # the shop
  annotations:
    kubehop.dev/load-balancer: none
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - nodePort: 2181 # wrong
    port: 80
  - port: 81
    "nodePort": 2182
`;
const FLOW = `apiVersion: v1
kind: Service
metadata: {name: web, annotations: {kubehop.dev/load-balancer: none}}
spec: {type: NodePort, selector: {app: web}, ports: [{nodePort: 2181, port: 80}, {port: 81, "nodePort": 2182}]}
`;
const JSON_TEXT = `${JSON.stringify(parseText(FLOW).documents[0]?.value)}\n`;
const LIST = `apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n${BLOCK.replace(/^/gm, '  ').replace('  apiVersion', '- apiVersion').trimEnd()}\n`;

const CASES: [path: string, value: unknown][] = [
  ['spec.type', 'LoadBalancer'],
  ['spec.selector.app', 'on'],
  ['spec.selector[app.kubernetes.io/name]', 'web'],
  ['spec.selector.app', undefined],
  ['spec.externalTrafficPolicy', 'Cluster'],
  ['spec.ports[0].nodePort', undefined],
  ['spec.ports[1].nodePort', undefined],
  ['spec.ports[1].targetPort', 8080],
  ['metadata.annotations[kubehop.dev/load-balancer]', undefined],
  ['metadata.annotations[kubehop.dev/load-balancer]', 'proxy'],
  ['metadata.labels.tier', 'front'],
  ['metadata.namespace', 'shop'],
  ['spec.selector', { app: 'x', tier: 'y' }],
  ['spec.type', undefined],
  ['spec.ports', [{ port: 1 }, { port: 2 }]],
];

describe.each([
  ['block', BLOCK, ''],
  ['flow', FLOW, ''],
  ['JSON', JSON_TEXT, ''],
  ['an item of a List', LIST, 'items[1].'],
])('an edit of a field in %s', (_, text, prefix) => {
  it.each(CASES)('%s becomes %j, and nothing else changes', (path, value) => {
    const [document] = parseText(text).documents;
    if (!document) throw new Error('no document');
    const edited = withEdits(text, fieldEdits(text, document, prefix + path, value));
    const [after] = parseText(edited).documents;
    if (!after) throw new Error('no document');
    expect(after.error, edited).toBeUndefined();
    expect(valueAt(after, prefix + path), edited).toEqual(value);
    // what is put back leaves no difference
    const back = valueAt(document, prefix + path);
    const again = withEdits(edited, fieldEdits(edited, after, prefix + path, back));
    const strip = (object: unknown): unknown =>
      JSON.parse(JSON.stringify(object), (_key, one: unknown) =>
        typeof one === 'object' && one !== null && !Array.isArray(one) && Object.keys(one).length === 0
          ? undefined
          : one,
      );
    expect(strip(parseText(again).documents[0]?.value), again).toEqual(strip(document.value));
    if (text === BLOCK && path !== 'spec.ports[0].nodePort' && path !== 'spec.ports')
      expect(edited).toContain('# wrong');
    if (text === BLOCK) expect(edited).toContain('# the shop');
  });
});
