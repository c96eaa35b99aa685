import type { TrafficStream } from '../../model/Scenario.ts';
import type { TrafficResult } from '../../model/Timeline.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { Random } from '../cluster/Random.ts';
import { cleanStaleFlows } from '../proxy/staleFlows.ts';
import { placeOf } from '../shell/placeOf.ts';
import { readTarget } from '../trace/target.ts';
import { addToSpans, Ends } from './countTraffic.ts';
import { type DnsCache, NameCache } from './NameCache.ts';
import { type Opened, StreamWays } from './StreamWays.ts';

/** Connections that were opened in a stretch of time and had not been answered at its end. */
interface Open {
  from: number;
  to: number;
  end: number;
  count: number;
}

interface Flow {
  stream: TrafficStream;
  /** undefined where the place from which it comes is not there. */
  ways: StreamWays | undefined;
  names: NameCache | undefined;
  result: TrafficResult;
  ends: Ends;
  open: Open[];
}

/** The same cluster; but kernels and the clock are this traffic's own, as nobody else shall remember its connections. */
const viewOf = (cluster: Cluster): Cluster =>
  Object.assign(Object.create(cluster) as Cluster, { kernels: new Map(), sent: [], now: cluster.now });

/**
 * Counts connections as time passes. Between two events all of a stream's connections have the same outlook, so that
 * they are counted together: the cost grows with what happens, not with the connections.
 */
export class TrafficMeter {
  readonly #cluster: Cluster;
  readonly #view: Cluster;
  readonly #start: number;
  readonly #flows: Flow[];
  #affinity = { network: -1, is: false };

  constructor(cluster: Cluster, streams: readonly TrafficStream[]) {
    this.#cluster = cluster;
    this.#view = viewOf(cluster);
    this.#start = cluster.now;
    const random = new Random(cluster.settings.seed);
    const cache: DnsCache = new Map();
    this.#flows = streams.map((stream): Flow => {
      const found = placeOf(cluster, stream.on);
      const place = typeof found === 'string' ? undefined : found;
      const result: TrafficResult = { from: place ?? { kind: 'client' }, url: stream.to, ends: [], spans: [] };
      const ends = new Ends(result);
      const target = readTarget(stream.to);
      const keeps = keepsOf(cluster, stream);
      const isKept = target?.ip === null && (keeps > 0 || cluster.settings.delays.dnsCache > 0);
      const names = place && isKept ? new NameCache(cluster, place, target.host, keeps, cache) : undefined;
      const ways = place && new StreamWays(this.#view, stream, place, random, ends);
      return { stream, ways, names, result, ends, open: [] };
    });
  }

  get results(): TrafficResult[] {
    return this.#flows.map(({ result }) => result);
  }

  /** Time is about to pass from now to a later moment, in which nothing happens. */
  passes(to: number): void {
    this.#view.now = this.#cluster.now;
    const from = this.#cluster.now - this.#start;
    for (const flow of this.#flows) this.#pass(flow, from, to - this.#start);
  }

  /** A Node's kube-proxy has synced: flows of UDP to endpoints that are gone find others. */
  synced(node: string): void {
    this.#view.now = this.#cluster.now;
    cleanStaleFlows(this.#view, node);
  }

  /** A Pod's program has ended: what it had not answered yet is broken. */
  ended(pod: string): void {
    const now = this.#cluster.now - this.#start;
    for (const flow of this.#flows) {
      const { stream, result, ends } = flow;
      flow.ways?.ended(pod);
      if (stream.takes === 0) continue;
      flow.open = flow.open.filter(({ to }) => to > now - stream.takes);
      for (const one of flow.open) {
        if (ends.at(one.end)?.pod !== pod) continue;
        const overlap = Math.min(one.to, now) - Math.max(one.from, now - stream.takes);
        const broken = Math.min(one.count, Math.round((one.count * overlap) / Math.max(1, one.to - one.from)));
        if (broken <= 0) continue;
        one.count -= broken;
        const end = ends.indexOf({ result: 'broken', pod, reason: [] });
        addToSpans(result, one.from, one.to, one.end, -broken);
        addToSpans(result, one.from, one.to, end, broken);
      }
    }
  }

  /** Counts a stream's connections of a quiet stretch of time: in parts, if its client asks for the name again in between. */
  #pass(flow: Flow, from: number, to: number): void {
    const { stream, names } = flow;
    const period = 1000 / stream.rate;
    const nth = (time: number): number => Math.max(0, Math.ceil((time - stream.from) / period - 1e-9));
    const until = Math.min(to, stream.until ?? Number.POSITIVE_INFINITY);
    const end = nth(until);
    for (let n = nth(from); n < end; ) {
      const first = stream.from + n * period;
      const known = names?.at(this.#start + first);
      const next = known ? Math.max(n + 1, Math.min(end, nth(known.until - this.#start))) : end;
      const last = stream.from + (next - 1) * period;
      const [begins, ends] = [Math.max(from, first), next === end ? until : stream.from + next * period];
      const opened = { count: next - n, first: this.#start + first, last: this.#start + last, ips: known?.ips };
      this.#count(flow, opened, Math.min(begins, ends), ends);
      n = next;
    }
  }

  #count(flow: Flow, opened: Opened, from: number, to: number): void {
    const { stream, ways, result, ends } = flow;
    for (const [end, n] of ways?.counts(opened, this.#remembers()) ?? []) {
      addToSpans(result, from, to, end, n);
      if (stream.takes > 0 && ends.at(end)?.result === 'delivered') flow.open.push({ from, to, end, count: n });
    }
    if (flow.open.length > 1000) flow.open = flow.open.filter((one) => one.to > to - stream.takes);
  }

  /** Whether some Service has session affinity. */
  #remembers(): boolean {
    const { networkChanges: network, services } = this.#cluster.control;
    if (this.#affinity.network !== network)
      this.#affinity = { network, is: services.all().some(({ spec }) => spec.sessionAffinity === 'ClientIP') };
    return this.#affinity.is;
  }
}

/** For how long a stream's client keeps what a name means. */
function keepsOf({ settings }: Cluster, { dnsCache }: TrafficStream): number {
  if (dnsCache === 'forever') return Number.POSITIVE_INFINITY;
  return dnsCache === 'ttl' ? settings.delays.dnsTtl : dnsCache;
}
