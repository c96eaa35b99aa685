import { parseTimestamp } from '../../../cluster/timestamp.ts';

/** Virtual time begins on a Thursday. */
const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** A time of the API as Go's RFC1123Z: `Thu, 01 Jan 2026 00:00:05 +0000`; one that is not set is Go's zero. */
export function rfc1123(time: string | undefined): string {
  const [, year = '', month = '1', day = '', clock] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(time ?? '') ?? [];
  if (clock === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const days = Math.floor(parseTimestamp(time ?? '') / DAY_MS);
  return `${DAYS[((days % 7) + 7) % 7]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${clock} +0000`;
}
