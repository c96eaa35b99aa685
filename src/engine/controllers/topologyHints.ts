import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import { type Node, ZONE } from '../../model/Node.ts';
import { quantity } from './quantity.ts';
import type { Packing } from './slicePacking.ts';
import { moveChanged, removeHints } from './trafficDistribution.ts';

/** An endpoint may get this much more than its share of the traffic, and no more. */
const OVERLOAD = 0.2;

interface Allocation {
  minimum: number;
  maximum: number;
  desired: number;
}

/** Each zone's part of the CPUs; undefined when that cannot be said (topologycache.go, SetNodes). */
export function cpuRatios(nodes: readonly Node[]): Map<string, number> | undefined {
  const cpus = new Map<string, number>();
  let total = 0;
  for (const { metadata, status } of nodes) {
    const labels = metadata.labels ?? {};
    if ('node-role.kubernetes.io/control-plane' in labels || 'node-role.kubernetes.io/master' in labels) continue;
    if (status.conditions?.find((c) => c.type === 'Ready')?.status !== 'True') continue;
    const cpu = quantity(status.allocatable?.['cpu']);
    const zone = labels[ZONE];
    if (!zone || cpu === 0) return undefined;
    total += cpu;
    cpus.set(zone, (cpus.get(zone) ?? 0) + cpu);
  }
  if (total === 0 || cpus.size < 2) return undefined;
  return new Map([...cpus].map(([zone, cpu]) => [zone, cpu / total]));
}

function allocationsFor(
  ratios: ReadonlyMap<string, number> | undefined,
  endpoints: number,
): Map<string, Allocation> | string {
  const counted = `(${endpoints} endpoints, ${ratios?.size} zones)`;
  if (!ratios) return 'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes';
  if (ratios.size > endpoints) return `Insufficient number of endpoints ${counted}`;
  const allocations = new Map<string, Allocation>();
  let least = 0;
  for (const [zone, ratio] of ratios) {
    const minimum = Math.ceil(ratio * endpoints * (1 / (1 + OVERLOAD)));
    least += minimum;
    allocations.set(zone, { minimum, maximum: 0, desired: Math.max(ratio * endpoints, minimum) });
  }
  if (least > endpoints)
    return `Unable to allocate minimum required endpoints to each zone without exceeding overload threshold ${counted}`;
  for (const allocation of allocations.values()) allocation.maximum = allocation.minimum + endpoints - least;
  return allocations;
}

const isReadyEndpoint = (endpoint: SliceEndpoint): boolean => endpoint.conditions?.ready === true;

/**
 * Hints of topology mode Auto, or none when the zones cannot each carry their share; then it says what is against them
 * (endpointslice: topologycache/topologycache.go, AddHints).
 */
export function addTopologyHints(
  packing: Packing,
  ratios: ReadonlyMap<string, number> | undefined,
): string | undefined {
  const lists = [...packing.create, ...packing.update].map((d) => d.endpoints);
  const ready = [...lists, ...packing.unchanged.map((s) => s.endpoints ?? [])].flat().filter(isReadyEndpoint).length;
  const allocations = allocationsFor(ratios, ready);
  if (typeof allocations === 'string') {
    removeHints(packing);
    return allocations;
  }
  const allocated = allocatedHints(packing, allocations);
  const drafts = [...packing.create, ...packing.update];
  if (drafts.some((d) => d.endpoints.some((e) => isReadyEndpoint(e) && !e.zone))) {
    removeHints(packing);
    return 'One or more endpoints do not have a zone specified';
  }
  for (const draft of drafts)
    draft.endpoints = draft.endpoints.map((e) => {
      if (!isReadyEndpoint(e)) return e;
      const zone = e.zone as string;
      allocated.set(zone, (allocated.get(zone) ?? 0) + 1);
      return { ...e, hints: { forZones: [{ name: zone }] } };
    });
  const { giving, receiving } = transfers(allocations, allocated);
  for (const draft of drafts) draft.endpoints = draft.endpoints.map((e) => redirected(e, giving, receiving));
  if (allocated.size > 0) return undefined;
  removeHints(packing);
  return 'No hints allocated for zones';
}

