import type { Hop } from '../model/Trace.ts';
import { rulesTried } from './rulesTried.ts';
import type { Timeline } from './timeline.ts';

/**
 * The one clock of picture, ladder, inspector and player. A position is a hop and a fraction of it: 3.25 is a quarter
 * into the fourth hop. So it keeps its meaning when the picture is laid out anew and its milliseconds change.
 */
export interface Marks {
  /** Milliseconds at 1× at which each hop begins, and the end: one more than there are hops. */
  starts: readonly number[];
  /** Where in each hop a step stops: the packet stands at the machine and what happened there has happened. */
  rests: readonly number[];
  /** Rules that the packet is held against at each hop, between its arrival and its rest. */
  rules: readonly number[];
}

/** The player as a state machine without a clock and without a page: time is an argument. */
export interface Playback {
  position: number;
  playing: boolean;
  /** 0.25 … 8. */
  speed: number;
  /** Begin again at the end. */
  loop: boolean;
  /** Steps go from rule to rule instead of from hop to hop. */
  byRule: boolean;
  marks: Marks;
}

/** Milliseconds of a hop while no picture has said how long its way is. */
const PLAIN_HOP = 1000;
/** A rule is shown this long while steps go by rules, at 1×: long enough to read it. */
const RULE = 450;

export const plainMarks = (hops: readonly Hop[]): Marks => ({
  starts: Array.from({ length: hops.length + 1 }, (_, i) => i * PLAIN_HOP),
  rests: hops.map((_, i) => (i + 0.5) * PLAIN_HOP),
  rules: hops.map((hop) => rulesTried(hop).length),
});

export const marksOf = ({ hops, duration }: Timeline): Marks => ({
  starts: [...hops.map(({ start }) => start), duration],
  // A moment after everything has happened, so that the frame shows it.
  rests: hops.map(({ start, rest, end }) => Math.max(start, Math.min(rest + 1, end - 1))),
  rules: hops.map(({ hop }) => rulesTried(hop).length),
});

export const stopped: Playback = {
  position: 0,
  playing: false,
  speed: 1,
  loop: false,
  byRule: false,
  marks: plainMarks([]),
};

export const hopsOf = (marks: Marks): number => marks.rests.length;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The milliseconds of a position. */
export function timeAt(marks: Marks, position: number): number {
  const hops = hopsOf(marks);
  const at = clamp(position, 0, hops);
  const hop = Math.min(Math.floor(at), Math.max(0, hops - 1));
  const [from = 0, to = from] = [marks.starts[hop], marks.starts[hop + 1]];
  return from + (to - from) * (at - hop);
}

/** The position of a time in milliseconds. */
export function positionAt(marks: Marks, time: number): number {
  const hops = hopsOf(marks);
  let hop = 0;
  while (hop + 1 < hops && time >= (marks.starts[hop + 1] ?? 0)) hop += 1;
  const [from = 0, to = from] = [marks.starts[hop], marks.starts[hop + 1]];
  return to > from ? Math.min(hops, hop + Math.max(0, time - from) / (to - from)) : hop;
}

/** The hop that a position shows; the end belongs to the last one. */
export const hopAt = (position: number, hops: number): number => Math.max(0, Math.min(Math.floor(position), hops - 1));

/** The position at which a step to this hop stops. */
export function restOf(marks: Marks, hop: number): number {
  const at = clamp(hop, 0, hopsOf(marks) - 1);
  return positionAt(marks, marks.rests[at] ?? 0);
}

/** The position at which a rule of a hop, from 0, is being tried. Rules share the time from arrival to rest. */
export function ruleStop(marks: Marks, hop: number, rule: number): number {
  const rules = marks.rules[hop] ?? 0;
  return hop + (restOf(marks, hop) - hop) * ((rule + 1) / (rules + 1));
}

/** Positions that differ by less are the same: less than a millisecond. */
const NEAR = 1e-6;

