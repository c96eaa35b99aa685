import { quote } from '../parse/goQuote.ts';

// Go's time package, Parse (format.go), for the two layouts of the API: metav1.Time and metav1.MicroTime.

/** A part of a layout: what it looks like there, what fits it, and how far its number may go. */
interface Part {
  layout: string;
  form: RegExp;
  range?: [least: number, most: number, name: string];
}

const part = (layout: string, form: RegExp, ...range: [number, number, string] | []): Part =>
  range.length === 0 ? { layout, form } : { layout, form, range };
const literal = (layout: string): Part => part(layout, new RegExp(`^${layout}`));

const SECONDS = [
  part('2006', /^\d[^]{3}/),
  literal('-'),
  part('01', /^\d\d/, 1, 12, 'month'),
  literal('-'),
  part('02', /^\d\d/),
  literal('T'),
  part('15', /^\d\d?/, 0, 23, 'hour'),
  literal(':'),
  part('04', /^\d\d/, 0, 59, 'minute'),
  literal(':'),
  part('05', /^\d\d/, 0, 59, 'second'),
];
/** A second may have a fraction that the layout does not ask for. */
const FRACTION = part('', /^(?:[.,]\d+)?/);
const MICRO = part('.000000', /^[.,]\d{6}/);
const ZONE = part('Z07:00', /^(?:Z|[+-]\d\d:\d\d)/);
const LAYOUTS = { time: [...SECONDS, FRACTION, ZONE], microTime: [...SECONDS, MICRO, ZONE] };

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Why a text is no time of its kind, or that time as RFC 3339 writes it, with its fraction. */
export function readTime(
  text: string,
  kind: 'time' | 'microTime',
): { why: string } | { time: string; fraction: string } {
  const parts = LAYOUTS[kind];
  const bad = (rest: string, layout: string): { why: string } => {
    const whole = quote(parts.map((one) => one.layout).join(''));
    return { why: `parsing time ${quote(text)} as ${whole}: cannot parse ${quote(rest)} as ${quote(layout)}` };
  };
  const odd = (why: string): { why: string } => ({ why: `parsing time ${quote(text)}: ${why}` });
  let rest = text;
  const read: Record<string, string> = {};
  for (const { layout, form, range } of parts) {
    const [found] = form.exec(rest) ?? [];
    if (found === undefined || (layout === '2006' && !/^\d+$/.test(found))) return bad(rest, layout);
    rest = rest.slice(found.length);
    if (range && (Number(found) < range[0] || Number(found) > range[1])) return odd(`${range[2]} out of range`);
    read[layout] = found;
  }
  if (rest !== '') return odd(`extra text: ${quote(rest)}`);
  const { '2006': year = '', '01': month = '', '02': day = '', '15': hour = '', '04': minute, '05': second } = read;
  const zone = read['Z07:00'] ?? 'Z';
  if (Number(zone.slice(1, 3)) > 24) return odd('time zone offset hour out of range');
  if (Number(zone.slice(4)) > 60) return odd('time zone offset minute out of range');
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return odd('day out of range');
  const fraction = (read['.000000'] ?? read[''] ?? '').replace(',', '.');
  return { time: `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`, fraction };
}
