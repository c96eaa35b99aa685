import type { Browser, Page } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
import { assist, createMemo, examine, ParseMemo } from '../src/engine/index.ts';
import { breakAndMend } from './breakAndMend.ts';
import { type Frames, framesWhile } from './framesWhile.ts';
import { gapNote, inPagesOf } from './inPages.ts';
import { missingBuild, onPage } from './onPage.ts';
import { openDropped } from './openDropped.ts';
import type { Row } from './Row.ts';
import { goIn, typeWords } from './typing.ts';

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

let keys = 0;
/** Somebody types at a field in the middle: each time the text is another one by a letter. */
const typing = (name: string, valueOf: (letter: string) => string) => (): string => {
  keys += 1;
  const at = text.indexOf(`${name}: `, text.length / 2);
  return `${text.slice(0, at)}${name}: ${valueOf('abcdefghij'[keys % 10] ?? '')}${text.slice(text.indexOf('\n', at))}`;
};
const typed = typing('targetPort', (letter) => `${letter}ttp`);
const typedInTemplate = typing('image', (letter) => `ngin${letter}`);
const typedReplicas = typing('replicas', (letter) => String(1 + 'abcdefghij'.indexOf(letter)));
const typedRequests = typing(
  'image',
  (letter) => `nginx\n        resources: {requests: {cpu: 1${'abcdefghij'.indexOf(letter)}m}}`,
);
const documents = text.split('---\n');
/** The document at a place in the middle is another one with each key. */
const another = (instead: (n: number) => string[]) => (): string => {
  keys += 1;
  return documents.toSpliced(SERVICES, 1, ...instead(keys)).join('---\n');
};
const middle = documents[SERVICES] ?? '';
const typedNodePort = another((n) => [
  middle
    .replace('spec:', 'spec:\n  type: NodePort')
    .replace('targetPort', `nodePort: ${30_100 + (n % 50)}\n    targetPort`),
]);
const typedName = another((n) => [middle.replace(/name: .*/, `name: web-${n}-x`)]);
const typedDeployment = another((n) => [middle, (documents[1] ?? '').replaceAll('web-0', `new-${n}`)]);
const typedBadly = typing('containerPort', (letter) => letter);

const parsed = new ParseMemo();
/** Letters of a word: whoever waits has typed some before. */
const WORD = 8;
/** Every check after each key, with what the keys before have left; the first time, a word is typed. */
const examined = (text: () => string): (() => unknown) => {
  const memo = createMemo();
  let letters = WORD;
  return () => {
    for (; letters > 1; letters--) examine(text(), memo);
    return examine(text(), memo);
  };
};

/** Milliseconds that the page waits for another key. */
const WAIT = 60;
/** Those that the way to the worker and back, and saying it, take beside the checks (P12.page). */
const WAY = 10;
/** Milliseconds from frame to frame of a page that keeps up. */
const FRAME = 1000 / 60;

/** 10,000 lines and a few. */
const PAIRS = Math.ceil(10_000 / pair(0).split('\n').length);
/** Room for all these Pods: three Nodes, as there are without any in the text, have it for a third of them. */
const nodes = Array.from({ length: 10 }, (_, n) => `apiVersion: v1\nkind: Node\nmetadata: {name: w${n}}\n---\n`).join(
  '',
);
const largeText = nodes + documents.join('---\n');
const manyLines = nodes + documents.slice(0, 2 * PAIRS).join('---\n');

/** Somebody types words at the beginning of the open editor. */
async function framesOfTyping(browser: Browser, page: Page, line: number | undefined): Promise<Frames> {
  await goIn(page);
  // what is loaded and compiled with the first keys
  await typeWords(page, 3, line);
  await page.waitForTimeout(2000);
  return framesWhile(browser, page, () => typeWords(page, undefined, line));
}

/** The same text and the same keys in CodeMirror alone: no calculation, no checks, no picture beside it. */
async function inCodeMirror(line: number | undefined): Promise<Frames> {
  const { peer } = await inPagesOf(['peer'], 'editor', {}, async (page) => {
    await page.evaluate((text) => (globalThis as unknown as { run(text: string): void }).run(text), manyLines);
    return framesOfTyping(page.context().browser() as Browser, page, line);
  });
  return peer;
}

