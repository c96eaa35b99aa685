import { placeName } from '../model/placeName.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { Place } from '../model/Trace.ts';

export function parsePlace(name: string): Place | null {
  const parts = name.split('/');
  const [kind, a, b] = parts;
  if (kind === 'client' && parts.length === 1) return { kind: 'client' };
  if (kind === 'node' && a && parts.length === 2) return { kind: 'node', name: a };
  if (kind === 'pod' && a && parts.length === 2) return { kind: 'pod', namespace: 'default', name: a };
  if (kind === 'pod' && a && b && parts.length === 3) return { kind: 'pod', namespace: a, name: b };
  return null;
}

/** Where a connection can begin: the client, every Node, every running Pod that is not the cluster's own. */
export function placesToSend(
  result: Pick<SimulationResult, 'clientIPs' | 'nodes' | 'pods'>,
): { place: Place; ip: string }[] {
  return [
    { place: { kind: 'client' }, ip: result.clientIPs[0] ?? '' },
    ...result.nodes.map(({ name, ips }) => ({ place: { kind: 'node', name } as Place, ip: ips[0] ?? '' })),
    ...result.pods
      .filter((pod) => !pod.system && pod.ips.length > 0 && pod.phase === 'Running')
      .map(({ namespace, name, ips }) => ({ place: { kind: 'pod', namespace, name } as Place, ip: ips[0] ?? '' })),
  ];
}

/** Whether a connection can begin there. */
export function canSend(result: SimulationResult, place: Place): boolean {
  if (place.kind === 'client') return true;
  if (place.kind === 'node') return result.nodes.some(({ name }) => name === place.name);
  const pod = result.pods.find(({ namespace, name }) => namespace === place.namespace && name === place.name);
  return pod !== undefined && pod.ips.length > 0 && pod.phase === 'Running';
}

/** Where to: every offer once, whoever it was made to. */
export function targetsOf(result: SimulationResult): SimulationResult['offers'] {
  const byUrl = new Map(result.offers.map((offer) => [offer.url, offer]));
  return [...byUrl.values()];
}

/** Whoever was offered this address: the present sender if it was, else the first. One may still choose another. */
export function senderFor(url: string, now: Place, result: SimulationResult | null): Place {
  const senders = result?.offers.filter((offer) => offer.url === url).map((offer) => offer.from) ?? [];
  return senders.find((from) => placeName(from) === placeName(now)) ?? senders[0] ?? now;
}
