import type { TrafficStream } from '../../model/Scenario.ts';
import type { Place } from '../../model/Trace.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Random } from '../cluster/Random.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { oneWay } from '../kernel/Chooser.ts';
import { connect } from '../trace/connect.ts';
import { endingsOf } from '../trace/endings.ts';
import type { Ends } from './countTraffic.ts';

/** With no more connections than this, all ways that they could take are not worth the while. */
const FEW = 3;
/** Where Nodes remember who asked, so many are followed one by one after each change: then all Nodes know. */
const FIRST = 24;

/** A UDP flow of one socket: all its datagrams have one source port. */
const FLOW_PORT = 40_000;

/** What can become of a connection now, by index into the stream's ends, and how likely that is. */
interface Outlook {
  /** The state of the network, and the addresses, that it holds for. */
  network: number;
  ips: readonly string[] | undefined;
  ways: { end: number; share: number }[];
}

/** Connections of one stream that are opened while nothing happens. */
export interface Opened {
  count: number;
  /** Virtual time of the first and of the last of them. */
  first: number;
  last: number;
  /** What the name of the target means to this client; undefined for an address. */
  ips: readonly string[] | undefined;
}

/** Which ways a stream's connections take. `view` is the cluster with what Nodes remember of this traffic. */
export class StreamWays {
  readonly #view: Cluster;
  readonly #stream: TrafficStream;
  readonly #place: Place;
  readonly #random: Random;
  readonly #ends: Ends;
  #outlook: Outlook | undefined;
  /** The way that a connection takes which is kept; undefined while there is none. */
  #kept: number | undefined;
  /** Of connections that Nodes remember: how many were followed since the network changed. */
  #followed = { network: -1, count: 0 };

  constructor(view: Cluster, stream: TrafficStream, place: Place, random: Random, ends: Ends) {
    this.#view = view;
    this.#stream = stream;
    this.#place = place;
    this.#random = random;
    this.#ends = ends;
  }

  /** How many of them end in which way. */
  counts(opened: Opened, remembers: boolean): Map<number, number> {
    const { keepAlive, to } = this.#stream;
    if (keepAlive) return to.startsWith('udp:') ? this.#flow(opened) : this.#connection(opened);
    return remembers ? this.#remembered(opened) : this.#each(opened);
  }

  /** A Pod's program has ended: its connections are closed. */
  ended(pod: string): void {
    if (this.#kept !== undefined && this.#ends.at(this.#kept)?.pod === pod) this.#kept = undefined;
  }

  #each({ count, ips }: Opened): Map<number, number> {
    if (count > FEW || this.#known(ips)) return this.#spread(this.#outlookOf(ips).ways, count);
    // so few before things change again that each is followed by itself
    const counts = new Map<number, number>();
    for (let i = 0; i < count; i++) {
      const end = this.#one(ips);
      if (end !== undefined) bump(counts, end, 1);
    }
    return counts;
  }

  /** Session affinity: the first ones are followed one by one and remembered, the others go where these went. */
  #remembered({ count, first, last, ips }: Opened): Map<number, number> {
    const { networkChanges: network } = this.#view.control;
    if (this.#followed.network !== network) this.#followed = { network, count: 0 };
    const counts = new Map<number, number>();
    const alone = Math.min(count, Math.max(1, FIRST - this.#followed.count));
    this.#followed.count += alone;
    const step = count > 1 ? (last - first) / (count - 1) : 0;
    for (let i = 0; i < alone; i++) bump(counts, this.#connect(first + i * step, ips), 1);
    if (count === alone) return counts;
    this.#outlook = undefined;
    for (const [end, n] of this.#spread(this.#outlookOf(ips).ways, count - alone)) bump(counts, end, n);
    // the last one is what the time until a source is forgotten counts from
    this.#connect(last, ips);
    return counts;
  }

  /** Requests on one connection: all go where the first one went; after one that fails the next opens a new connection. */
  #connection({ count, ips }: Opened): Map<number, number> {
    const counts = new Map<number, number>();
    for (let left = count, tries = 0; left > 0; tries++) {
      const cut = this.#cut();
      const end = cut ?? this.#kept ?? this.#one(ips);
      if (end === undefined) break;
      const holds = cut === undefined && this.#ends.at(end)?.result === 'delivered';
      const n = holds || tries > FIRST ? left : 1;
      this.#kept = holds ? end : undefined;
      bump(counts, end, n);
      left -= n;
    }
    return counts;
  }

  /** Nobody closes the connections of a machine that lost its power: a request on one waits for an answer in vain. */
  #cut(): number | undefined {
    const pod = this.#kept === undefined ? undefined : this.#ends.at(this.#kept)?.pod;
    if (pod === undefined) return undefined;
    const node = this.#view.store.byKey<Pod>(`Pod/${pod}`)?.spec.nodeName ?? '';
    return isOff(this.#view, node) ? this.#ends.indexOf({ result: 'timeout', pod, reason: [] }) : undefined;
  }

  /** Datagrams from one socket go where the first one went, as long as kernels remember it (nf_conntrack). */
  #flow({ count, first, last, ips }: Opened): Map<number, number> {
    const end = this.#connect(first, ips, FLOW_PORT);
    if (last > first) this.#connect(last, ips, FLOW_PORT);
    return new Map([[end, count]]);
  }

  /** One connection, as chance decides it. */
  #one(ips: readonly string[] | undefined): number | undefined {
    const found = endingsOf(this.#view, this.#place, this.#stream.to, oneWay(this.#random), ips)[0];
    return found && this.#ends.indexOfEnd(found);
  }

  /** One connection that Nodes remember. */
  #connect(now: number, ips: readonly string[] | undefined, port?: number): number {
    const { now: before } = this.#view;
    this.#view.now = now;
    const trace = connect(this.#view, this.#place, this.#stream.to, this.#random, port, ips);
    this.#view.now = before;
    return this.#ends.indexOfEnd(trace);
  }

  /** The outlook that was made last, if it still holds, and for these addresses. */
  #known(ips: readonly string[] | undefined): Outlook | undefined {
    const { networkChanges: network } = this.#view.control;
    return this.#outlook?.network === network && this.#outlook.ips === ips ? this.#outlook : undefined;
  }

  #outlookOf(ips: readonly string[] | undefined): Outlook {
    const known = this.#known(ips);
    if (known) return known;
    const { networkChanges: network } = this.#view.control;
    const ways = new Map<number, number>();
    for (const found of endingsOf(this.#view, this.#place, this.#stream.to, undefined, ips))
      bump(ways, this.#ends.indexOfEnd(found), found.share);
    this.#outlook = { network, ips, ways: [...ways].map(([end, share]) => ({ end, share })) };
    return this.#outlook;
  }

  /** By chance and in proportion: systematic sampling, with shares of a whole and one random start. */
  #spread(ways: Outlook['ways'], count: number): Map<number, number> {
    const counts = new Map<number, number>();
    const total = ways.reduce((sum, { share }) => sum + share, 0);
    let reached = this.#random.next();
    let left = count;
    for (const [i, { end, share }] of ways.entries()) {
      const before = Math.floor(reached);
      reached += (share / total) * count;
      // what rounding leaves over goes to the last
      const n = i === ways.length - 1 ? left : Math.floor(reached) - before;
      if (n > 0) counts.set(end, n);
      left -= n;
    }
    return counts;
  }
}

function bump(counts: Map<number, number>, end: number, n: number): void {
  counts.set(end, (counts.get(end) ?? 0) + n);
}
