import { expect, test } from 'vitest';
import { advanced, loaded, paused, played, sought, stepped, stopped } from './playback.ts';

const film = loaded(stopped, 1000, [100, 400, 900]);

test('plays to the end and stops there; playing again begins anew', () => {
  const end = advanced(played(film), 5000);
  expect(end).toMatchObject({ time: 1000, playing: false });
  expect(played(end).time).toBe(0);
  expect(advanced({ ...played(film), loop: true }, 2300)).toMatchObject({ time: 300, playing: true });
});

test('speed scales the clock, and a paused film does not move', () => {
  expect(advanced({ ...played(film), speed: 4 }, 50).time).toBe(200);
  expect(advanced(paused(sought(film, 250)), 50).time).toBe(250);
});

test('steps go from hop to hop both ways', () => {
  const times = [1, 1, 1, 1].map((by, i, all) => all.slice(0, i + 1).reduce((s) => stepped(s, by), film).time);
  expect(times).toEqual([100, 400, 900, 1000]);
  expect(stepped(sought(film, 400), -1).time).toBe(100);
  expect(stepped(sought(film, 500), -1).time).toBe(400);
  expect(stepped(sought(film, 100), -1).time).toBe(0);
  expect(stepped(film, 10).time).toBe(1000);
  expect(stepped(sought(film, 1000), -10).time).toBe(0);
});
