import { expect, it } from 'vitest';
import type { ShellContext } from '../Command.ts';
import { date } from './date.ts';

const DAY = 86_400_000;
const at = (now: number, ...args: string[]) => date({ cluster: { now } } as ShellContext, args, '');

it.each<[args: string[], now: number, told: string]>([
  [[], 0, 'Thu Jan  1 00:00:00 UTC 2026'],
  [['-u'], DAY + 3_661_000, 'Fri Jan  2 01:01:01 UTC 2026'],
  [['-I'], 0, '2026-01-01'],
  [['-Iseconds'], 999, '2026-01-01T00:00:00+00:00'],
  [['-R'], 13 * 3_600_000, 'Thu, 01 Jan 2026 13:00:00 +0000'],
  [['+%F %T.%3N %s'], 1250, '2026-01-01 00:00:01.250 1767225601'],
  [['+%I %p %k %e|%j %u %w %A %B %Q %%'], 0, '12 AM  0  1|001 4 4 Thursday January %Q %'],
  [['+%I %p %j %a %u %d.%m.%y'], 63 * DAY + 13 * 3_600_000, '01 PM 064 Thu 4 05.03.26'],
  [['+%N %6N %9N'], 250, '250000000 250000 250000000'],
  [['+%j %Y'], 365 * DAY, '001 2027'],
])('date %j at %d tells %s', (args, now, told) => {
  expect(at(now, ...args)).toEqual({ stdout: `${told}\n`, stderr: '', exit: 0 });
});

it('sets no clock', () => {
  expect(at(0, '-s', '12:00')).toEqual({ stdout: '', stderr: 'kubehop: date -s is not simulated\n', exit: 1 });
});
