import type { NodeView } from '../model/Simulation.ts';

export type NodeTrouble = 'off' | 'notReady' | 'silent';

/** What of a Node does not work, the worst first: also what the API server has not noticed yet. */
export function troubleOf({ outage, ready }: Pick<NodeView, 'outage' | 'ready'>): NodeTrouble | null {
  if (outage === 'machine') return 'off';
  if (!ready) return 'notReady';
  return outage === 'kubelet' ? 'silent' : null;
}
