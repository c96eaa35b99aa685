// ?services=50&nodes=10&who=ours|peer: the results of all pairs come out of the worker. `who=peer` gets the same
// results as one object for each pair.
import { startAnalysis } from '../../src/app/engines.ts';
import type { Matrix } from '../../src/model/Matrix.ts';
import { clusterText } from '../clusterText.ts';

const asked = new URLSearchParams(location.search);
const text = clusterText(Number(asked.get('services')), Number(asked.get('nodes')));
const engine = startAnalysis();

async function matrix(): Promise<Matrix> {
  const outcome = await engine.matrix({ text, system: false, most: 1e9 });
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.value;
}

/** The matrix, as the page gets it from its engine. */
async function ours(): Promise<number> {
  const { rows, columns } = await matrix();
  return rows.length * columns.length;
}

/** A list of objects, from a worker that has the same matrix. */
async function peer(): Promise<() => Promise<number>> {
  const worker = new Worker(new URL('./rows.worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage(await matrix());
  return () =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<unknown[]>) => resolve(data.length);
      worker.postMessage('again');
    });
}

// lets results come once; tells how many
Object.assign(globalThis, { run: asked.get('who') === 'peer' ? await peer() : ours });
