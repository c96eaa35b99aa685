export type DnsType = 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'PTR' | 'TXT' | 'NS' | 'SOA' | 'MX' | 'ANY' | Unheld;

/** Types that can be asked for, and of which nobody here has a record. */
type Unheld = 'CAA' | 'DNSKEY' | 'DS' | 'HINFO' | 'HTTPS' | 'NAPTR' | 'SSHFP' | 'SVCB' | 'TLSA';

/** A resource record. Names end in a dot; `data` is written as dig prints it. */
export interface DnsRecord {
  name: string;
  ttl: number;
  type: DnsType;
  data: string;
}

export interface DnsAnswer {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  /** The server answers of its own knowledge (flag aa). */
  authoritative: boolean;
  /** The server would ask others (flag ra): CoreDNS sets it only when it did. */
  recursionAvailable: boolean;
  answer: DnsRecord[];
  authority: DnsRecord[];
  additional: DnsRecord[];
}

export const TTL = 30;

export const addressRecord = (name: string, ip: string): DnsRecord => ({
  name,
  ttl: TTL,
  type: ip.includes(':') ? 'AAAA' : 'A',
  data: ip,
});

/** The name without its last dot, in lower case. */
export const plainName = (name: string): string => name.replace(/\.$/, '').toLowerCase();

/** Whether a name is the zone or below it; neither has a last dot. */
export const isBelow = (zone: string, name: string): boolean => name === zone || name.endsWith(`.${zone}`);

/** The address that a name of in-addr.arpa or ip6.arpa stands for; undefined when it is none. */
export function addressOfReverse(name: string): string | undefined {
  const ipv4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  if (ipv4) return ipv4.slice(1).reverse().join('.');
  const nibbles = /^((?:[0-9a-f]\.){32})ip6\.arpa$/.exec(name)?.[1]?.split('.').filter(Boolean).reverse().join('');
  return nibbles?.match(/.{4}/g)?.join(':');
}

/** The name of in-addr.arpa or ip6.arpa for an address, as `dig -x` asks for it. */
export function reverseName(ip: string): string {
  if (!ip.includes(':')) return `${ip.split('.').reverse().join('.')}.in-addr.arpa.`;
  const [head = '', tail = ''] = ip.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  const nibbles = groups.map((g) => g.padStart(4, '0')).join('');
  return `${[...nibbles].reverse().join('.')}.ip6.arpa.`;
}

export const record = (name: string, type: DnsType, data: string): DnsRecord => ({ name, ttl: TTL, type, data });