/** Whether zones have too few of a Service's endpoints after a change of Nodes (topologycache/utils.go, serviceOverloaded). */
export function isOverloaded(
  slices: readonly EndpointSlice[],
  ratios: ReadonlyMap<string, number> | undefined,
): boolean {
  if (!ratios) return true;
  const zones: Numbers = new Map();
  const hints = slices.flatMap((slice) => (slice.endpoints ?? []).flatMap((e) => e.hints?.forZones ?? []));
  for (const { name } of hints) bump(zones, name, 1);
  return [...ratios].some(
    ([zone, ratio]) => (zones.get(zone) ?? 0) < Math.max(1, Math.ceil(hints.length * ratio * (1 / (1 + OVERLOAD)))),
  );
}

/** Hints in slices that stay; slices whose hints are not good any more are written anew. */
function allocatedHints(packing: Packing, allocations: ReadonlyMap<string, Allocation>): Map<string, number> {
  const allocated = new Map<string, number>();
  moveChanged(packing, (slice) => {
    const hints = validHints(slice, allocated, allocations);
    for (const [zone, n] of hints ?? []) allocated.set(zone, (allocated.get(zone) ?? 0) + n);
    return hints === undefined;
  });
  return allocated;
}

function validHints(
  slice: EndpointSlice,
  allocated: ReadonlyMap<string, number>,
  allocations: ReadonlyMap<string, Allocation>,
): Map<string, number> | undefined {
  const hints = new Map<string, number>();
  for (const endpoint of (slice.endpoints ?? []).filter(isReadyEndpoint)) {
    const zones = endpoint.hints?.forZones ?? [];
    if (zones.length === 0) return undefined;
    for (const { name } of zones) {
      if (!allocations.has(name)) return undefined;
      hints.set(name, (hints.get(name) ?? 0) + 1);
    }
  }
  for (const [zone, n] of hints)
    if (n + (allocated.get(zone) ?? 0) > (allocations.get(zone)?.maximum ?? 0)) return undefined;
  return hints;
}

type Numbers = Map<string, number>;

const most = (zones: Numbers): [zone: string, n: number] =>
  [...zones].reduce<[string, number]>((best, [zone, n]) => (n > best[1] ? [zone, n] : best), ['', 0]);

const bump = (numbers: Numbers, zone: string, by: number): void => {
  numbers.set(zone, (numbers.get(zone) ?? 0) + by);
};

/** How many endpoints each zone gives away and receives (topologycache/utils.go, getGivingAndReceivingZones). */
function transfers(
  allocations: ReadonlyMap<string, Allocation>,
  allocated: Numbers,
): { giving: Numbers; receiving: Numbers } {
  const surplus: Numbers = new Map();
  const deficit: Numbers = new Map();
  for (const [zone, { desired }] of allocations) {
    const has = allocated.get(zone) ?? 0;
    if (has > desired) surplus.set(zone, has - desired);
    else if (has < desired) deficit.set(zone, desired - has);
  }
  const giving: Numbers = new Map();
  const receiving: Numbers = new Map();
  for (;;) {
    const [from, give] = most(surplus);
    const [to, take] = most(deficit);
    if (!from || !to || (give < 1 && take < 1) || give < 0.5 || take < 0.5) return { giving, receiving };
    bump(giving, from, 1);
    bump(surplus, from, -1);
    bump(receiving, to, 1);
    bump(deficit, to, -1);
  }
}

function redirected(endpoint: SliceEndpoint, giving: Numbers, receiving: Numbers): SliceEndpoint {
  if (!isReadyEndpoint(endpoint) || !endpoint.zone || (giving.get(endpoint.zone) ?? 0) <= 0) return endpoint;
  for (const [to, n] of receiving) {
    if (n <= 0) continue;
    bump(giving, endpoint.zone, -1);
    bump(receiving, to, -1);
    return { ...endpoint, hints: { forZones: [{ name: to }] } };
  }
  return endpoint;
}
