import { expect, test } from 'vitest';
import { commandLimit, listenToHost, readCommand } from './messages.ts';

const message = (type: unknown, payload?: unknown) => readCommand({ ns: 'kubehop', v: 1, type, payload });

test('reads what a host may ask, and nothing else (T36)', () => {
  expect(message('play')).toEqual({ type: 'play' });
  expect(message('seek', 3)).toEqual({ type: 'seek', hop: 3 });
  expect(message('setTheme', 'dark')).toEqual({ type: 'setTheme', theme: 'dark' });
  for (const payload of [0, -1, 1.5, '2', null, {}]) expect(message('seek', payload)).toBeNull();
  expect(message('setTheme', 'javascript:')).toBeNull();
  expect(message('setLang', 'zh-CN')).toEqual({ type: 'setLang', tag: 'zh-CN' });
  for (const payload of [null, 7, 'x'.repeat(36)]) expect(message('setLang', payload)).toBeNull();
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

/** A frame in a page, whose window says what it was told and to whom. */
function framed() {
  const sent: { type: string; to: string }[] = [];
  const parent = { postMessage: ({ type }: { type: string }, to: string) => sent.push({ type, to }) };
  let hear: (event: unknown) => void = () => {};
  const window = { parent, addEventListener: (_: string, listener: typeof hear) => (hear = listener) };
  const line = listenToHost(window as unknown as Window, () => ({ hop: 1, hops: 2, playing: false }));
  const say = (origin: string, source: unknown = parent, timeStamp = 0): void =>
    hear({ data: { ns: 'kubehop', v: 1, type: 'getState' }, origin, source, timeStamp });
  return { line, say, sent };
}

test.each([
  'https://good.example.evil.com',
  'https://xgood.example',
  'https://good-example',
  'https://good.example:8443',
  'http://good.example',
])('%s is answered as itself, and never taken for another (T35)', (origin) => {
  const { line, say, sent } = framed();
  say('https://good.example');
  say(origin);
  line.step({ hop: 2, hops: 2, playing: false });
  expect(sent).toEqual([
    { type: 'ready', to: '*' },
    { type: 'state', to: 'https://good.example' },
    { type: 'state', to: origin },
    { type: 'step', to: origin },
  ]);
});

test('who has not asked is told nothing but that the frame is there, and a page that came later nothing that was for the one before (T37)', () => {
  const { line, say, sent } = framed();
  line.step({ hop: 1, hops: 2, playing: true });
  line.error('no picture');
  say('https://evil.example', {});
  expect(sent).toEqual([{ type: 'ready', to: '*' }]);
  // the browser delivers to a window only while it shows the origin that is named
  say('https://good.example');
  line.step({ hop: 2, hops: 2, playing: true });
  expect(sent.slice(1).map(({ to }) => to)).toEqual(['https://good.example', 'https://good.example']);
  // a page without an origin cannot be named, so it is told nothing
  say('null');
  line.step({ hop: 2, hops: 2, playing: true });
  expect(sent).toHaveLength(3);
});
