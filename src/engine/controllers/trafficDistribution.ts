import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import type { Packing } from './slicePacking.ts';

/** PreferClose is the old name of PreferSameZone. */
export const isTrafficDistribution = (value: string | undefined): boolean =>
  value === 'PreferClose' || value === 'PreferSameZone' || value === 'PreferSameNode';

const isReadyEndpoint = (endpoint: SliceEndpoint): boolean => endpoint.conditions?.ready === true;

type Hints = NonNullable<SliceEndpoint['hints']>;

function hintsFor(endpoint: SliceEndpoint, withNode: boolean): Hints | undefined {
  const hints: Hints = {};
  if (endpoint.zone) hints.forZones = [{ name: endpoint.zone }];
  if (withNode && endpoint.nodeName) hints.forNodes = [{ name: endpoint.nodeName }];
  return hints.forZones || hints.forNodes ? hints : undefined;
}

const equalHints = (a: Hints | undefined, b: Hints | undefined): boolean =>
  (a?.forZones ?? []).map((z) => z.name).join() === (b?.forZones ?? []).map((z) => z.name).join() &&
  (a?.forNodes ?? []).map((n) => n.name).join() === (b?.forNodes ?? []).map((n) => n.name).join();

function without(endpoint: SliceEndpoint): SliceEndpoint {
  const bare = { ...endpoint };
  delete bare.hints;
  return bare;
}

/** Slices that stay as they are unless their hints must change move over to those that are written. */
export function moveChanged(packing: Packing, mustChange: (slice: EndpointSlice) => boolean): void {
  packing.unchanged = packing.unchanged.filter((slice) => {
    if (!mustChange(slice)) return true;
    packing.update.push({ slice, endpoints: [...(slice.endpoints ?? [])], ports: slice.ports ?? [] });
    return false;
  });
}

/** Hints of spec.trafficDistribution on every ready endpoint (endpointslice: trafficdist/trafficdist.go). */
export function addDistributionHints(packing: Packing, distribution: string): void {
  const withNode = distribution === 'PreferSameNode';
  moveChanged(packing, (slice) =>
    (slice.endpoints ?? []).some((e) => isReadyEndpoint(e) && !equalHints(e.hints, hintsFor(e, withNode))),
  );
  for (const draft of [...packing.create, ...packing.update])
    draft.endpoints = draft.endpoints.map((e) => {
      if (!isReadyEndpoint(e)) return e;
      const hints = hintsFor(e, withNode);
      return hints ? { ...e, hints } : without(e);
    });
}

/** No hints at all (endpointslice: topologycache/utils.go, RemoveHintsFromSlices). */
export function removeHints(packing: Packing): void {
  moveChanged(packing, (slice) => (slice.endpoints ?? []).some((e) => e.hints !== undefined));
  for (const draft of [...packing.create, ...packing.update]) draft.endpoints = draft.endpoints.map((e) => without(e));
}
