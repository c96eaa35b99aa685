import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { DnsAnswer } from '../discovery/dnsRecords.ts';
import { type Ask, ask, resolveName } from '../discovery/resolve.ts';

/** Answers that a cache before CoreDNS keeps, those of no such name too; and until when, in virtual time. */
export type DnsCache = Map<string, { answer: DnsAnswer | undefined; until: number }>;

/** Addresses that a client has for a name. */
interface Addresses {
  ips: readonly string[];
  /** It asks again after this. */
  until: number;
}

const NONE: Addresses = { ips: [], until: Number.NEGATIVE_INFINITY };

/** What a client knows of the name to which it connects, and for how long it goes on believing it. */
export class NameCache {
  readonly #cluster: Cluster;
  readonly #place: Place;
  readonly #host: string;
  readonly #keeps: number;
  readonly #cache: DnsCache;
  #known = NONE;
  #last: readonly string[] = [];

  /** `keeps`: milliseconds for which the client keeps an answer; one that has no address is never kept. */
  constructor(cluster: Cluster, place: Place, host: string, keeps: number, cache: DnsCache) {
    this.#cluster = cluster;
    this.#place = place;
    this.#host = host;
    this.#keeps = keeps;
    this.#cache = cache;
  }

  /** The addresses that it connects to at a moment, and until when that is sure to be so as long as nothing happens. */
  at(now: number): Addresses {
    if (now < this.#known.until) return this.#known;
    const { dnsCache } = this.#cluster.settings.delays;
    let until = Number.POSITIVE_INFINITY;
    const asking: Ask = (cluster, server, name, type) => {
      if (dnsCache === 0) return ask(cluster, server, name, type);
      const key = `${server} ${name} ${type}`;
      let kept = this.#cache.get(key);
      if (!kept || kept.until <= now) {
        kept = { answer: ask(cluster, server, name, type), until: now + dnsCache };
        this.#cache.set(key, kept);
      }
      until = Math.min(until, kept.until);
      return kept.answer;
    };
    const found = resolveName(this.#cluster, this.#place, this.#host, asking).ips;
    // the same list for the same addresses: what follows from it is worked out once
    const ips = this.#last.join() === found.join() ? this.#last : found;
    this.#last = ips;
    // the client itself keeps it for longer than the cache before CoreDNS, or asks it again each time
    this.#known = ips.length > 0 && this.#keeps > 0 ? { ips, until: now + this.#keeps } : NONE;
    return { ips, until: Math.max(this.#known.until, until) };
  }
}
