import type { TrafficStream } from '../../model/Scenario.ts';
import type { TrafficEnd, TrafficResult } from '../../model/Timeline.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { Random } from '../cluster/Random.ts';
import { placeOf } from '../shell/placeOf.ts';
import { oneWay } from '../kernel/Chooser.ts';
import { type End, endingsOf } from '../trace/endings.ts';

/** Spans of connections are kept apart by at least this much time. */
const GRAIN = 200;

/** With no more connections than this, all ways that they could take are not worth the while. */
const FEW = 3;

/** What can become of a connection now, by index into the stream's ends, and how likely that is. */
interface Outlook {
  /** The state of the network that it holds for. */
  network: number;
  ways: { end: number; share: number }[];
}

/** Connections that were opened in a stretch of time and had not been answered at its end. */
interface Open {
  from: number;
  to: number;
  end: number;
  count: number;
}

interface Flow {
  stream: TrafficStream;
  place: Place | undefined;
  result: TrafficResult;
  indexOf: Map<string, number>;
  outlook: Outlook | undefined;
  open: Open[];
  /** The way that a connection takes which is kept; undefined while there is none. */
  kept: number | undefined;
}

/**
 * Counts connections as time passes. Between two events all of a stream's connections have the same outlook, so that
 * they are counted together: the cost grows with what happens, not with the connections. Which way each takes is
 * spread by chance and in proportion (systematic sampling: shares of a whole, and one random start).
 */
export class TrafficMeter {
  #cluster: Cluster;
  #start: number;
  #random: Random;
  #flows: Flow[];

