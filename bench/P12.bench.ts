import { parseAllDocuments } from 'yaml';
import { assist, createMemo, examine, ParseMemo } from '../src/engine/index.ts';
import type { Row } from './Row.ts';

const SERVICES = 500;

const pair = (n: number): string => `apiVersion: v1
kind: Service
metadata:
  name: web-${n}
spec:
  selector:
    app: web-${n}
  ports:
  - name: http
    port: 80
    targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${n}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web-${n}
  template:
    metadata:
      labels:
        app: web-${n}
    spec:
      containers:
      - name: c
        image: nginx
        ports:
        - name: http
          containerPort: 8080
`;
/** 1,000 documents, which make 1,000 Pods. */
const text = Array.from({ length: SERVICES }, (_, n) => pair(n)).join('---\n');
const field = text.indexOf('targetPort', text.length / 2);

/** Somebody types: each time the text is another one by a letter. */
let keys = 0;
const typed = (): string => {
  keys += 1;
  return `${text.slice(0, field)}targetPort: ${'abcdefghij'[keys % 10]}ttp${text.slice(text.indexOf('\n', field))}`;
};

const parsed = new ParseMemo();
const examined = createMemo();
examine(text, examined);

const about = 'in 1,000 documents, after a key';
const whole = (): number => parseAllDocuments(typed()).length;

export const rows: Row[] = [
  {
    id: 'P12.complete',
    title: `completion ${about}`,
    against: 'yaml parseAllDocuments of the text',
    goal: 5,
    most: 50,
    quantile: 0.95,
    ours: () => assist(typed(), { kind: 'completions', at: field + 'targetPort: h'.length }, parsed),
    peer: whole,
  },
  {
    id: 'P12.hover',
    title: `what a field is, ${about}`,
    against: 'yaml parseAllDocuments of the text',
    goal: 5,
    most: 50,
    quantile: 0.95,
    ours: () => assist(typed(), { kind: 'field', at: field + 3 }, parsed),
    peer: whole,
  },
  {
    id: 'P12.diagnose',
    title: `every check ${about} in a Service`,
    against: 'the same from nothing',
    goal: 5,
    // the page waits 80 ms for another key first
    most: 70,
    ours: () => examine(typed(), examined),
    peer: () => examine(typed()),
  },
  {
    id: 'P12.check',
    title: 'kubehop check: 1,000 documents from nothing',
    against: 'yaml parseAllDocuments of the text',
    goal: 0.2,
    most: 2000,
    ours: () => examine(typed()),
    peer: whole,
  },
];
