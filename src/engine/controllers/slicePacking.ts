import type { EndpointSlice, SliceEndpoint, SlicePort } from '../../model/EndpointSlice.ts';

/** Endpoints per slice (kube-controller-manager: --max-endpoints-per-slice). */
const MAXIMUM = 100;

/** What tells two endpoints apart: addresses, host name and Pod (endpointslice: util/endpointset.go). */
export const endpointKey = (e: SliceEndpoint): string =>
  `${e.addresses.join(',')} ${e.hostname ?? ''} ${e.targetRef?.namespace ?? ''}/${e.targetRef?.name ?? ''}`;

/** What groups endpoints into slices: their ports. */
export const portsKey = (ports: readonly SlicePort[]): string =>
  JSON.stringify(ports.map((p) => [p.name, p.port, p.protocol, p.appProtocol]));

const equalBeyondKey = (a: SliceEndpoint, b: SliceEndpoint): boolean =>
  a.nodeName === b.nodeName &&
  a.zone === b.zone &&
  a.conditions?.ready === b.conditions?.ready &&
  a.conditions?.serving === b.conditions?.serving &&
  a.conditions?.terminating === b.conditions?.terminating &&
  a.targetRef?.uid === b.targetRef?.uid;

/** A slice before it has a name, and what is to become of those that have one. */
export interface Draft {
  /** The slice that is changed; undefined for a new one. */
  slice: EndpointSlice | undefined;
  endpoints: SliceEndpoint[];
  ports: SlicePort[];
}

export interface Packing {
  create: Draft[];
  update: Draft[];
  unchanged: EndpointSlice[];
  remove: EndpointSlice[];
}

/**
 * Puts the endpoints of one set of ports into slices, changing as few slices as it can
 * (endpointslice: reconciler.go, reconcileByPortMapping).
 */
export function pack(
  existing: readonly EndpointSlice[],
  desired: readonly SliceEndpoint[],
  ports: SlicePort[],
  labelsChanged: (slice: EndpointSlice) => boolean,
): Packing {
  const packing: Packing = { create: [], update: [], unchanged: [], remove: [] };
  const waiting = new Map(desired.map((e) => [endpointKey(e), e]));
  for (const slice of existing) {
    const kept: SliceEndpoint[] = [];
    let changed = false;
    const before = slice.endpoints ?? [];
    for (const endpoint of before) {
      const got = waiting.get(endpointKey(endpoint));
      if (!got) continue;
      waiting.delete(endpointKey(endpoint));
      if (!equalBeyondKey(got, endpoint)) changed = true;
      kept.push(got);
    }
    if (changed || kept.length !== before.length) {
      if (kept.length === 0) packing.remove.push(slice);
      else packing.update.push({ slice, endpoints: kept, ports });
    } else if (labelsChanged(slice)) packing.update.push({ slice, endpoints: before.slice(), ports });
    else packing.unchanged.push(slice);
  }
  const rest = [...waiting.values()];
  const fullestFirst = packing.update.toSorted((a, b) => b.endpoints.length - a.endpoints.length);
  for (const { endpoints } of fullestFirst) endpoints.push(...rest.splice(0, Math.max(0, MAXIMUM - endpoints.length)));
  while (rest.length > 0) {
    const home = rest.length < MAXIMUM ? sliceToFill(packing.unchanged, rest.length) : undefined;
    if (home) packing.unchanged = packing.unchanged.filter((s) => s !== home);
    const endpoints = [...(home?.endpoints ?? [])];
    endpoints.push(...rest.splice(0, MAXIMUM - endpoints.length));
    (home ? packing.update : packing.create).push({ slice: home, endpoints, ports });
  }
  return packing;
}

/** The slice that will be closest to full with so many endpoints more. */
function sliceToFill(slices: readonly EndpointSlice[], more: number): EndpointSlice | undefined {
  let best: EndpointSlice | undefined;
  let least = MAXIMUM;
  for (const slice of slices) {
    const left = MAXIMUM - (more + (slice.endpoints?.length ?? 0));
    if (left >= 0 && left < least) [best, least] = [slice, left];
  }
  return best;
}
