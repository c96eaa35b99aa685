import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { clusterText, sizes } from '../../bench/clusterText.ts';
import type * as readDocument from '../../src/engine/parse/readDocument.ts';
import type * as decode from '../../src/engine/admit/decode.ts';
import type * as portMemo from '../../src/engine/proxy/portMemo.ts';
import type * as matchRule from '../../src/engine/kernel/matchRule.ts';
import type * as matchNftRule from '../../src/engine/kernel/matchNftRule.ts';
import { createMemo, simulate } from '../../src/engine/index.ts';
import type { SimulationResult } from '../../src/model/Simulation.ts';
import { layoutScene } from '../../src/scene/layout.ts';
import { elementCount } from '../../src/scene/Scene.ts';
import { en } from '../../src/words/en.ts';

// How much work an answer takes, counted: unlike milliseconds, that is the same on every machine. What has risen over
// accepted.json fails; what has fallen asks to be accepted.
//
//   npm run counts               shows what differs
//   npm run counts:accept        writes accepted.json

const counted = vi.hoisted(() => {
  const calls = { documentsRead: 0, objectsMade: 0, portsCompiled: 0, rulesEvaluated: 0 };
  /** The function, and one more of its name whenever it is called. */
  const counting =
    <Args extends unknown[], Result>(name: keyof typeof calls, work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      calls[name]++;
      return work(...args);
    };
  return { calls, counting };
});

vi.mock('../../src/engine/parse/readDocument.ts', async (original) => {
  const own = await original<typeof readDocument>();
  return { ...own, readDocument: counted.counting('documentsRead', own.readDocument) };
});
vi.mock('../../src/engine/admit/decode.ts', async (original) => {
  const own = await original<typeof decode>();
  return { ...own, decode: counted.counting('objectsMade', own.decode) };
});
vi.mock('../../src/engine/proxy/portMemo.ts', async (original) => {
  const own = await original<typeof portMemo>();
  const memoizedPort: typeof own.memoizedPort = (indexed, keys, compile) =>
    own.memoizedPort(indexed, keys, counted.counting('portsCompiled', compile));
  return { ...own, memoizedPort };
});
vi.mock('../../src/engine/kernel/matchRule.ts', async (original) => {
  const own = await original<typeof matchRule>();
  return { ...own, failedMatch: counted.counting('rulesEvaluated', own.failedMatch) };
});

vi.mock('../../src/engine/kernel/matchNftRule.ts', async (original) => {
  const own = await original<typeof matchNftRule>();
  return { ...own, failedNftMatch: counted.counting('rulesEvaluated', own.failedNftMatch) };
});

type Counts = Record<string, number>;

const FRAME = { width: 744, height: 680 };
const traffic = { from: { kind: 'pod', namespace: 'default', name: 'app-0-0' } as const, url: 'tcp://app-9:80' };

/** What one answer took: the work, what goes to the page, and what the page draws of it. */
function counts(work: () => SimulationResult): Counts {
  Object.assign(counted.calls, { documentsRead: 0, objectsMade: 0, portsCompiled: 0, rulesEvaluated: 0 });
  const result = work();
  expect(result.reach?.traces.length).toBeGreaterThan(0);
  return {
    ...counted.calls,
    bytesPosted: JSON.stringify(result).length,
    elementsDrawn: elementCount(layoutScene(result, FRAME, { words: en })),
  };
}

function countsOf({ services, nodes }: { services: number; nodes: number }, mode: string): Record<string, Counts> {
  const proxy = `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n---\n`;
  let text = proxy + clusterText(services, nodes);
  const memo = createMemo();
  const answer = (): Counts => counts(() => simulate({ text, traffic }, memo));
  /** One edit after another, as somebody types them. */
  const after = (from: string, to: string): Counts => {
    text = text.replace(from, to);
    return answer();
  };
  return {
    opened: answer(),
    podEdited: after('version: "1.0"', 'version: "1.9"'),
    serviceEdited: after('port: 9090', 'port: 9091'),
  };
}

const file = fileURLToPath(new URL('./accepted.json', import.meta.url));
/** A word more in a message is no more work. */
const SLACK = 1.02;
type Accepted = Record<string, Record<string, Counts>>;

test.each(
  Object.entries({ S: sizes.S, M: sizes.M }).flatMap(([size, of]) =>
    ['iptables', 'nftables'].map((mode) => [`${size} ${mode}`, of, mode] as const),
  ),
)('no answer takes more work than accepted: %s', (name, size, mode) => {
  const now = countsOf(size, mode);
  const accepted: Accepted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Accepted) : {};
  if (process.env['ACCEPT']) {
    writeFileSync(file, `${JSON.stringify({ ...accepted, [name]: now }, null, 2)}\n`);
    return;
  }
  const differing = Object.entries(now).flatMap(([moment, those]) =>
    Object.entries(those).flatMap(([what, n]) => {
      const before = accepted[name]?.[moment]?.[what];
      return n === before ? [] : [{ what: `${name}, ${moment}: ${what}`, n, before: before ?? 0 }];
    }),
  );
  for (const { what, n, before } of differing)
    if (n < before) console.log(`${what} fell from ${before} to ${n}: npm run counts:accept`);
  expect(differing.filter(({ n, before }) => n > before * SLACK)).toEqual([]);
});
