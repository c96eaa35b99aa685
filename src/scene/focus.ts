import type { ServiceView, SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey } from '../model/Span.ts';
import type { Packet } from '../model/Packet.ts';
import type { Trace } from '../model/Trace.ts';

const answersFor = (service: ServiceView, packet: Packet, nodeIps: Set<string>): boolean =>
  service.clusterIPs.includes(packet.dst) ||
  service.externalIPs.includes(packet.dst) ||
  service.loadBalancer.some((l) => l.ip === packet.dst) ||
  (nodeIps.has(packet.dst) && service.ports.some((p) => p.nodePort !== 0 && p.nodePort === packet.dport));

/** The Service that the followed connection asks for; without one, the only Service of the text. */
export function serviceInFocus(result: SimulationResult, trace: Trace | undefined): ObjectKey | '' {
  const first = trace?.hops[0]?.before;
  const nodeIps = new Set(result.nodes.flatMap((n) => n.ips));
  const asked = first && result.services.find((s) => answersFor(s, first, nodeIps));
  if (asked) return asked.key;
  const offer = result.offers.find((o) => o.service && o.url === result.reach?.url);
  if (offer) return offer.service;
  const own = result.services.filter((s) => !s.system);
  return own.length === 1 ? own[0]!.key : '';
}

/** The Nodes, Pods and so on that a trace stops at, as `kind/name`. */
export function stopsOf(traces: readonly Trace[]): Set<string> {
  const stops = new Set<string>();
  for (const trace of traces) for (const hop of trace.hops) stops.add(`${hop.at.kind}/${hop.at.name}`);
  return stops;
}
