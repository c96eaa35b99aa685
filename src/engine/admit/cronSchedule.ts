import { durationProblem } from '../durationProblem.ts';
import { quote } from '../parse/goQuote.ts';
import { isTimeZone } from './timeZones.ts';

// Why a CronJob's schedule is no schedule, in the words of github.com/robfig/cron/v3, parser.go.

interface Bounds {
  min: number;
  max: number;
  names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Minute, hour, day of the month, month, day of the week. */
const FIELDS: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** The first thing wrong with a schedule; undefined when it is one. */
export function scheduleProblem(schedule: string): string | undefined {
  let spec = schedule;
  if (/^(CRON_)?TZ=/.test(schedule)) {
    // a time zone may stand before the fields
    const end = schedule.indexOf(' ');
    // the server recovers from the panic (pkg/util/parsers)
    if (end < 0) return 'invalid schedule format: runtime error: slice bounds out of range [:-1]';
    const problem = locationProblem(schedule.slice(schedule.indexOf('=') + 1, end));
    if (problem !== undefined) return problem;
    spec = schedule.slice(end).trim();
  }
  if (spec.startsWith('@')) return descriptorProblem(spec);
  const fields = spec.match(/\S+/g) ?? [];
  if (fields.length !== 5) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
  for (const [i, field] of fields.entries())
    for (const range of field.split(',').filter(Boolean)) {
      const problem = rangeProblem(range, FIELDS[i] as Bounds);
      if (problem !== undefined) return problem;
    }
  return undefined;
}

/** Go: time.LoadLocation */
function locationProblem(zone: string): string | undefined {
  if (zone === '' || zone === 'Local' || isTimeZone(zone)) return undefined;
  const misnamed = /^[/\\]/.test(zone) || zone.split(/[/\\]/).includes('..');
  return `provided bad location ${zone}: ${misnamed ? 'time: invalid location name' : `unknown time zone ${zone}`}`;
}

function descriptorProblem(descriptor: string): string | undefined {
  if (DESCRIPTORS.includes(descriptor)) return undefined;
  const every = '@every ';
  if (!descriptor.startsWith(every)) return `unrecognized descriptor: ${descriptor}`;
  const problem = durationProblem(descriptor.slice(every.length));
  return problem === undefined ? undefined : `failed to parse duration ${descriptor}: ${problem}`;
}

/** getRange: `number | number "-" number [ "/" number ]` */
function rangeProblem(range: string, { min, max, names }: Bounds): string | undefined {
  const [span = '', every, ...more] = range.split('/');
  const [low = '', high, ...further] = span.split('-');
  const any = low === '*' || low === '?';
  const start = any ? min : numberOf(low, names, min);
  if (typeof start === 'string') return start;
  if (!any && further.length > 0) return `too many hyphens: ${range}`;
  const last = any ? max : high === undefined ? start : numberOf(high, names, min);
  if (typeof last === 'string') return last;
  if (more.length > 0) return `too many slashes: ${range}`;
  const step = every === undefined ? 1 : numberOf(every);
  if (typeof step === 'string') return step;
  const end = every !== undefined && high === undefined ? max : last;
  if (start < min) return `beginning of range (${start}) below minimum (${min}): ${range}`;
  if (end > max) return `end of range (${end}) above maximum (${max}): ${range}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${range}`;
  return step === 0 ? `step of range should be a positive number: ${range}` : undefined;
}

/** The number, or why there is none. Names count from the first number of their field. */
function numberOf(text: string, names: readonly string[] = [], first = 0): number | string {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return first + named;
  if (!/^[-+]?\d+$/.test(text))
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${quote(text)}: invalid syntax`;
  const number = Number(text);
  return number < 0 ? `negative number (${number}) not allowed: ${text}` : number;
}
