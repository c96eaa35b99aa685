import type { Found } from './clusterNames.ts';
import { addressRecord, type DnsRecord, record } from './dnsRecords.ts';

/** plugin/backend_lookup.go, SRV: all candidates share the weight, then doubles go. */
export function srvRecords(
  name: string,
  zone: string,
  found: readonly Found[],
): { answer: DnsRecord[]; additional: DnsRecord[] } {
  const hosts = found.filter((f) => !f.isName);
  const weight = Math.max(1, Math.floor(100 / hosts.length));
  const answer = new Map<string, DnsRecord>();
  const additional = new Map<string, DnsRecord>();
  for (const { host, port, target } of hosts) {
    if (port === -1) continue;
    const full = `${target}.${zone}`;
    answer.set(`${full} ${port}`, record(name, 'SRV', `0 ${weight} ${port} ${full}`));
    additional.set(`${full} ${host}`, addressRecord(full, host));
  }
  return { answer: [...answer.values()], additional: [...additional.values()] };
}
