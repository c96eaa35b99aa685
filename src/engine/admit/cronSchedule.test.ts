import { expect, test } from 'vitest';
import { scheduleProblem } from './cronSchedule.ts';

// What a 1.36.3 API server told of each of these.

test.each([
  '0 3 * * *',
  '*/5 * * * *',
  '0 9-17/2 1,15 jan-mar MON-FRI',
  '? * * * 0',
  '@daily',
  '@every 1h30m',
  '@every 0.5s',
  'TZ=UTC 0 3 * * *',
])('%s is a schedule', (schedule) => {
  expect(scheduleProblem(schedule)).toBeUndefined();
});

test.each([
  ['0 3 * *', 'expected exactly 5 fields, found 4: [0 3 * *]'],
  ['60 25 * * *', 'end of range (60) above maximum (59): 60'],
  ['0 0 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * 8', 'step of range should be a positive number: */0'],
  ['60/2 * * * *', 'beginning of range (60) beyond end of range (59): 60/2'],
  ['0 0 * * 7', 'end of range (7) above maximum (6): 7'],
  ['a b c d e', 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'],
  ['x5 * * * *', 'failed to parse int from x5: strconv.Atoi: parsing "x5": invalid syntax'],
  ['5x * * * *', 'failed to parse int from 5x: strconv.Atoi: parsing "5x": invalid syntax'],
  ['*/x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ['-5 * * * *', 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'],
  ['*/-5 * * * *', 'negative number (-5) not allowed: -5'],
  ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
  ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
  ['@reboot', 'unrecognized descriptor: @reboot'],
  ['@every 1h30x', 'failed to parse duration @every 1h30x: time: unknown unit "x" in duration "1h30x"'],
  ['@every 10', 'failed to parse duration @every 10: time: missing unit in duration "10"'],
  ['@every soon', 'failed to parse duration @every soon: time: invalid duration "soon"'],
  ['CRON_TZ=A/B 0 0 * * *', 'provided bad location A/B: unknown time zone A/B'],
  ['TZ=../UTC 0 0 * * *', 'provided bad location ../UTC: time: invalid location name'],
  ['TZ=UTC', 'invalid schedule format: runtime error: slice bounds out of range [:-1]'],
  ['@every -', 'failed to parse duration @every -: time: invalid duration "-"'],
])('%s is none', (schedule, problem) => {
  expect(scheduleProblem(schedule)).toBe(problem);
});
