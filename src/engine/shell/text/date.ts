import { parseTimestamp, timestamp } from '../../cluster/timestamp.ts';
import { type Command, fail, succeed } from '../Command.ts';

const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** The beginning of what computers count, in virtual time. */
const EPOCH = parseTimestamp('1970-01-01T00:00:00Z');
const A_DAY = 86_400;

/** What options stand for (coreutils: date.c); without one it is what the locale C says. */
const OPTIONS: readonly [RegExp, string][] = [
  [/^-I$|^--iso-8601$|^-I?date$|^--iso-8601=date$/, '+%F'],
  [/^-Is$|^(-I|--iso-8601=)seconds$/, '+%FT%T%:z'],
  [/^(-I|--iso-8601=)ns$/, '+%FT%T,%N%:z'],
  [/^--rfc-3339=seconds$/, '+%F %T%:z'],
  [/^-R$|^--rfc-email$/, '+%a, %d %b %Y %T %z'],
];

/** `date [-u] [-I[seconds]] [-R] [+FORMAT]`: the cluster's own clock, in UTC. */
export const date: Command = ({ cluster }, args) => {
  let format = '+%a %b %e %T UTC %Y';
  for (const arg of args) {
    const [, meant] = OPTIONS.find(([pattern]) => pattern.test(arg)) ?? [];
    if (meant !== undefined || arg.startsWith('+')) format = meant ?? arg;
    else if (!/^(-u|--utc|--universal)$/.test(arg)) return fail(`kubehop: date ${arg} is not simulated\n`);
  }
  return succeed(`${formatted(format.slice(1), cluster.now)}\n`);
};

const two = (n: number): string => String(n).padStart(2, '0');
const spaced = (n: number): string => String(n).padStart(2);

/** coreutils: strftime, as the locale C has it. */
function formatted(format: string, now: number): string {
  const [Y = '', m = '', d = '', H = '', M = '', S = ''] = timestamp(now).split(/[-T:Z]/);
  const since = Math.floor((now - EPOCH) / 1000);
  const days = Math.floor(since / A_DAY);
  const A = DAYS[(days + 4) % 7] ?? '';
  const B = MONTHS[Number(m) - 1] ?? '';
  const dayOfYear = Math.floor((now - parseTimestamp(`${Y}-01-01T00:00:00Z`)) / 1000 / A_DAY) + 1;
  const fields: Record<string, string> = {
    Y,
    y: Y.slice(2),
    C: Y.slice(0, 2),
    m,
    d,
    e: spaced(Number(d)),
    j: String(dayOfYear).padStart(3, '0'),
    H,
    k: spaced(Number(H)),
    I: two(((Number(H) + 11) % 12) + 1),
    p: Number(H) < 12 ? 'AM' : 'PM',
    M,
    S,
    N: String(Math.floor(now % 1000))
      .padStart(3, '0')
      .padEnd(9, '0'),
    s: String(since),
    A,
    a: A.slice(0, 3),
    B,
    b: B.slice(0, 3),
    h: B.slice(0, 3),
    u: String(((days + 3) % 7) + 1),
    w: String((days + 4) % 7),
    F: `${Y}-${m}-${d}`,
    D: `${m}/${d}/${Y.slice(2)}`,
    T: `${H}:${M}:${S}`,
    R: `${H}:${M}`,
    Z: 'UTC',
    z: '+0000',
    ':z': '+00:00',
    n: '\n',
    t: '\t',
    '%': '%',
  };
  return format.replaceAll(/%([369]?)(:z|[A-Za-z%])/g, (whole, digits: string, name: string) => {
    const value = fields[name];
    if (value === undefined) return whole;
    return name === 'N' && digits ? value.slice(0, Number(digits)) : value;
  });
}
