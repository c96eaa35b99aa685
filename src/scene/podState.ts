import type { PodView } from '../model/Simulation.ts';
import type { PodState } from './Scene.ts';

const saidOf = (pod: PodView): Exclude<PodState, 'off'> => {
  if (pod.terminating) return 'terminating';
  if (pod.phase === 'Pending') return 'pending';
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return 'finished';
  return pod.ready ? 'ready' : 'notReady';
};

/** How a Pod is: as the API server says, but that it cannot be ready where the machine is off. */
export const podStateOf = (pod: PodView, off: boolean): PodState => {
  const said = saidOf(pod);
  return off && (said === 'ready' || said === 'notReady') ? 'off' : said;
};
