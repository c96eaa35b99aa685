import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { connect } from '../src/engine/trace/connect.ts';
import { wave } from './askKernel.ts';
import { outcomeOf, predict, type Prediction } from './compare.ts';
import type { Flow } from './generateFlows.ts';
import type { Lab } from './Lab.ts';

const ROUNDS = 2;

/**
 * Session affinity: a first connection is served as predicted, and those after it as the first one was, in the
 * kernel and in the interpreter. In a round each source asks each Service by one address only.
 */
export async function checkAffinity(
  lab: Lab,
  cluster: Cluster,
  flows: readonly { flow: Flow; prediction: Prediction }[],
): Promise<{ checked: Flow[]; complaints: string[] }> {
  const complaints: string[] = [];
  const checked = new Set<Flow>();
  const rest = [...flows];
  for (let round = 0; round < ROUNDS && rest.length > 0; round++) {
    const asked = new Set<string>();
    const now = rest.filter(({ flow }) => {
      const key = `${lab.seat(flow.from, cluster)} ${flow.affinity}`;
      return !asked.has(key) && asked.add(key);
    });
    for (const one of now) rest.splice(rest.indexOf(one), 1);
    await lab.forgetSources(cluster);
    const first = await wave(
      lab,
      cluster,
      now.map(({ flow }) => ({ flow, count: 1 })),
    );
    const then = await wave(
      lab,
      cluster,
      now.map(({ flow }) => ({ flow, count: 3 })),
    );
    now.forEach(({ flow, prediction }, i) => {
      checked.add(flow);
      const [served = ''] = first[i] ?? [];
      const later = new Set(then[i]);
      const say = (what: string): unknown => complaints.push(`${JSON.stringify(flow.from)} ${flow.url}: ${what}`);
      if (![served, ...later].every((outcome) => prediction.has(outcome)))
        say(`the kernel says ${[served, ...later].join(', ')}; predicted ${[...prediction.keys()].join(', ')}`);
      if (!flow.balanced && (later.size !== 1 || !later.has(served)))
        say(`the kernel does not stick: ${served}, then ${[...later].join(', ')}`);
      if (!flow.balanced) sticks(cluster, flow, say);
    });
  }
  return { checked: [...checked], complaints };
}

function sticks(cluster: Cluster, flow: Flow, say: (what: string) => unknown): void {
  cluster.kernels.clear();
  const served = outcomeOf(connect(cluster, flow.from, flow.url, new Random(1)).ending);
  const later = [...predict(cluster, flow).keys()];
  cluster.kernels.clear();
  if (later.length !== 1 || later[0] !== served)
    say(`the interpreter does not stick: ${served}, then ${later.join(', ')}`);
}
