import type { SimulationResult } from '../model/Simulation.ts';
import { objectKey } from '../model/Span.ts';
import type { Graph } from './graph.ts';
import type { Column, Plate, PodCard, Tie } from './Scene.ts';

const mostTies = 72;

/**
 * From a Service's plate down to each Pod that it may choose: solid when ready, dotted when the Pod only serves while
 * it terminates, absent otherwise. With several Services only the one in focus is tied.
 */
export function tiesOf(
  result: SimulationResult,
  graph: Graph,
  plates: Plate[],
  columns: Column[],
  pods: PodCard[],
): Tie[] {
  const ties: Tie[] = [];
  const tied = plates.length === 1 ? plates : plates.filter((p) => p.key === graph.focus);
  for (const plate of tied) {
    const service = result.services.find((s) => s.key === plate.key);
    for (const endpoint of service?.endpoints ?? []) {
      const usable = endpoint.ready || (endpoint.serving && endpoint.terminating);
      const [namespace, name] = endpoint.pod.split('/');
      const card = pods.find((p) => p.key === objectKey('Pod', namespace, name ?? ''));
      const column = card && columns.find((c) => c.key === card.column);
      if (!usable || !card || !column || ties.length >= mostTies) continue;
      const x = column.ties[card.pile]!;
      const y = card.rect.y + Math.min(20, card.rect.h / 2);
      ties.push({
        service: plate.key,
        pod: card.key,
        style: endpoint.terminating ? 'terminating' : 'ready',
        points: [
          [x, plate.rect.y + plate.rect.h],
          [x, y],
          [card.rect.x, y],
        ],
      });
    }
  }
  return ties;
}