  constructor(cluster: Cluster, streams: readonly TrafficStream[]) {
    this.#cluster = cluster;
    this.#start = cluster.now;
    this.#random = new Random(cluster.settings.seed);
    this.#flows = streams.map((stream): Flow => {
      const found = placeOf(cluster, stream.on);
      const place = typeof found === 'string' ? undefined : found;
      const result: TrafficResult = { from: place ?? { kind: 'client' }, url: stream.to, ends: [], spans: [] };
      return { stream, place, result, indexOf: new Map(), outlook: undefined, open: [], kept: undefined };
    });
  }

  get results(): TrafficResult[] {
    return this.#flows.map(({ result }) => result);
  }

  /** Time is about to pass from now to a later moment, in which nothing happens. */
  passes(to: number): void {
    const from = this.#cluster.now - this.#start;
    for (const flow of this.#flows) this.#open(flow, from, to - this.#start);
  }

  /** A Pod's program has ended: what it had not answered yet is broken. */
  ended(pod: string): void {
    const now = this.#cluster.now - this.#start;
    for (const flow of this.#flows) {
      const { stream, result } = flow;
      if (flow.kept !== undefined && result.ends[flow.kept]?.pod === pod) flow.kept = undefined;
      if (stream.takes === 0) continue;
      flow.open = flow.open.filter(({ to }) => to > now - stream.takes);
      for (const one of flow.open) {
        if (result.ends[one.end]?.pod !== pod) continue;
        const overlap = Math.min(one.to, now) - Math.max(one.from, now - stream.takes);
        const broken = Math.min(one.count, Math.round((one.count * overlap) / Math.max(1, one.to - one.from)));
        if (broken <= 0) continue;
        one.count -= broken;
        const end = indexOfEnd(flow, { result: 'broken', pod, reason: [] });
        add(result, one.from, one.to, one.end, -broken);
        add(result, one.from, one.to, end, broken);
      }
    }
  }

  #open(flow: Flow, from: number, to: number): void {
    const { stream, result } = flow;
    const period = 1000 / stream.rate;
    const nth = (time: number): number => Math.max(0, Math.ceil((time - stream.from) / period - 1e-9));
    const until = Math.min(to, stream.until ?? Number.POSITIVE_INFINITY);
    const count = nth(until) - nth(from);
    if (count <= 0) return;
    const counts = this.#counts(flow, count);
    for (const [end, n] of counts) {
      add(result, Math.max(from, stream.from), until, end, n);
      if (stream.takes > 0 && result.ends[end]?.result === 'delivered')
        flow.open.push({ from: Math.max(from, stream.from), to: until, end, count: n });
    }
    if (flow.open.length > 1000) flow.open = flow.open.filter((one) => one.to > until - stream.takes);
  }

  #counts(flow: Flow, count: number): Map<number, number> {
    const { networkChanges } = this.#cluster.control;
    if (flow.stream.keepAlive) return this.#kept(flow, count);
    if (count > FEW || flow.outlook?.network === networkChanges) return this.#spread(this.#outlook(flow).ways, count);
    // so few before things change again that each is followed by itself
    const counts = new Map<number, number>();
    for (let i = 0; i < count; i++) {
      const end = this.#one(flow);
      if (end !== undefined) counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    return counts;
  }

  /** One connection, as chance decides it. */
  #one(flow: Flow): number | undefined {
    const found = flow.place && endingsOf(this.#cluster, flow.place, flow.stream.to, oneWay(this.#random))[0];
    return found && indexOfEnding(flow, found);
  }

  #outlook(flow: Flow): Outlook {
    const { networkChanges } = this.#cluster.control;
    if (flow.outlook?.network === networkChanges) return flow.outlook;
    const ways = new Map<number, number>();
    for (const found of flow.place ? endingsOf(this.#cluster, flow.place, flow.stream.to) : []) {
      const end = indexOfEnding(flow, found);
      ways.set(end, (ways.get(end) ?? 0) + found.share);
    }
    flow.outlook = { network: networkChanges, ways: [...ways].map(([end, share]) => ({ end, share })) };
    return flow.outlook;
  }

  #spread(ways: Outlook['ways'], count: number): Map<number, number> {
    const counts = new Map<number, number>();
    const total = ways.reduce((sum, { share }) => sum + share, 0);
    let reached = this.#random.next();
    for (const [i, { end, share }] of ways.entries()) {
      const before = Math.floor(reached);
      reached += (share / total) * count;
      // what rounding leaves over goes to the last
      const n =
        i === ways.length - 1 ? count - [...counts.values()].reduce((a, b) => a + b, 0) : Math.floor(reached) - before;
      if (n > 0) counts.set(end, n);
    }
    return counts;
  }

  /** Requests on one connection: all go where the first one went; one that fails opens a new connection. */
  #kept(flow: Flow, count: number): Map<number, number> {
    flow.kept ??= this.#one(flow);
    if (flow.kept === undefined) return new Map();
    const end = flow.kept;
    if (flow.result.ends[end]?.result !== 'delivered') flow.kept = undefined;
    return new Map([[end, count]]);
  }
}

function indexOfEnding(flow: Flow, { ending, reason }: End): number {
  const { result } = ending;
  const pod = 'pod' in ending ? ending.pod : '';
  return indexOfEnd(flow, { result, pod, reason: result === 'delivered' ? [] : reason });
}

function indexOfEnd(flow: Flow, end: TrafficEnd): number {
  const key = `${end.result} ${end.pod} ${JSON.stringify(end.reason)}`;
  let index = flow.indexOf.get(key);
  if (index === undefined) {
    index = flow.result.ends.push(end) - 1;
    flow.indexOf.set(key, index);
  }
  return index;
}

/** Counts connections in the span that they belong to; a short span takes in what follows it. */
function add({ spans }: TrafficResult, from: number, to: number, end: number, count: number): void {
  let span = spans.findLast((one) => one.from <= from);
  if (!span || (span.to <= from && (to - span.from > GRAIN || span.to < from - GRAIN)))
    spans.push((span = { from, to, counts: [] }));
  span.to = Math.max(span.to, to);
  const known = span.counts.find(([index]) => index === end);
  if (known) known[1] += count;
  else span.counts.push([end, count]);
}
