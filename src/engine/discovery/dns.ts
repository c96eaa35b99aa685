import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { type Found, lookup } from './clusterNames.ts';
import {
  addressOfReverse,
  addressRecord,
  type DnsAnswer,
  type DnsRecord,
  type DnsType,
  isBelow,
  plainName,
  record,
  TTL,
} from './dnsRecords.ts';
import { pointersOf } from './reverse.ts';
import { srvRecords } from './srvRecords.ts';

const SCHEMA_VERSION = '1.1.0';
/** Chains of aliases that are longer are cut (coredns: plugin/backend_lookup.go). */
const LONGEST_CHAIN = 10;

/**
 * What CoreDNS answers, with the Corefile that kubeadm writes: the cluster's zone and reverse zones from the
 * API's objects (plugin/kubernetes), everything else from outside, where no name exists.
 */
export function answerDns(cluster: Cluster, name: string, type: DnsType): DnsAnswer {
  const answer = answerFrom(cluster, name, type);
  const ttl = cluster.settings.delays.dnsTtl / 1000;
  if (ttl === TTL) return answer;
  const retimed = (records: readonly DnsRecord[]): DnsRecord[] =>
    records.map((one) =>
      one.ttl === TTL ? { ...one, ttl, data: one.data.replace(new RegExp(` 86400 ${TTL}$`), ` 86400 ${ttl}`) } : one,
    );
  return {
    ...answer,
    answer: retimed(answer.answer),
    authority: retimed(answer.authority),
    additional: retimed(answer.additional),
  };
}

function answerFrom(cluster: Cluster, name: string, type: DnsType): DnsAnswer {
  const { dnsDomain } = cluster.settings;
  const qname = plainName(name);
  if (isBelow(dnsDomain, qname)) return inZone(cluster, name.replace(/\.?$/, '.'), qname, type);
  const zone = REVERSE_ZONES.find((one) => isBelow(one, qname));
  if (zone && type === 'SOA') return authorityOf(`${zone}.`, qname === zone);
  if (zone === qname && type !== 'TXT') return authorityOf(`${zone}.`, false);
  const ip = type === 'PTR' ? addressOfReverse(qname) : undefined;
  const pointers = ip === undefined ? [] : pointersOf(cluster, ip);
  // what the reverse zones have not falls through to the resolver outside
  if (pointers.length === 0) return fromOutside();
  return reply(
    'NOERROR',
    pointers.map((data) => record(`${qname}.`, 'PTR', data)),
  );
}

const reply = (
  rcode: DnsAnswer['rcode'],
  answer: DnsRecord[],
  authority: DnsRecord[] = [],
  additional: DnsRecord[] = [],
): DnsAnswer => ({ rcode, authoritative: true, recursionAvailable: false, answer, authority, additional });

/** The Nodes' own resolver, to which CoreDNS forwards: it knows no name at all. */
export const fromOutside = (): DnsAnswer => ({
  ...reply('NXDOMAIN', []),
  authoritative: false,
  recursionAvailable: true,
});

const REVERSE_ZONES = ['in-addr.arpa', 'ip6.arpa'];

const soa = (zone: string): DnsRecord =>
  record(zone, 'SOA', `ns.dns.${zone} hostmaster.${zone} 1767225600 7200 1800 86400 ${TTL}`);

/** Only of the zone itself; below it, nobody looks whether the name exists (plugin/kubernetes: handler.go, ServeDNS). */
const authorityOf = (zone: string, isZone: boolean): DnsAnswer =>
  isZone ? reply('NOERROR', [soa(zone)]) : reply('NOERROR', [], [soa(zone)]);

function inZone(cluster: Cluster, name: string, qname: string, type: DnsType): DnsAnswer {
  const { dnsDomain } = cluster.settings;
  // the answer keeps the case that the question has
  const zone = name.slice(-(dnsDomain.length + 1));
  const base = qname === dnsDomain ? '' : qname.slice(0, -(dnsDomain.length + 1));
  const negative = (rcode: 'NOERROR' | 'NXDOMAIN'): DnsAnswer => reply(rcode, [], [soa(zone)]);
  if (type === 'SOA') return authorityOf(zone, base === '');
  if (base === 'dns-version') {
    // the 8 h that it is given, the cache cuts down (coredns: plugin/cache, WriteMsg)
    if (type === 'TXT') return reply('NOERROR', [record(name, 'TXT', `"${SCHEMA_VERSION}"`)]);
    return negative('NXDOMAIN');
  }
  const isNs = base === 'ns.dns' && type !== 'TXT' && type !== 'PTR';
  if (isNs || (base === '' && (type === 'A' || type === 'AAAA'))) {
    const own = base === '' ? [] : dnsAddresses(cluster).map((ip) => addressRecord(name, ip));
    const answer = own.filter((r) => r.type === type);
    return answer.length > 0 ? reply('NOERROR', answer) : negative('NOERROR');
  }
  const found = lookup(cluster, base);
  // a Namespace by itself exists for every type but TXT (plugin/kubernetes: kubernetes.go, Services)
  if (!found || (type === 'TXT' && found.length === 0)) return negative('NXDOMAIN');
  if (type === 'SRV') {
    const { answer, additional } = srvRecords(name, zone, found);
    return answer.length > 0 ? reply('NOERROR', answer, [], additional) : negative('NOERROR');
  }
  const answer = recordsOf(cluster, name, type, found, []);
  return answer.length > 0 ? reply('NOERROR', answer) : negative('NOERROR');
}

/** backend_lookup.go, A, AAAA and CNAME. */
function recordsOf(
  cluster: Cluster,
  name: string,
  type: DnsType,
  found: readonly Found[],
  before: readonly DnsRecord[],
): DnsRecord[] {
  const records: DnsRecord[] = [];
  for (const { host, isName } of found) {
    if (!isName) {
      const one = addressRecord(name, host);
      if (one.type === type && !records.some((r) => r.data === host)) records.push(one);
      continue;
    }
    const target = host.endsWith('.') ? host : `${host}.`;
    const alias = record(name, 'CNAME', target);
    if (type === 'CNAME') records.push(alias);
    if ((type !== 'A' && type !== 'AAAA') || plainName(target) === plainName(name)) continue;
    if (before.length > LONGEST_CHAIN || before.some((r) => plainName(r.name) === plainName(target))) continue;
    const { dnsDomain } = cluster.settings;
    if (!isBelow(dnsDomain, plainName(target))) {
      // the name is outside: the alias, and whatever the resolver there answers, which is nothing
      records.push(alias);
      continue;
    }
    const base = plainName(target).slice(0, -(dnsDomain.length + 1));
    const next = recordsOf(cluster, target, type, lookup(cluster, base) ?? [], [...before, alias]);
    if (next.length > 0) records.push(alias, ...next);
  }
  return records;
}

function dnsAddresses(cluster: Cluster): string[] {
  return cluster.store.get<Service>('Service', 'kube-system', 'kube-dns')?.spec.clusterIPs ?? [];
}
