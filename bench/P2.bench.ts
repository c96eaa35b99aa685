import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemo, simulate } from '../src/engine/index.ts';
import { clusterText, sizes } from './clusterText.ts';
import type { Row } from './Row.ts';

const { services, nodes } = sizes.L;
const EDITS = 200;

/** What a person changes in one document: an image, a label, a port of one kind or another. */
const SOUGHT = [
  /image: \S+/g,
  /targetPort: \d+/g,
  /version: "[^"]+"/g,
  /containerPort: \d+/g,
  /(?<=http\n {4})port: \d+/g,
] as const;

/** Where the last digit of each such word is; edits change digits, so that every place stays where it is. */
const digitsOf = (text: string): number[][] =>
  SOUGHT.map((sought) => [...text.matchAll(sought)].map(({ index, 0: word }) => index + word.search(/\d"?$/)));

/** The text after one more edit, each somewhere else: edits add up, as they do while somebody types. */
function edited(text: string, places: number[][], n: number): string {
  const some = places[n % places.length] ?? [];
  const at = some[(n * 7919) % some.length] ?? 0;
  return `${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`;
}

/** A message brings a worker one flat string, not the pieces that `edited` has joined. */
const asReceived = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** The peer runs in a process of its own: its garbage is not ours. */
function readAll(text: string, repeats: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-bench-'));
  const file = join(folder, 'cluster.yaml');
  writeFileSync(file, text);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bench/peers/yaml.mjs', file, String(repeats)], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split('\n').map(Number);
}

async function measure(): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const traffic = { from: { kind: 'pod', namespace: 'default', name: 'app-0-0' } as const, url: 'tcp://app-500:80' };
  let text = clusterText(services, nodes);
  const places = digitsOf(text);
  const memo = createMemo();
  const from = performance.now();
  simulate({ text, traffic }, memo);
  const cold = performance.now() - from;
  const ours: number[] = [];
  const peer: number[] = [];
  for (let n = 0; n < EDITS + 10; n++) {
    if (n % 70 === 0) peer.push(...readAll(text, 1));
    text = asReceived(edited(text, places, n));
    const begin = performance.now();
    const result = simulate({ text, traffic }, memo);
    if (n >= 10) ours.push(performance.now() - begin);
    if (result.services.length !== services + 2 || !result.reach?.traces.length)
      throw new Error('not the whole result');
  }
  return { ours, peer, note: `the first time ${cold.toFixed(0)} ms; ${(text.length / 1e6).toFixed(1)} MB of text` };
}

export const rows: Row[] = [
  {
    id: 'P2',
    title: `one document edited, ${services} Services, ${services * 10} Pods, ${nodes} Nodes: objects, endpoints, rules, trace`,
    against: 'yaml parseAllDocuments and toJS of the same text',
    goal: 10,
    most: 100,
    quantile: 0.95,
    measure,
  },
];
