import type { Dice } from '../../kernel-check/Dice.ts';
import { commandLimit, listenToHost, readCommand } from '../../src/ui/embed/messages.ts';
import { hold, type Target, without } from '../Target.ts';

const TYPES = ['play', 'pause', 'seek', 'load', 'setTheme', 'getState', 'ready', 'resize', '__proto__', 'toString', ''];
const VALUES: unknown[] = [
  undefined,
  null,
  true,
  0,
  1,
  -1,
  7,
  1.5,
  Number.NaN,
  2 ** 53,
  '',
  'dark',
  'auto',
  'kubehop',
  'apiVersion: v1',
  [],
  {},
  [1],
  { hop: 1 },
  { toString: null },
  new Date(0),
  new Map(),
  new Uint8Array(2),
  10n,
  'x'.repeat(2 ** 20 + 1),
];
const ORIGINS = ['https://good.example', 'https://good.example.evil.com', 'https://good.example:8443', 'null', ''];

function messageOf(dice: Dice): unknown {
  if (dice.chance(0.1)) return dice.pick(VALUES);
  const any = (): unknown => dice.pick(VALUES);
  return {
    ns: dice.chance(0.8) ? 'kubehop' : any(),
    v: dice.chance(0.8) ? 1 : any(),
    type: dice.chance(0.8) ? dice.pick(TYPES) : any(),
    ...(dice.chance(0.7) && { payload: any() }),
    ...(dice.chance(0.4) && { id: any() }),
    ...(dice.chance(0.1) && { extra: any() }),
  };
}

const THEMES = ['auto', 'light', 'dark'];

/** A command is one of the closed list, with nothing in it that came along. */
function isCommand(command: object): boolean {
  const { type, hop, theme, yaml, ...rest } = command as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return false;
  if (type === 'seek') return Number.isInteger(hop) && Number(hop) >= 1;
  if (type === 'load') return typeof yaml === 'string' && yaml.length <= 1 << 20;
  if (type === 'setTheme') return THEMES.includes(String(theme));
  return ['play', 'pause', 'getState'].includes(String(type));
}

interface Sent {
  data: unknown;
  to: string;
}

const SPEAKERS = 40;

export const messages: Target = {
  name: 'messages',
  title: 'messages to the embed: only commands of the list, only from the parent, answers only to who asked',
  short: 40_000,
  quick: true,
  once(dice) {
    let hear: (event: unknown) => void = () => {};
    const sent: Sent[] = [];
    const parent = { postMessage: (data: unknown, to: string) => sent.push({ data, to }) };
    const window = { parent, addEventListener: (_: string, listener: typeof hear) => (hear = listener) };
    let obeyed = 0;
    listenToHost(window as unknown as Window, () => {
      obeyed++;
      return { hop: 1, hops: 2, playing: false };
    });
    const allowed = commandLimit();
    let [now, expected] = [0, 0];
    for (let n = 0; n < SPEAKERS; n++) {
      const data = messageOf(dice);
      const command = without(data, () => readCommand(data));
      hold(command === null || isCommand(command), 'not a command of the list', { data, command });
      const origin = dice.pick(ORIGINS);
      const source = dice.chance(0.6) ? parent : dice.pick([null, {}, window]);
      now += dice.between(0, 120);
      const before = sent.length;
      without({ data, origin }, () => hear({ data, origin, source, timeStamp: now }));
      if (source === parent && command && allowed(now)) expected++;
      hold(obeyed === expected, 'obeyed what it must not, or did not', { data, origin, n });
      for (const { to } of sent.slice(before)) hold(to === origin && to !== 'null', `answered ${to}`, { data, origin });
    }
    return SPEAKERS;
  },
};
