import { en } from '../src/words/en.ts';
import { sayProblem } from '../src/words/say.ts';
import { settle } from '../src/engine/controllers/settle.ts';
import { openDocuments } from '../src/engine/openDocuments.ts';
import { parseText } from '../src/engine/parse/parse.ts';
import { execute } from '../src/engine/shell/execute.ts';
import { readSettings } from '../src/engine/cluster/settings.ts';
import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { askKernel, type Tried } from './askKernel.ts';
import { balancersOf } from './balancers.ts';
import { checkAffinity } from './checkAffinity.ts';
import { checkTexts } from './checkTexts.ts';
import { predict } from './compare.ts';
import { Dice } from './Dice.ts';
import { generateCluster } from './generateCluster.ts';
import { type Flow, generateFlows } from './generateFlows.ts';
import { Lab } from './Lab.ts';

export interface Wishes {
  seed: number;
  /** Flows to check; at least so many are. */
  flows: number;
  /** Flows in one cluster at most. */
  perCluster: number;
  /** Milliseconds after which no further cluster is begun. */
  limit: number;
  /** Whether there is a program for pings. */
  pings: boolean;
  /** agent.mjs */
  agent: string;
  /** Where to write a cluster in which something differs. */
  keep: (name: string, text: string) => void;
}

/** Checks clusters one after another until enough flows have been; the number of disagreements. */
export async function main({ seed, flows, perCluster, limit, pings, agent, keep }: Wishes): Promise<number> {
  const begin = performance.now();
  const lab = new Lab(`kc${process.pid}`, agent);
  const total = { clusters: 0, flows: 0, connections: 0, wrong: 0, ends: new Map<string, number>() };
  try {
    await lab.up();
    while (total.flows < flows && (total.clusters === 0 || performance.now() - begin < limit)) {
      const number = seed + total.clusters++;
      const { cluster, text, terminating } = open(new Dice(number));
      const some = generateFlows(cluster, perCluster, new Dice(number + 0x5eed))
        .filter(({ protocol }) => pings || protocol !== 'icmp')
        .map((flow) => ({ flow, prediction: predict(cluster, flow) }));
      await lab.wear(cluster, balancersOf(cluster));
      const tried = await askKernel(
        lab,
        cluster,
        some.filter(({ flow }) => flow.affinity === ''),
      );
      const sticky = await checkAffinity(
        lab,
        cluster,
        some.filter(({ flow }) => flow.affinity !== ''),
      );
      const texts = await checkTexts(lab, cluster, 'n1');
      const complaints = [...tried.flatMap(differences), ...sticky.complaints, ...texts];
      total.flows += tried.length + sticky.checked.length;
      for (const { seen } of tried) count(seen, total);
      total.wrong += complaints.length;
      const { mode } = cluster.settings.proxy;
      console.log(
        `seed ${number}: ${mode}, ${cluster.settings.families.join('+')}, ${tried.length} flows and ${sticky.checked.length} with affinity, ${complaints.length} differ`,
      );
      for (const complaint of complaints) console.log(`  ${complaint}`);
      if (complaints.length > 0) keep(`seed-${number}.yaml`, `# terminating: ${terminating.join(' ')}\n${text}\n`);
    }
  } finally {
    await lab.down();
  }
  const ends = [...total.ends].map(([kind, n]) => `${n} ${kind}`).join(', ');
  console.log(
    `${total.flows} flows in ${total.clusters} clusters (${total.connections} connections: ${ends}), ${total.wrong} disagreements, seed ${seed}, ${((performance.now() - begin) / 1000).toFixed(0)} s`,
  );
  return total.wrong;
}

function open(dice: Dice): { cluster: Cluster; text: string; terminating: string[] } {
  const { text, terminating } = generateCluster(dice);
  const parsed = parseText(text);
  const problems = readSettings(parsed.documents.map(({ value }) => value)).diagnostics;
  if (problems.length > 0) throw new Error(problems.map((problem) => sayProblem(en, problem)).join('\n'));
  const { cluster } = openDocuments(parsed);
  settle(cluster);
  for (const name of terminating) execute(cluster, 'admin', `kubectl delete pod ${name} --wait=false`, '');
  // no further than until the controllers have seen it: the Pods go on terminating
  execute(cluster, 'client', 'sleep 1', '');
  return { cluster, text, terminating };
}

const placeText = ({ from }: Flow): string =>
  from.kind === 'client' ? 'client' : from.kind === 'node' ? `node/${from.name}` : `pod/${from.namespace}/${from.name}`;

/** What the kernel did that was not predicted, and what it never did though it was. */
function differences({ flow, prediction, seen }: Tried): string[] {
  const unexpected = [...seen.keys()].filter((outcome) => !prediction.has(outcome));
  const missing = [...prediction.keys()].filter((outcome) => !seen.has(outcome));
  if (unexpected.length === 0 && missing.length === 0) return [];
  const list = (outcomes: Iterable<string>): string => [...outcomes].join(', ') || 'nothing';
  return [`${placeText(flow)} ${flow.url}: the kernel says ${list(seen.keys())}; predicted ${list(prediction.keys())}`];
}

function count(seen: ReadonlyMap<string, number>, total: { connections: number; ends: Map<string, number> }): void {
  for (const [outcome, n] of seen) {
    const kind = outcome.split(' ')[0] === 'pod' || outcome.startsWith('node ') ? 'delivered' : outcome;
    total.connections += n;
    total.ends.set(kind, (total.ends.get(kind) ?? 0) + n);
  }
}
