import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { canonicalIp } from '../net/ip.ts';
import { answerDns, fromOutside } from './dns.ts';
import { type DnsAnswer, type DnsType, reverseName } from './dnsRecords.ts';
import { entriesNaming, hostsEntries, hostsOf } from './hosts.ts';
import { isOutside, type ResolvConf, resolvConfOf } from './resolvConf.ts';

/** What a resolver found, and the names that it asked for on the way, the last one being the one that answered. */
export interface Resolved {
  ips: string[];
  /** The fully qualified name that was found; empty when none was. */
  name: string;
  asked: string[];
  /** What that name is an alias of, step by step, the name that has the addresses last; empty for none. */
  chain: string[];
  /** The names of its lines in /etc/hosts, the canonical one first; absent when it was not found there. */
  inHosts?: string[];
}

/** What the name server at an address answers: CoreDNS at the address of kube-dns, nobody's names elsewhere. */
export function ask(cluster: Cluster, nameserver: string, name: string, type: DnsType): DnsAnswer | undefined {
  if (isOutside(nameserver)) return fromOutside();
  const dns = cluster.store.get('Service', 'kube-system', 'kube-dns');
  const { clusterIPs = [] } = (dns?.['spec'] ?? {}) as { clusterIPs?: string[] };
  const pods = [...cluster.control.pods.select('kube-system', { 'k8s-app': 'kube-dns' })];
  // behind the address of kube-dns, any of its Pods will do; without one, nobody answers
  const asked = clusterIPs.includes(nameserver)
    ? pods
    : pods.filter((p) => p.status.podIPs?.some((i) => i.ip === nameserver));
  return asked.length > 0 ? answerDns(cluster, name, type) : undefined;
}

/** The names to try for a name, in order (resolv.conf(5): search and ndots). */
export function candidates(name: string, { searches, options }: ResolvConf): string[] {
  if (name.endsWith('.')) return [name];
  const ndots = Number(options.find((o) => o.startsWith('ndots:'))?.slice(6) ?? 1);
  const dots = name.split('.').length - 1;
  const full = searches.map((domain) => `${name}.${domain}.`);
  return dots >= ndots ? [`${name}.`, ...full] : [...full, `${name}.`];
}

/** Asks a name server. */
export type Ask = typeof ask;

/** What the first name server says that answers, and does not refuse to (glibc: resolv/res_send.c). */
function firstAnswer(
  cluster: Cluster,
  { nameservers }: ResolvConf,
  name: string,
  type: DnsType,
  asking: Ask,
): DnsAnswer | undefined {
  for (const server of nameservers) {
    const answer = asking(cluster, server, name, type);
    if (answer && answer.rcode !== 'REFUSED' && answer.rcode !== 'SERVFAIL') return answer;
  }
  return undefined;
}

/** Resolves a name as a program at that place would (getaddrinfo): /etc/hosts first, then DNS through the search list. */
export function resolveName(cluster: Cluster, place: Place, name: string, asking: Ask = ask): Resolved {
  const literal = canonicalIp(name);
  if (literal !== null) return { ips: [literal], name, asked: [], chain: [] };
  const inHosts = entriesNaming(hostsOf(cluster, place), name);
  if (inHosts.length > 0) {
    const names = new Set(inHosts.flatMap((entry) => entry.names));
    return { ips: inHosts.map(({ ip }) => ip), name, asked: [], chain: [], inHosts: [...names] };
  }
  const conf = resolvConfOf(cluster, place);
  const asked: string[] = [];
  for (const candidate of candidates(name, conf)) {
    asked.push(candidate);
    const records = (['A', 'AAAA'] as const).map(
      (type) => firstAnswer(cluster, conf, candidate, type, asking)?.answer ?? [],
    );
    const ips = records.flat().flatMap(({ type, data }) => (type === 'CNAME' ? [] : data));
    if (ips.length === 0) continue;
    const answer = records.find((list) => list.some(({ type }) => type !== 'CNAME')) ?? [];
    const chain = answer.flatMap(({ type, data }) => (type === 'CNAME' ? data : []));
    return { ips, name: candidate, asked, chain };
  }
  return { ips: [], name: '', asked, chain: [] };
}

/** The name of an address as gethostbyaddr finds it: in /etc/hosts, or by a PTR record. */
export function nameOf(cluster: Cluster, place: Place, ip: string): string | undefined {
  const entry = hostsEntries(hostsOf(cluster, place)).find((one) => one.ip === ip);
  if (entry) return entry.names.join(' ');
  const answer = firstAnswer(cluster, resolvConfOf(cluster, place), reverseName(ip), 'PTR', ask)?.answer ?? [];
  return answer.find(({ type }) => type === 'PTR')?.data.replace(/\.$/, '');
}
