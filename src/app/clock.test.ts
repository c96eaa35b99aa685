import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Playback } from '../scene/playback.ts';
import { runClock } from './clock.ts';

interface Typed extends Playback {
  text: string;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (act: (now: number) => void) => setTimeout(() => act(performance.now()), 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Two hops that play. */
const playing = () =>
  createStore<Typed>(() => ({
    marks: { starts: [0, 1000, 2000], rests: [500, 1500], rules: [0, 0] },
    position: 0,
    speed: 1,
    playing: true,
    loop: false,
    byRule: false,
    text: '',
  }));

test('stands still while somebody types, and goes on a quarter of a second after the last key', () => {
  const store = playing();
  const end = runClock(
    store,
    () => false,
    (state, before) => state.text !== before.text,
  );
  vi.advanceTimersByTime(100);
  const { position } = store.getState();
  expect(position).toBeGreaterThan(0);
  for (let key = 0; key < 10; key++) {
    store.setState(({ text }) => ({ text: `${text}a` }));
    vi.advanceTimersByTime(100);
    expect(store.getState().position).toBe(position);
  }
  vi.advanceTimersByTime(149);
  expect(store.getState().position).toBe(position);
  vi.advanceTimersByTime(200);
  expect(store.getState().position).toBeGreaterThan(position);
  end();
});
