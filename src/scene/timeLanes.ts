import type { PodLife, Timeline, TimelineEvent } from '../model/Timeline.ts';

/** A stretch of time on a lane. */
export interface Bar {
  from: number;
  to: number;
  look: PodLife | 'stale' | 'off' | 'unhealthy';
}

/** Connections that were opened in a stretch of time. */
export interface Bin {
  from: number;
  to: number;
  answered: number;
  failed: number;
}

/** One line of the timeline. */
export interface Lane {
  kind: 'steps' | 'controllers' | 'proxy' | 'balancer' | 'pod' | 'traffic';
  /** A Node, a Pod's `namespace/name`, a URL; '' where the kind says all. */
  name: string;
  /** When something happened on it. */
  marks: number[];
  bars: Bar[];
  bins: Bin[];
}

const laneOf = (kind: Lane['kind'], name = ''): Lane => ({ kind, name, marks: [], bars: [], bins: [] });

/** More Pods than this are not drawn one by one: those to which the most happens are. */
const MOST_PODS = 40;
const BINS = 120;

const podName = (key: string): string => key.slice(key.indexOf('/') + 1);

/** The lanes of a timeline: what was asked for, controllers, each Node's kube-proxy, the load balancer, Pods, traffic. */
export function timeLanes({ events, nodes, pods, traffic, end }: Timeline): Lane[] {
  const steps = laneOf('steps');
  const controllers = laneOf('controllers');
  const balancer = laneOf('balancer');
  const proxies = new Map(nodes.map((node) => [node, laneOf('proxy', node)]));
  const lives = new Lives(end);
  for (const { object, life } of pods) lives.change(podName(object), 0, life);
  for (const event of events) {
    switch (event.kind) {
      case 'step':
        steps.marks.push(event.at);
        break;
      case 'sync': {
        const lane = proxies.get(event.node);
        lane?.marks.push(event.at);
        if (event.stale > 0) lane?.bars.push({ from: event.at - event.stale, to: event.at, look: 'stale' });
        break;
      }
      case 'node':
        closeOpen(proxies.get(event.node), event, end);
        break;
      case 'health':
        balancer.marks.push(event.at);
        break;
      case 'pod':
        lives.change(podName(event.object), event.at, event.life);
        break;
      case 'workload':
      case 'slice':
        controllers.marks.push(event.at);
        break;
      case 'object':
      case 'printed':
      case 'bound':
        // told in the list of events, or by the terminal
        break;
    }
  }
  const streams = traffic.map(({ url, ends, spans }): Lane => {
    const lane = laneOf('traffic', url);
    lane.bins = binsOf(spans, (index) => ends[index]?.result === 'delivered', end);
    return lane;
  });
  return [
    ...(steps.marks.length > 0 ? [steps] : []),
    ...streams,
    controllers,
    ...proxies.values(),
    ...(balancer.marks.length > 0 ? [balancer] : []),
    ...lives.lanes(),
  ];
}

/** A machine that is off has no rules; until the end, or until it is back. */
function closeOpen(lane: Lane | undefined, { at, state }: Extract<TimelineEvent, { kind: 'node' }>, end: number): void {
  const open = lane?.bars.findLast(({ look }) => look === 'off');
  if (state === 'back') {
    if (open) open.to = at;
  } else lane?.bars.push({ from: at, to: end, look: 'off' });
}

/** Pods, and from when to when they were in which part of their life. */
class Lives {
  #end: number;
  #pods = new Map<string, { lane: Lane; since: number; life: PodLife }>();

  constructor(end: number) {
    this.#end = end;
  }

  change(name: string, at: number, life: PodLife): void {
    const known = this.#pods.get(name);
    if (!known) {
      this.#pods.set(name, { lane: laneOf('pod', name), since: at, life });
      return;
    }
    if (known.life !== 'gone') known.lane.bars.push({ from: known.since, to: at, look: known.life });
    known.lane.marks.push(at);
    known.since = at;
    known.life = life;
  }

  /** Those of the cluster itself to which nothing happens are left out. */
  lanes(): Lane[] {
    const all = [...this.#pods.values()];
    for (const { lane, since, life } of all)
      if (life !== 'gone') lane.bars.push({ from: since, to: this.#end, look: life });
    const own = all.filter(({ lane }) => lane.marks.length > 0 || !lane.name.startsWith('kube-system/'));
    const busiest = [...own].sort((a, b) => b.lane.marks.length - a.lane.marks.length).slice(0, MOST_PODS);
    const chosen = new Set(busiest);
    return own.filter((one) => chosen.has(one)).map(({ lane }) => lane);
  }
}

/** Connections over equal stretches of the whole time; one that lasts longer is dealt out evenly. */
function binsOf(spans: Timeline['traffic'][number]['spans'], isAnswered: (end: number) => boolean, end: number): Bin[] {
  const width = Math.max(end, 1) / BINS;
  const bins = Array.from(
    { length: BINS },
    (_, i): Bin => ({ from: i * width, to: (i + 1) * width, answered: 0, failed: 0 }),
  );
  for (const { from, to, counts } of spans) {
    const length = Math.max(to - from, 1e-9);
    const first = Math.max(0, Math.floor(from / width));
    for (let i = first; i < BINS && i * width < to; i++) {
      const bin = bins[i];
      if (!bin) continue;
      const part = Math.max(0, Math.min(to, bin.to) - Math.max(from, bin.from)) / length;
      for (const [index, count] of counts) {
        if (isAnswered(index)) bin.answered += count * part;
        else bin.failed += count * part;
      }
    }
  }
  return bins;
}
