import type { Network } from '../model/Address.ts';

interface Point {
  x: number;
  y: number;
}

/** A chance that is to be written somewhere; `trace` is the way that it belongs to. */
export interface Chance extends Point {
  chance: number;
  trace: number;
  network: Network;
}

/** What is written at one place: the chance of one way, or of several that end beside each other. */
export interface ChanceLabel extends Point {
  text: string;
  /** The ways, the likeliest first. */
  traces: number[];
  taken: boolean;
  network: Network;
  w: number;
  h: number;
}

/** `33%`, `<1%`. */
export function shortPercent(chance: number): string {
  const percent = chance * 100;
  return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

/** Free between two labels. */
const gap = 2;
const meet = (a: ChanceLabel, b: ChanceLabel): boolean =>
  Math.abs(a.x - b.x) < (a.w + b.w) / 2 + gap && Math.abs(a.y - b.y) < (a.h + b.h) / 2 + gap;

/**
 * Chances at their places, so that none is written over another: what would overlap becomes one label, `3× 8%` for three
 * ways of 8 % each, `3: 20%` for three that differ. The way taken keeps its own label; others make room for it.
 * `sizeOf` measures a label, on the screen as the places are.
 */
export function chanceLabels(
  ghosts: readonly Chance[],
  taken: Chance | null,
  sizeOf: (text: string) => { w: number; h: number },
): ChanceLabel[] {
  const single = ({ x, y, chance, trace, network }: Chance, isTaken: boolean): ChanceLabel => {
    const text = shortPercent(chance);
    return { x, y, text, traces: [trace], taken: isTaken, network, ...sizeOf(text) };
  };
  const chanceOf = new Map(ghosts.map(({ trace, chance }) => [trace, chance]));
  const joined = (one: ChanceLabel, other: ChanceLabel): ChanceLabel => {
    const traces = [...one.traces, ...other.traces].sort((a, b) => chanceOf.get(b)! - chanceOf.get(a)! || a - b);
    const texts = new Set(traces.map((trace) => shortPercent(chanceOf.get(trace)!)));
    const sum = traces.reduce((all, trace) => all + chanceOf.get(trace)!, 0);
    const text = texts.size === 1 ? `${traces.length}× ${[...texts][0]}` : `${traces.length}: ${shortPercent(sum)}`;
    return { ...one, x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, text, traces, ...sizeOf(text) };
  };
  const fixed = taken && single(taken, true);
  /** Beside the label of the way taken, on the side where it is already. */
  const clear = (label: ChanceLabel): ChanceLabel => {
    if (!fixed || !meet(label, fixed)) return label;
    const away = (label.h + fixed.h) / 2 + gap;
    return { ...label, y: fixed.y + (label.y < fixed.y ? -away : away) };
  };
  const placed: ChanceLabel[] = [];
  const waiting = ghosts.map((ghost) => single(ghost, false));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const label = clear(next);
    const at = placed.findIndex((other) => meet(other, label));
    if (at < 0) placed.push(label);
    else waiting.unshift(joined(placed.splice(at, 1)[0]!, label));
  }
  return fixed ? [...placed, fixed] : placed;
}