/** The rule that is being tried at a position, from 0; null when none is yet, or all of its hop are done. */
export function ruleAt(marks: Marks, position: number): number | null {
  const hop = hopAt(position, hopsOf(marks));
  const rules = marks.rules[hop] ?? 0;
  const rest = restOf(marks, hop);
  if (rules === 0 || position >= rest - NEAR) return null;
  const rule = Math.floor(((position - hop) / (rest - hop)) * (rules + 1) + NEAR) - 1;
  return rule < 0 ? null : rule;
}

/** Every position that a step by rules stops at. */
function ruleStops(marks: Marks): number[] {
  return marks.rules.flatMap((rules, hop) => [
    ...Array.from({ length: rules }, (_, rule) => ruleStop(marks, hop, rule)),
    restOf(marks, hop),
  ]);
}

/** Playing from the end begins again. */
export function played(state: Playback): Partial<Playback> {
  const hops = hopsOf(state.marks);
  return hops === 0 ? {} : { playing: true, position: state.position >= hops ? 0 : state.position };
}

/** A place on the scrubber. Scrubbing pauses, and never finishes the move. */
export const sought = ({ marks }: Playback, position: number): Partial<Playback> => ({
  playing: false,
  position: clamp(position, 0, hopsOf(marks)),
});

export const soughtHop = (state: Playback, hop: number): Partial<Playback> =>
  hopsOf(state.marks) === 0 ? {} : sought(state, restOf(state.marks, hop));

/** Steps go from rest to rest, or from rule to rule, and pause; they end at the first and at the last hop. */
export function stepped(state: Playback, by: number): Partial<Playback> {
  const { marks, position, byRule } = state;
  const hops = hopsOf(marks);
  if (hops === 0) return {};
  if (!byRule) return soughtHop(state, clamp(hopAt(position, hops) + by, 0, hops - 1));
  const stops = ruleStops(marks);
  const here = stops.findLastIndex((stop) => stop <= position + NEAR);
  return sought(state, stops[clamp(here + by, 0, stops.length - 1)] ?? 0);
}

/** Whether a step back or on leads anywhere. */
export function canStep(state: Playback, by: 1 | -1): boolean {
  const { position = state.position } = stepped(state, by);
  return by * (position - state.position) > NEAR;
}

/** How much slower than the film time goes here, so that a rule can be read. */
function slowness({ marks, position, byRule }: Playback): number {
  const hop = hopAt(position, hopsOf(marks));
  const rules = marks.rules[hop] ?? 0;
  if (!byRule || rules === 0 || position >= restOf(marks, hop)) return 1;
  return Math.max(1, (rules * RULE) / Math.max(1, (marks.rests[hop] ?? 0) - (marks.starts[hop] ?? 0)));
}

/** The clock went on by `elapsed` milliseconds. */
export function advanced(state: Playback, elapsed: number): Partial<Playback> {
  const { marks, playing, position, speed } = state;
  if (!playing) return {};
  const next = positionAt(marks, timeAt(marks, position) + (elapsed * speed) / slowness(state));
  return arrived(state, next);
}

/** Without motion the player goes on to the next stop, and is held there by its clock. */
export function jumped(state: Playback): Partial<Playback> {
  const { marks, position } = state;
  const stops = state.byRule ? ruleStops(marks) : marks.rests.map((_, hop) => restOf(marks, hop));
  return arrived(state, stops.find((stop) => stop > position + NEAR) ?? hopsOf(marks));
}

function arrived({ marks, loop }: Playback, position: number): Partial<Playback> {
  const hops = hopsOf(marks);
  if (position < hops) return { position };
  return loop ? { position: 0 } : { position: hops, playing: false };
}

/** The picture was laid out anew: who rests at a hop, or at a rule, goes on resting there. */
export function remarked(state: Playback, marks: Marks): Partial<Playback> {
  const { position } = state;
  const hop = hopAt(position, hopsOf(state.marks));
  if (hopsOf(marks) !== hopsOf(state.marks)) return {};
  const rule = ruleAt(state.marks, position);
  if (Math.abs(position - restOf(state.marks, hop)) < NEAR) return { marks, position: restOf(marks, hop) };
  if (rule !== null && Math.abs(position - ruleStop(state.marks, hop, rule)) < NEAR)
    return { marks, position: ruleStop(marks, hop, rule) };
  return { marks };
}
