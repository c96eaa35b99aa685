/** Runs of one direction side by side, none on top of another: each run takes the first lane that is free there. */
export interface Lanes {
  /** Lane number, from 0, of a run between two coordinates of a strip. */
  take(strip: string, from: number, to: number): number;
}

/** More than this many lanes have no room in a strip: further runs share the last. */
export const mostLanes = 5;

export function newLanes(): Lanes {
  const strips = new Map<string, [number, number][][]>();
  return {
    take(strip, from, to) {
      const low = Math.min(from, to);
      const high = Math.max(from, to);
      const lanes = strips.get(strip) ?? [];
      strips.set(strip, lanes);
      // Runs may touch end to end (down to a shelf, then on from it), but not overlap.
      let lane = lanes.findIndex((runs) => runs.every(([a, b]) => high <= a + 0.5 || low >= b - 0.5));
      if (lane < 0) lane = Math.min(lanes.length, mostLanes - 1);
      const runs = lanes[lane] ?? [];
      lanes[lane] = runs;
      runs.push([low, high]);
      return lane;
    },
  };
}
