/** The player as a state machine without a clock and without a page: time is an argument. */
export interface Playback {
  /** Position in the film, and its length, in milliseconds at speed 1. */
  time: number;
  duration: number;
  playing: boolean;
  /** 0.25 … 8. */
  speed: number;
  /** Begin again at the end. */
  loop: boolean;
  /** Times that a step goes to: when everything has happened that happens at a hop. */
  stops: number[];
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

export const stopped: Playback = { time: 0, duration: 0, playing: false, speed: 1, loop: false, stops: [] };

/** A new film: at its start, paused; speed and loop are kept. */
export const loaded = (state: Playback, duration: number, stops: number[]): Playback => ({
  ...state,
  time: 0,
  playing: false,
  duration,
  stops,
});

/** Playing from the end begins again. */
export const played = (state: Playback): Playback =>
  state.duration === 0 ? state : { ...state, playing: true, time: state.time >= state.duration ? 0 : state.time };

/** Pausing never finishes the move. */
export const paused = (state: Playback): Playback => ({ ...state, playing: false });

export const sought = (state: Playback, time: number): Playback => ({ ...state, time: clamp(time, 0, state.duration) });

export const atSpeed = (state: Playback, speed: number): Playback => ({ ...state, speed: clamp(speed, 0.25, 8) });

/** The clock went on by `elapsed` milliseconds. */
export function advanced(state: Playback, elapsed: number): Playback {
  if (!state.playing) return state;
  const time = state.time + elapsed * state.speed;
  if (time < state.duration) return { ...state, time };
  return state.loop && state.duration > 0
    ? { ...state, time: time % state.duration }
    : { ...state, time: state.duration, playing: false };
}

/** Steps go from hop to hop and pause; forward of the last hop lies the end, before the first the start. */
export function stepped(state: Playback, by: number): Playback {
  const marks = state.stops;
  // Within a frame of a stop counts as being there, so that a step never seems to do nothing.
  const next = marks.findIndex((t) => t > state.time + 1);
  const before = marks.findLastIndex((t) => t < state.time - 1);
  const index = by > 0 ? (next < 0 ? marks.length : next) + by - 1 : before + by + 1;
  const time = index < 0 ? 0 : (marks[index] ?? state.duration);
  return { ...state, playing: false, time: clamp(time, 0, state.duration) };
}
