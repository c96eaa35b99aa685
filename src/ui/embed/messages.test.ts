import { expect, test } from 'vitest';
import { commandLimit, readCommand } from './messages.ts';

const message = (type: unknown, payload?: unknown) => readCommand({ ns: 'kubehop', v: 1, type, payload });

test('reads what a host may ask, and nothing else (T36)', () => {
  expect(message('play')).toEqual({ type: 'play' });
  expect(message('seek', 3)).toEqual({ type: 'seek', hop: 3 });
  expect(message('setTheme', 'dark')).toEqual({ type: 'setTheme', theme: 'dark' });
  for (const payload of [0, -1, 1.5, '2', null, {}]) expect(message('seek', payload)).toBeNull();
  expect(message('setTheme', 'javascript:')).toBeNull();
  expect(message('load', 'kind: Pod')).toEqual({ type: 'load', yaml: 'kind: Pod' });
  for (const payload of [null, {}, 'x'.repeat(1 + (1 << 20))]) expect(message('load', payload)).toBeNull();
  expect(message('toString')).toBeNull();
  for (const data of [null, 'play', 7, [], { type: 'play' }, { ns: 'kubehop', v: 2, type: 'play' }]) {
    expect(readCommand(data)).toBeNull();
  }
});

test('twenty commands a second are enough', () => {
  const allowed = commandLimit();
  const passed = Array.from({ length: 50 }, (_, i) => allowed(i * 10)).filter(Boolean);
  expect(passed).toHaveLength(20);
  expect(allowed(1500)).toBe(true);
});
