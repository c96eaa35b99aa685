/** Virtual time 0: the moment at which every scenario begins. */
const EPOCH = '2026-01-01T00:00:00Z';

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** Days before the year, counted from 0000-03-01 (Howard Hinnant's civil calendar). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): [number, number, number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * m + 2) / 5) + 1];
}

/** Milliseconds of virtual time that an RFC 3339 timestamp stands for; NaN when it is none. */
export function parseTimestamp(text: string): number {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-]\d\d):(\d\d))$/.exec(text);
  if (!found) return Number.NaN;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0, fraction] = found.slice(1, 8).map(Number);
  const [zone = '+00', zoneMinutes = '0'] = found.slice(8);
  const ahead = Number(zone) * 60 + Number(`${zone[0]}${zoneMinutes}`);
  const days = daysFromCivil(year, month, day) - daysFromCivil(2026, 1, 1);
  return (days * 86_400 + hours * 3600 + (minutes - ahead) * 60 + seconds + (fraction || 0)) * 1000;
}

/** Virtual time as the API server writes it, in whole seconds: `2026-01-01T00:00:05Z`. */
export function timestamp(now: number): string {
  if (now >= 0 && now < 1000) return EPOCH;
  const seconds = Math.floor(now / 1000);
  const days = Math.floor(seconds / 86_400);
  const [year, month, day] = civilFromDays(days + daysFromCivil(2026, 1, 1));
  const rest = seconds - days * 86_400;
  const time = `${pad(Math.floor(rest / 3600))}:${pad(Math.floor(rest / 60) % 60)}:${pad(rest % 60)}`;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time}Z`;
}
