import type { DnsAnswer, DnsRecord, DnsType } from '../../discovery/dnsRecords.ts';

/** Words at columns, or one further when a column is passed already; by tabs where there is a stop (bind: masterdump.c, indent). */
function atColumns(first: string, ...rest: [column: number, word: string | number][]): string {
  let line = first;
  let width = first.length;
  for (const [column, word] of rest) {
    const to = Math.max(column, width + 1);
    const tabs = Math.floor(to / 8) - Math.floor(width / 8);
    const from = tabs > 0 ? to - (to % 8) : width;
    line += '\t'.repeat(tabs) + ' '.repeat(to - from) + word;
    width = to + String(word).length;
  }
  return `${line}\n`;
}

/** What `dig +nottlid` and `+nocl` leave out of records; what stands behind it moves up (bind: dig.c, printmessage). */
export interface LeftOut {
  readonly ttl: boolean;
  readonly class: boolean;
}
const NOTHING: LeftOut = { ttl: false, class: false };

function columnsOf({ ttl, class: klass }: LeftOut): { class: number; type: number; data: number } {
  const up = 8 * (Number(ttl) + Number(klass));
  return { class: Math.max(24, 32 - up), type: 40 - up, data: 48 - up };
}

/** A record as BIND's programs print it. */
export function recordText({ name, ttl, type, data }: DnsRecord, left = NOTHING): string {
  const at = columnsOf(left);
  const words: [number, string | number][] = [
    [at.type, type],
    [at.data, data],
  ];
  if (!left.class) words.unshift([at.class, 'IN']);
  if (!left.ttl) words.unshift([24, ttl]);
  return atColumns(name, ...words);
}

/** The question of a message; its semicolon stands before the columns. Its class is never left out. */
export function questionText(name: string, type: DnsType, left = NOTHING): string {
  const at = columnsOf(left);
  return `;${atColumns(name, [at.class, 'IN'], [at.type, type])}`;
}

/** The header of a message, in two lines (bind: dighost.c, host.c, printmessage). */
export function headerText(
  { rcode, authoritative, recursionAvailable, ...message }: DnsAnswer,
  additional: number,
  recurse = true,
): string {
  const flags = [
    'qr',
    ...(authoritative ? ['aa'] : []),
    ...(recurse ? ['rd'] : []),
    ...(recursionAvailable ? ['ra'] : []),
  ].join(' ');
  const counts = `QUERY: 1, ANSWER: ${message.answer.length}, AUTHORITY: ${message.authority.length}, ADDITIONAL: ${additional}`;
  return `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}, id: 4711\n;; flags: ${flags}; ${counts}\n`;
}

/** The bytes of a name that is written out. */
const nameSize = (name: string): number => (name === '.' ? 1 : name.replace(/\.?$/, '.').length + 1);

function dataSize({ type, data }: DnsRecord): number {
  const [first = '', second = ''] = data.split(' ');
  switch (type) {
    case 'A':
      return 4;
    case 'AAAA':
      return 16;
    case 'SOA':
      return nameSize(first) + nameSize(second) + 20;
    case 'SRV':
      return 6 + nameSize(data.split(' ')[3] ?? '');
    case 'TXT':
      return data.length - 1;
    default:
      return nameSize(data);
  }
}

/** What is left of an answer's bytes where names point to what stands before them; those of SRV do not (RFC 1035, 4.1.4; RFC 2782). */
export function compressedSize(name: string, { answer, authority, additional }: DnsAnswer): number {
  const known = new Set<string>();
  const sizeOf = (name: string, points = true): number => {
    const labels = name.replace(/\.$/, '').split('.');
    let size = nameSize(name);
    for (let i = labels.length - 1; i >= 0; i--) {
      const rest = labels.slice(i).join('.');
      if (known.has(rest) && points) size = nameSize(name) - nameSize(rest) + 2;
      known.add(rest);
    }
    return size;
  };
  const recordSize = (one: DnsRecord): number => {
    const owner = sizeOf(one.name);
    const { type, data } = one;
    if (type === 'SRV') return owner + 16 + sizeOf(data.split(' ')[3] ?? '', false);
    return owner + 10 + (type === 'CNAME' || type === 'PTR' ? sizeOf(data) : dataSize(one));
  };
  const question = 12 + sizeOf(name) + 4;
  return [...answer, ...authority, ...additional].reduce((sum, one) => sum + recordSize(one), question);
}

/** The bytes of an answer: header, question, and its records. CoreDNS compresses only what would not fit otherwise. */
export function messageSize(name: string, { answer, authority, additional }: DnsAnswer): number {
  const records = [...answer, ...authority, ...additional];
  return 12 + nameSize(name) + 4 + records.reduce((sum, one) => sum + nameSize(one.name) + 10 + dataSize(one), 0);
}

/** The last name of a chain of aliases, which an answer begins with; the name itself where there is none (dighost.c, chase_cnamechain). */
export function canonicalName(name: string, { answer }: DnsAnswer): string {
  let at = name;
  for (const { name: alias, type, data } of answer)
    if (type === 'CNAME' && alias.toLowerCase() === at.toLowerCase()) at = data;
  return at;
}
