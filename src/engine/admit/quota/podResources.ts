import type { Fields } from '../Fields.ts';
import { addQuantities, quantityValue } from '../quantity.ts';

/** Quantities by the name of their resource. */
export type Amounts = Record<string, string>;

export const plus = (a: Amounts, b: Amounts): Amounts => {
  const sum = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = addQuantities(sum[name] ?? '0', amount);
  return sum;
};

const max = (a: Amounts, b: Amounts): Amounts => {
  const most = { ...a };
  for (const [name, amount] of Object.entries(b))
    if (most[name] === undefined || quantityValue(amount) > quantityValue(most[name])) most[name] = amount;
  return most;
};

/** Of what a Pod may say as a whole (resource/helpers.go, IsSupportedPodLevelResource). */
const ofPods = (amounts: Amounts = {}): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => /^(cpu$|memory$|hugepages-)/.test(name)));

/**
 * What a Pod asks for: its containers together, or what those that start before them need at once, if that is more;
 * of what it says as a whole, that (plugin/pkg/admission/limitranger, podRequests and podLimits).
 */
export function podResources(spec: Fields, field: 'requests' | 'limits'): Amounts {
  let sum: Amounts = {};
  let sidecars: Amounts = {};
  let first: Amounts = {};
  for (const container of spec['containers'] as Fields[]) sum = plus(sum, container['resources']?.[field] ?? {});
  for (const container of (spec['initContainers'] ?? []) as Fields[]) {
    const own: Amounts = container['resources']?.[field] ?? {};
    if (container['restartPolicy'] === 'Always') sidecars = plus(sidecars, own);
    first = max(first, container['restartPolicy'] === 'Always' ? sidecars : plus(sidecars, own));
  }
  return { ...max(plus(sum, sidecars), first), ...ofPods(spec['resources']?.[field]) };
}

/**
 * The same with what its runtime takes beside; of limits, where there are some (component-helpers: resource/helpers.go,
 * PodRequests and PodLimits).
 */
export function withOverhead(spec: Fields, field: 'requests' | 'limits'): Amounts {
  const own = podResources(spec, field);
  const beside = Object.entries((spec['overhead'] ?? {}) as Amounts).filter(
    ([name]) => field === 'requests' || quantityValue(own[name] ?? '0') > 0n,
  );
  return plus(own, Object.fromEntries(beside));
}
