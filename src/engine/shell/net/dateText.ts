import { timestamp } from '../../cluster/timestamp.ts';

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** Virtual time as C's ctime writes it: `Thu Jan  1 00:00:05 2026`; with a zone before the year when one is given. */
export function dateText(now: number, zone = ''): string {
  const [, year = '', month = '1', day = '1', time = ''] = /^(\d+)-(\d+)-(\d+)T([\d:]+)Z$/.exec(timestamp(now)) ?? [];
  // Virtual time begins on a Thursday.
  const weekday = DAYS[Math.floor(now / DAY_MS) % 7] ?? '';
  const name = MONTHS[Number(month) - 1] ?? '';
  return `${weekday} ${name} ${zone === '' ? String(Number(day)).padStart(2) : day} ${time} ${zone === '' ? '' : `${zone} `}${year}`;
}
