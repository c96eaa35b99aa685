import type { SimulationResult } from '../model/Simulation.ts';
import type { Catalog } from '../words/en.ts';
import type { LabelOf } from './addresses.ts';
import type { Graph } from './graph.ts';
import type { Measures } from './measures.ts';
import type { Outsider, Stub } from './Scene.ts';

/** How wide they are where there is room for each; in a narrow frame all give way alike. */
const wide = { client: 134, balancer: 172, stub: 164 };
/** For names alone. */
const named = { client: 64, balancer: 112, stub: 108 };

/** The row under the wire: the client, the load balancers, and at its end the folded control plane. */
export function placeOutside(
  words: Catalog['scene'],
  result: SimulationResult,
  graph: Graph,
  m: Measures,
  y: number,
  labelOf: LabelOf,
): { outsiders: Outsider[]; stub: Stub | null } {
  const end = m.width - m.right;
  const one = (width: number, there: boolean): number => (there ? width : 0);
  const { client, balancer, stub: folded } = m.low ? named : wide;
  const needed = client + one(balancer, graph.balancers.length > 0) + one(folded, graph.stub !== null);
  const part = Math.min(1, (end - 48) / needed);
  const [clientWidth, balancerWidth, stubWidth] = [client, balancer, folded].map((w) => Math.floor(w * part)) as [
    number,
    number,
    number,
  ];
  const outsiders: Outsider[] = [
    {
      key: 'client',
      kind: 'client',
      name: words.client,
      rect: { x: 8, y, w: clientWidth, h: m.outside },
      address: labelOf(result.clientIPs),
      pending: false,
      note: '',
    },
  ];
  const least = Math.max(m.gutter, 8 + clientWidth + 12);
  const roomFrom = (x: number): number => end - x - (graph.stub ? stubWidth + 12 : 0);
  // The client's card stands beside it: the load balancers leave it that place where they can.
  const apart = least + m.card.w + 12;
  const first = m.cardsBeside && roomFrom(apart) >= graph.balancers.length * (balancerWidth + 16) ? apart : least;
  const room = roomFrom(first);
  const most = Math.max(1, Math.floor((room + 16) / (balancerWidth + 16)));
  const inFocus = graph.balancers.findIndex((s) => s.key === graph.focus);
  const shown = graph.balancers.slice(0, most);
  if (inFocus >= most) shown[most - 1] = graph.balancers[inFocus]!;
  shown.forEach((service, i) => {
    outsiders.push({
      key: service.key,
      kind: 'loadBalancer',
      name: words.loadBalancer,
      rect: { x: first + i * (balancerWidth + 16), y, w: balancerWidth, h: m.outside },
      address: labelOf(service.loadBalancer.map(({ ip }) => ip)),
      pending: service.loadBalancer.length === 0,
      note: graph.balancers.length > 1 ? service.name : '',
    });
  });
  const node = graph.stub;
  const stub = node && {
    key: `Node//${node.name}`,
    name: node.name,
    rect: { x: Math.max(end - stubWidth, first + shown.length * (balancerWidth + 16)), y, w: stubWidth, h: m.outside },
    address: labelOf(node.ips),
  };
  return { outsiders, stub };
}
