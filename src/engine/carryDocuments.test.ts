import { expect, it, vi } from 'vitest';
import { Random } from './cluster/Random.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import { examine } from './examine.ts';
import * as opening from './openDocuments.ts';
import { openSettled } from './openSettled.ts';
import { createMemo } from './SimulationMemo.ts';
import { simulate } from './simulate.ts';

const service = (name: string, more = ''): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:${more}
  selector: {app: ${name}}
  ports: [{name: http, port: 80, targetPort: http}]
`;

const deployment = (name: string, replicas: number, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, team: all}}
    spec:
      containers:
      - name: c
        image: nginx${more}
        ports: [{name: http, containerPort: 8080}]
`;

const node = (name: string, zone: string): string => `apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {topology.kubernetes.io/zone: ${zone}}}
status: {allocatable: {cpu: "2", pods: "8"}}
`;

const start = [
  node('a', 'x'),
  node('b', 'y'),
  node('c', 'x'),
  service('all').replace('{app: all}', '{team: all}'),
  service('one', '\n  type: NodePort'),
  deployment('one', 3),
  service('two', '\n  trafficDistribution: PreferClose'),
  deployment('two', 2, '\n        env: [{name: A, value: $(THREE_SERVICE_HOST)}]'),
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n',
  deployment('three', 2, '\n        resources: {requests: {cpu: 300m}}'),
  service('three'),
];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Bookkeeping: what tells how often and when something was written. */
const KEPT = ['resourceVersion', 'generation', 'annotations'];

/** All objects of a cluster, as they are but for bookkeeping: in order, or sorted where the order is nobody's. */
function objectsOf(text: string, memo?: ReturnType<typeof createMemo>): unknown {
  const { store, control, startedWith } = openSettled(text, memo).opened.cluster;
  const made = (kind: string, isOrdered: boolean): unknown[] => {
    const objects = store.list(kind);
    if (!isOrdered) objects.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const dropped = isOrdered ? ['resourceVersion'] : KEPT;
    return objects.map((object) => {
      const fields = Object.entries(object.metadata).filter(([name]) => !dropped.includes(name));
      return { ...object, metadata: Object.fromEntries(fields) };
    });
  };
  return plain([
    ['Service', 'Deployment', 'ReplicaSet', 'Pod', 'ConfigMap'].map((kind) => made(kind, true)),
    ['Endpoints', 'EndpointSlice'].map((kind) => made(kind, false)),
    [...control.addresses].sort(),
    store.list('Pod').map(({ metadata }) => startedWith.get(metadata.uid ?? '')?.map(keyOf)),
  ]);
}

/** Whether one text after another comes to the same as alone; how many of them were made anew. */
function anewIn(texts: readonly string[], from: string = rollouts): number {
  const memo = createMemo();
  openSettled(from, memo);
  const opened = vi.spyOn(opening, 'openDocuments');
  let anew = 0;
  for (const text of texts) {
    opened.mockClear();
    openSettled(text, memo);
    anew += opened.mock.calls.length;
    expect(objectsOf(text, memo)).toEqual(objectsOf(text));
    expect(plain(examine(text, memo))).toEqual(plain(examine(text)));
    expect(plain(simulate({ text }, memo))).toEqual(plain(simulate({ text })));
  }
  opened.mockRestore();
  return anew;
}

const joined = (documents: readonly string[]): string => documents.join('---\n');
const edited = (sought: string, by: string): string => {
  expect(joined(start)).toContain(sought);
  return joined(start).replace(sought, by);
};

it.each([
  [
    'replicas',
    [edited('replicas: 3', 'replicas: 5'), edited('replicas: 3', 'replicas: 0'), edited('replicas: 3', 'replicas: 1')],
  ],
  [
    'a node port',
    [
      edited('app: one}\n  ports: [{', 'app: one}\n  ports: [{nodePort: 30123, '),
      edited('type: NodePort', 'type: ClusterIP'),
    ],
  ],
  ['names', [edited('metadata: {name: one}', 'metadata: {name: oneself}'), edited('{name: three}', '{name: four}')]],
  [
    'what containers ask for',
    [
      edited('cpu: 300m', 'cpu: 200m'),
      edited('image: nginx\n', 'image: nginx\n        resources: {requests: {cpu: 10m}}\n'),
    ],
  ],
  [
    'labels',
    [
      edited('labels: {app: two, team: all}', 'labels: {app: two, team: one}'),
      edited('labels: {app: two', 'labels: {app: too'),
    ],
  ],
  ['a document that came', [joined([...start.slice(0, 4), deployment('new', 2), service('new'), ...start.slice(4)])]],
  [
    'a document that went',
    [joined([...start.slice(0, 5), ...start.slice(6)]), joined(start), joined(start.slice(0, -1))],
  ],
  ['a document that is refused', [edited('replicas: 3', 'replicas: -3'), edited('replicas: 3', 'replicas: [')]],
])('%s: what others have is put right', (_, texts) => {
  // from each of them back to the start, as one who looks what would be
  expect(
    anewIn(
      texts.flatMap((text) => [text, joined(start)]),
      joined(start),
    ),
  ).toBe(0);
});

it('is made anew where others have their say', () => {
  // more Pods than there is room for, a port that is asked for twice, and a Node
  expect(anewIn([edited('replicas: 3', 'replicas: 30')], joined(start))).toBe(1);
  const ports = [service('p', '\n  type: NodePort'), service('q', '\n  type: NodePort')].map((text) =>
    text.replace('port: 80,', 'port: 80, nodePort: 30100,'),
  );
  expect(anewIn([joined([...ports, ...start])], joined([ports[1] ?? '', ...start]))).toBe(1);
  expect(anewIn([joined(start.slice(1))], joined(start))).toBe(1);
});

