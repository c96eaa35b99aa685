import { expect, it, vi } from 'vitest';
import { examine } from './examine.ts';
import * as opening from './openDocuments.ts';
import { createMemo } from './SimulationMemo.ts';
import { simulate } from './simulate.ts';

const deployment = (name: string, replicas: number, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: {team: a}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web, version: ${name}}}
  template:
    metadata: {labels: {app: web, version: ${name}}}
    spec:${more}
      containers:
      - name: c
        image: nginx # of ${name}
        ports: [{name: http, containerPort: 8080}]
        readinessProbe: {tcpSocket: {port: http}}
`;

const text = [
  `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`,
  deployment('v1', 3),
  deployment('v2', 2),
  // no Node is so: its Pods stay pending
  deployment('v3', 2, '\n      nodeSelector: {disk: ssd}'),
].join('---\n');

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What is asked of one text after another, with what the texts before have left, is what it is alone; how many were opened. */
function typed(texts: readonly string[]): number {
  const memo = createMemo();
  simulate({ text }, memo);
  const opened = vi.spyOn(opening, 'openDocuments');
  let anew = 0;
  for (const one of texts) {
    opened.mockClear();
    const found = examine(one, memo);
    const result = simulate({ text: one }, memo);
    anew += opened.mock.calls.length;
    expect(plain(found)).toEqual(plain(examine(one)));
    expect(plain(result)).toEqual(plain(simulate({ text: one })));
  }
  opened.mockRestore();
  return anew;
}

const put = (sought: string, by: string): string => {
  expect(text).toContain(sought);
  return text.replace(sought, by);
};

it('what runs in the Pods of a Deployment is another, and its Pods are where they were', () => {
  const sequence = [
    put('image: nginx # of v1', 'image: nginx:1'),
    put('image: nginx # of v1', 'image: nginx:1.2'),
    text,
    put('containerPort: 8080', 'containerPort: 8081'),
    put('name: http, containerPort', 'name: www, containerPort'),
    put('port: http', 'port: 9'),
    put('labels: {app: web, version: v1}', 'labels: {app: web, version: v1, more: label}'),
    put('{team: a}', '{team: b}'),
    text,
  ];
  expect(typed(sequence)).toBe(0);
});

it('labels of Pods that change take their Service from them, and give it back', () => {
  const sequence = [
    put('labels: {app: web, version: v2}', 'labels: {app: web, version: v2, tier: x}'),
    put('image: nginx # of v2', 'image: nginx:2'),
    put('image: nginx # of v3', 'image: nginx:3'),
  ];
  // only the first is an edit of one document, seen from the one before
  expect(typed(sequence)).toBeLessThanOrEqual(2);
});

it('a document that is refused while somebody types costs one opening', () => {
  const sequence = [
    put('containerPort: 8080', 'containerPort: x'),
    put('containerPort: 8080', 'containerPort: xy'),
    put('containerPort: 8080', 'containerPort: [xy'),
    put('containerPort: 8080', 'containerPort: 80800'),
    put('containerPort: 8080', 'containerPort: 8088'),
    put('containerPort: 8080', 'containerPort: 80888'),
    text,
    put('targetPort: http', 'targetPort: [http'),
    put('targetPort: http', 'targetPort: ['),
    put('port: 80,', 'port: 800000,'),
    text,
  ];
  expect(typed(sequence)).toBe(2);
});

it('a document that was refused asks the others before it is refused for another reason', () => {
  const others = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: high}
value: 1000
---
apiVersion: v1
kind: Service
metadata: {name: first}
spec: {type: NodePort, ports: [{port: 80, nodePort: 30100}]}
---
`;
  const pod = (image: string): string =>
    `${others}apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {priorityClassName: high, containers: [{name: c, ${image}: nginx}]}\n`;
  const service = (port: string): string =>
    `${others}apiVersion: v1\nkind: Service\nmetadata: {name: second}\nspec: {type: NodePort, ports: [{port: ${port}, nodePort: 30100}]}\n`;
  expect(typed([pod('imagee'), pod('image')])).toBeGreaterThan(0);
  expect(typed([service('x'), service('800000'), service('81')])).toBeGreaterThan(0);
});

it('comments and blanks cost nothing, in any document', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\n';
  expect(typed([`# one\n${text}`, `# two\n${text}`, put('replicas: 2', 'replicas: 2 # two')])).toBe(0);
  expect(typed([config + text, `# one\n${config}${text}`])).toBe(1);
});

it('what depends on the order of things is made anew', () => {
  expect(typed([put('replicas: 2', 'replicas: 4')])).toBe(1);
  expect(typed([put('name: v2', 'name: v4')])).toBe(1);
  const seeking = '      affinity: {podAntiAffinity: {}}\n      containers:';
  expect(typed([put('      containers:', seeking)])).toBe(1);
});