const REPEATS = 5;

const slowest = ({ script }: Frames): number => Math.max(...script);
const fourSlowest = ({ script }: Frames): string => inTenths(script.toSorted((a, b) => b - a).slice(0, 4));
const inTenths = (times: readonly number[]): string => times.map((ms) => ms.toFixed(1)).join(', ');

/**
 * Of five times the same typing the one whose slowest frame is the median, as of the repeats of every row: a loop of
 * fixed arithmetic of 4 ms takes 12 ms of processor time once in a minute where the machine is not ours alone.
 */
async function medianOf(type: () => Promise<Frames>): Promise<{ run: Frames; all: string }> {
  const runs: Frames[] = [];
  for (let i = 0; i < REPEATS; i++) runs.push(await type());
  runs.sort((a, b) => slowest(a) - slowest(b));
  return { run: runs[Math.floor(REPEATS / 2)] as Frames, all: inTenths(runs.map(slowest)) };
}

const about = 'in 1,000 documents, after a key';
const whole = (): number => parseAllDocuments(typed()).length;

/** More than are typed. */
const ONE_LINE = 1000;

/** Somebody types into a long text: every frame must be in time. */
function typingRow(id: string, what: string, line?: number): Row {
  return {
    id,
    title: `${what} into ${manyLines.split('\n').length.toLocaleString('en')} lines: the work of a frame`,
    against: 'CodeMirror alone, the same text and keys',
    goal: 0.5,
    most: FRAME,
    quantile: 1,
    missing: missingBuild,
    async measure() {
      const { run: ours, all } = await medianOf(() =>
        onPage(async (page, address, browser) => {
          await openDropped(page, address, { text: manyLines, endpoints: 2 * PAIRS });
          return framesOfTyping(browser, page, line);
        }),
      );
      const { run: peer, all: peers } = await medianOf(() => inCodeMirror(line));
      const note = `slowest of each of ${REPEATS} runs ${all} ms, CodeMirror ${peers}; of the median run ${fourSlowest(ours)} ms of ${ours.script.length} frames, CodeMirror ${fourSlowest(peer)}; gap ${gapNote(ours.gaps)}, CodeMirror ${gapNote(peer.gaps)}`;
      return { ours: ours.script, peer: peer.script, note };
    },
  };
}

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
  ...(
    [
      ['P12.diagnose', 'a Service', typed, 5],
      ['P12.diagnose.template', 'a Deployment’s template', typedInTemplate, 3],
      ['P12.diagnose.replicas', 'the replicas of a Deployment', typedReplicas, 3],
      ['P12.diagnose.requests', 'what containers ask for', typedRequests, 3],
      ['P12.diagnose.nodePort', 'a node port', typedNodePort, 3],
      ['P12.diagnose.name', 'the name of a Service', typedName, 3],
      ['P12.diagnose.more', 'a Deployment that is new', typedDeployment, 2],
      ['P12.diagnose.refused', 'a document that the API server refuses', typedBadly, 5],
    ] as const
  ).map(
    ([id, where, text, goal]): Row => ({
      id,
      title: `every check ${about} in ${where}`,
      against: 'the same from nothing',
      goal,
      most: 150 - WAIT - WAY,
      ours: examined(text),
      peer: () => examine(text()),
    }),
  ),
  {
    id: 'P12.page',
    title: 'from the last key to what is wrong, as the page says it, in 1,000 documents',
    against: 'yaml parseAllDocuments of the text, with the same wait before',
    goal: 1,
    most: 150,
    missing: missingBuild,
    async measure() {
      const dropped = { text: largeText, endpoints: 2 * SERVICES };
      const ours = await onPage((page, address) => breakAndMend(page, address, dropped, 'targetPort: http'));
      const peer = Array.from({ length: 3 }, () => {
        const from = performance.now();
        whole();
        return performance.now() - from + WAIT;
      });
      return { ours, peer };
    },
  },
  typingRow('P12.typing', '200 characters at 20 a second'),
  typingRow('P12.typing.long', '200 characters at 20 a second, all in one line', ONE_LINE),
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
