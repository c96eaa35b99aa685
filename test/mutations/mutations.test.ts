import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createObject } from '../../src/engine/admit/api.ts';
import type { Cluster } from '../../src/engine/cluster/Cluster.ts';
import { openDocuments } from '../../src/engine/openDocuments.ts';
import { parseText } from '../../src/engine/parse/parse.ts';
import type { Span } from '../../src/model/Span.ts';
import { mutated, randomOf } from './mutate.ts';

// Manifests with things wrong, the same for the same seed: reading and admitting them never throws, takes at most 50 ms
// for 64 kB, and what is said about them has a place in the text.
//
//   npm run mutations            100,000 of them
//   MUTATIONS=500 SEED=7 npx vitest run test/mutations

const COUNT = Number(process.env['MUTATIONS'] ?? 1500);
const SEED = Number(process.env['SEED'] ?? 1);
/** Alone, the time that the processor works counts; among other tests, on a busy machine, only what has no end. */
const ALONE = process.env['MUTATIONS'] !== undefined;
const MOST_MS = ALONE ? 50 : 1000;
const LONG = 64 * 1024;

const texts = ['../../conformance/cases/', '../../conformance/api/', '../../src/scenarios/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => readFileSync(new URL(name, url), 'utf8'));
});

/** Single documents, and for every hundredth turn one of 64 kB. */
const documents = texts.flatMap((text) => text.split(/^---\n/m)).filter((text) => text.length < LONG);
const long = (text: string): string => `${text}\n`.repeat(Math.ceil(LONG / (text.length + 1))).slice(0, LONG);

/** Reads and admits it; every place that is spoken of. */
function placesIn(cluster: Cluster, text: string): Span[] {
  const places: Span[] = [];
  for (const document of parseText(text).documents) {
    for (const { span } of document.diagnostics) if (span) places.push(span);
    const { value } = document;
    const items = Array.isArray((value as { items?: unknown } | null)?.items)
      ? (value as { items: unknown[] }).items
      : [];
    for (const item of [value, ...items]) {
      const answer = createObject(cluster, item, { dryRun: true });
      if (answer.ok) continue;
      for (const { field } of answer.status.causes) places.push(document.spanOf(field));
      places.push(document.spanOf(/field "([^"]+)"/.exec(answer.status.message)?.[1] ?? ''));
    }
  }
  return places;
}

function timed(work: () => void): number {
  const [from, worked] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(worked);
  return ALONE ? (user + system) / 1000 : performance.now() - from;
}

it(`survives ${COUNT} mutated manifests`, { timeout: 3_600_000 }, () => {
  const { cluster } = openDocuments(parseText(''));
  const random = randomOf(SEED);
  // Code that has not run yet is slow once.
  for (const text of documents.slice(0, 60)) placesIn(cluster, long(text));
  let slowest = 0;
  let spoken = 0;
  for (let i = 0; i < COUNT; i++) {
    const base = documents[Math.floor(random() * documents.length)] ?? '';
    const text = mutated(i % 100 === 99 ? long(base) : base, random).slice(0, LONG);
    let places: Span[] = [];
    // The quickest of six tries: what else the machine does is no fault of ours.
    let ms = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 6 && ms > MOST_MS; n++)
      ms = Math.min(
        ms,
        timed(() => {
          try {
            places = placesIn(cluster, text);
          } catch (error) {
            expect.fail(`${String(error)}, seed ${SEED}, turn ${i}:\n${text}`);
          }
        }),
      );
    slowest = Math.max(slowest, ms);
    spoken += places.length;
    if (ms > MOST_MS) expect.fail(`${ms.toFixed(0)} ms, seed ${SEED}, turn ${i}:\n${text.slice(0, 2000)}`);
    for (const { start, end } of places)
      if (!(start >= 0 && start <= end && end <= text.length))
        expect.fail(`a place outside the text: ${start}-${end} of ${text.length}, seed ${SEED}, turn ${i}:\n${text}`);
  }
  console.log(`${COUNT} manifests, ${spoken} places spoken of, the slowest took ${slowest.toFixed(1)} ms`);
  expect(spoken).toBeGreaterThan(COUNT / 10);
});
