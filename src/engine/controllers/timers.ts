import type { Cluster, Timer } from '../cluster/Cluster.ts';

/** Has something happen at a virtual time: soonest first, ties in order of scheduling. */
export function schedule(
  cluster: Cluster,
  at: number,
  fire: (cluster: Cluster) => void,
  { awaited = false, byHand = false }: { awaited?: boolean; byHand?: boolean } = {},
): Timer {
  const { timers } = cluster;
  let low = 0;
  for (let high = timers.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((timers[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const timer: Timer = { at, sequence: cluster.control.sequence++, awaited, byHand, fire };
  timers.splice(low, 0, timer);
  return timer;
}

/** A Go duration such as `30s`, `1m30s` or `0`, in milliseconds; `fallback` when it is none. */
export function duration(text: string | undefined, fallback: number): number {
  if (text === '0') return 0;
  const unit: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const parts = [...(text ?? '').matchAll(/([0-9.]+)(ms|s|m|h)/g)];
  if (parts.length === 0) return fallback;
  return parts.reduce((sum, [, n, u]) => sum + Number(n) * (unit[u ?? ''] ?? 0), 0);
}

/** Whole seconds as Go prints a duration: `3s`, `1m30s`, `1h0m0s` (time.Duration, String). */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes % 60}m` : ''}${seconds % 60}s`;
}