it('any edits one after another come to the same', () => {
  const random = new Random(7);
  const any = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
  let documents = [...start];
  const texts = Array.from({ length: 60 }, (_, i) => {
    const at = 3 + Math.floor(random.next() * (documents.length - 3));
    const one = documents[at] ?? '';
    const name = `n${i}`;
    documents = any([
      () => documents.toSpliced(at, 0, any([service(name), deployment(name, any([0, 1, 2]))])),
      () => (documents.length > 6 ? documents.toSpliced(at, 1) : documents),
      () => documents.with(at, one.replace(/replicas: \d/, `replicas: ${any([0, 1, 2, 3, 4])}`)),
      () => documents.with(at, one.replace(/name: \w+\}/, `name: ${name}}`)),
      () => documents.with(at, one.replace(/app: \w+/, `app: ${any(['one', 'two', name])}`)),
      () => documents.with(at, one.replace(/spec:\n(?! {2}type)/, 'spec:\n  type: NodePort\n')),
      () => documents.with(at, one.replace(/cpu: \d+m/, `cpu: ${any([1, 200, 900])}m`)),
      () => documents.with(at, one.includes('[[') ? one.replace('[[', '[') : one.replace('[', any(['[', '[[']))),
    ])();
    return joined(documents);
  });
  // node ports that collide, and Nodes that are full, are the rest
  expect(anewIn(texts, joined(start))).toBeLessThan(20);
});

const readied = (name: string, replicas: number, more = ''): string => `apiVersion: apps/v1
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

const rollouts = [
  `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`,
  readied('v1', 3),
  readied('v2', 2),
  // no Node is so: its Pods stay pending
  readied('v3', 2, '\n      nodeSelector: {disk: ssd}'),
].join('---\n');

const put = (sought: string, by: string): string => {
  expect(rollouts).toContain(sought);
  return rollouts.replace(sought, by);
};

it('what runs in the Pods of a Deployment is another, and its Pods are where they were', () => {
  const sequence = [
    put('image: nginx # of v1', 'image: nginx:1'),
    put('image: nginx # of v1', 'image: nginx:1.2'),
    rollouts,
    put('containerPort: 8080', 'containerPort: 8081'),
    put('name: http, containerPort', 'name: www, containerPort'),
    put('port: http', 'port: 9'),
    put('labels: {app: web, version: v1}', 'labels: {app: web, version: v1, more: label}'),
    put('{team: a}', '{team: b}'),
    rollouts,
  ];
  expect(anewIn(sequence)).toBe(0);
});

it('labels of Pods that change take their Service from them, and give it back', () => {
  const sequence = [
    put('labels: {app: web, version: v2}', 'labels: {app: web, version: v2, tier: x}'),
    put('image: nginx # of v2', 'image: nginx:2'),
    put('image: nginx # of v3', 'image: nginx:3'),
  ];
  expect(anewIn(sequence)).toBe(0);
});

it('a document that is refused while somebody types costs no opening', () => {
  const sequence = [
    put('containerPort: 8080', 'containerPort: x'),
    put('containerPort: 8080', 'containerPort: xy'),
    put('containerPort: 8080', 'containerPort: [xy'),
    put('containerPort: 8080', 'containerPort: 80800'),
    put('containerPort: 8080', 'containerPort: 8088'),
    put('containerPort: 8080', 'containerPort: 80888'),
    rollouts,
    put('targetPort: http', 'targetPort: [http'),
    put('targetPort: http', 'targetPort: ['),
    put('port: 80,', 'port: 800000,'),
    rollouts,
  ];
  expect(anewIn(sequence)).toBe(0);
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
  expect(anewIn([pod('imagee'), pod('image')])).toBeGreaterThan(0);
  expect(anewIn([service('x'), service('800000'), service('81')])).toBeGreaterThan(0);
});

it('comments and blanks cost nothing, in any document', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\n';
  expect(anewIn([`# one\n${rollouts}`, `# two\n${rollouts}`, put('replicas: 2', 'replicas: 2 # two')])).toBe(0);
  expect(anewIn([config + rollouts, `# one\n${config}${rollouts}`])).toBe(0);
});

it('Pods go where their node affinity lets them, and wait where it does not', () => {
  const [a, b, c, ...others] = start;
  const seeking = (how: string): string => {
    const affinity = `\n      affinity: {nodeAffinity: {${how}}}`;
    const text = deployment('two', 2).replace('\n      containers:', `${affinity}$&`);
    return joined([a, b, c, ...others.toSpliced(4, 1, text)].map((one) => one ?? ''));
  };
  const zone = (...names: string[]): string =>
    `{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [${names.join()}]}]}`;
  const required = (term: string): string =>
    `requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${term}]}`;
  const preferred = (term: string): string =>
    `preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: ${term}}]`;
  const sequence = [required(zone('y')), required(zone('x')), required(zone('z')), preferred(zone('y'))].map(seeking);
  const plain = edited(', value: $(THREE_SERVICE_HOST)', '');
  expect(anewIn([...sequence, seeking(required(zone('x', 'y')))], plain)).toBe(0);
});

it('what looks at the Pods around it is made anew', () => {
  const seeking = '      affinity: {podAntiAffinity: {}}\n      containers:';
  expect(anewIn([put('      containers:', seeking)])).toBe(1);
});
