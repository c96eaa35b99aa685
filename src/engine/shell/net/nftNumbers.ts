const PROTOCOLS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, sctp: 132 };
const PRIORITIES: Readonly<Record<string, number>> = { filter: 0, 'dstnat - 10': -110, dstnat: -100, srcnat: 100 };
const SYMBOLS: readonly [RegExp, string][] = [
  [/\bct state new\b/g, 'ct state 0x8'],
  [/\bct status dnat\b/g, 'ct status 0x20'],
  [/\b(fib \w+ type) local\b/g, '$1 2'],
];
const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0 };

/**
 * What nft prints with `-n`, or with its parts `-y` (priorities), `-p` (protocols) and `-T` (times), for what it prints without
 * them. Asked of nft 1.0.6: everything that has a name is a number then, and times are whole seconds.
 */
export function inNumbers(text: string, options: ReadonlyMap<string, unknown>): string {
  const wants = (part: string): boolean => options.has('n') || options.has(part);
  let told = text;
  if (wants('y'))
    told = told.replaceAll(/ priority ([^;]+);/g, (_, name: string) => ` priority ${PRIORITIES[name] ?? name};`);
  if (wants('p'))
    told = told.replaceAll(
      /(\bmeta l4proto |[{,]\s+|\s\. )(tcp|udp|sctp)(?=[ \n])/g,
      (_, before: string, name: string) => `${before}${PROTOCOLS[name]}`,
    );
  if (wants('T'))
    told = told.replaceAll(
      /( expires|\ttimeout) (\w+)/g,
      (_, word: string, time: string) => `${word} ${secondsOf(time)}s`,
    );
  if (options.has('n')) for (const [name, number] of SYMBOLS) told = told.replaceAll(name, number);
  return told;
}

/** The seconds of `1m29s948ms`. */
function secondsOf(time: string): number {
  let seconds = 0;
  for (const [, n = '', unit = ''] of time.matchAll(/(\d+)([a-z]+)/g)) seconds += Number(n) * (UNITS[unit] ?? 0);
  return seconds;
}
