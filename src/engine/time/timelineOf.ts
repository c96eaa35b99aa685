import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Scenario, TypedLine } from '../../model/Scenario.ts';
import type { Timeline, TimelineBound } from '../../model/Timeline.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Play } from '../cluster/Play.ts';
import { passTo, settle } from '../controllers/settle.ts';
import type { OpenScenario } from '../openDocuments.ts';
import { pace } from './pace.ts';
import { happenNext, isAtRest, startPlay } from './playSteps.ts';
import { podLife } from './podLife.ts';
import { TimelineLog } from './TimelineLog.ts';
import { TrafficMeter } from './TrafficMeter.ts';

/** Virtual time that a timeline has at most. */
const LONGEST = 600_000;
const MOST_EVENTS = 20_000;
/** Connections go on for a while after everything has come to rest. */
const AFTERWARDS = 5000;

/**
 * What happens in a scenario, in virtual time: its documents are in place and at rest; then its steps run, and what was
 * typed, and controllers, kubelets and kube-proxies take the time that `spec.delays` says. The same text gives the same
 * timeline. It ends when nothing is left to do and all traffic is over, or at a bound.
 */
export function timelineOf(
  { cluster, scenario }: OpenScenario,
  files: ReadonlyMap<string, string>,
  typed: readonly TypedLine[] = [],
  answered?: Play['answered'],
): Timeline {
  settle(cluster);
  pace(cluster);
  const play = startPlay(cluster, scenario, files, typed);
  if (answered) play.answered = answered;
  return playTimeline(cluster, play, scenario);
}

/** The same of a scenario that has been started; `moved` is called after everything that happens. */
export function playTimeline(cluster: Cluster, play: Play, scenario: Scenario, moved?: () => void): Timeline {
  const nodes = cluster.store.list<Node>('Node').map(({ metadata }) => metadata.name);
  const pods = cluster.store
    .list<Pod>('Pod')
    .map((pod) => ({ object: keyOf(pod), node: pod.spec.nodeName ?? '', life: podLife(pod) }));
  const meter = new TrafficMeter(cluster, scenario.traffic);
  const log = new TimelineLog(cluster, meter);
  cluster.log = log;
  const last = Math.max(0, ...scenario.traffic.map(({ until }) => until ?? 0));
  const bound = playOn(cluster, play, log, last, moved);
  if (bound) log.happened({ kind: 'bound', bound });
  else if (scenario.traffic.length > 0) idle(cluster, play, Math.max(cluster.now + AFTERWARDS, play.start + last));
  cluster.log = undefined;
  const end = cluster.now - play.start;
  return { end, nodes, pods, own: play.own, events: log.events, traffic: meter.results, bound };
}

/** Goes on until all steps have run, the cluster has come to rest and the traffic is over. */
function playOn(
  cluster: Cluster,
  play: Play,
  log: TimelineLog,
  last: number,
  moved?: () => void,
): TimelineBound | null {
  const { start } = play;
  for (;;) {
    if (log.events.length > MOST_EVENTS) return 'events';
    if (play.left === 0 && play.more) return 'steps';
    const over = play.left === 0 && isAtRest(cluster);
    if (over && cluster.now >= start + last) return null;
    const limit = over ? start + last : start + LONGEST;
    if (!happenNext(cluster, Math.min(limit, start + LONGEST))) return cluster.restless ? 'loop' : over ? null : 'time';
    moved?.();
  }
}

/** Lets time pass in which nothing more is to be told than what becomes of connections. */
function idle(cluster: Cluster, { start }: Play, to: number): void {
  const end = Math.min(to, start + LONGEST);
  while (happenNext(cluster, end));
  passTo(cluster, end);
}
