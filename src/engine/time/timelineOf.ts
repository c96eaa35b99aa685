import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Source } from '../../model/Simulation.ts';
import type { Timeline, TimelineBound } from '../../model/Timeline.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments, type OpenScenario } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { pace } from './pace.ts';
import { podLife } from './podLife.ts';
import { happenNext, isAtRest, MOST_STEPS, type ScenarioRun, startRun } from './ScenarioRun.ts';
import { TimelineLog } from './TimelineLog.ts';
import { TrafficMeter } from './TrafficMeter.ts';

/** Virtual time that a timeline has at most. */
const LONGEST = 600_000;
const MOST_EVENTS = 100_000;
/** Connections go on for a while after everything has come to rest. */
const AFTERWARDS = 5000;

/**
 * What happens in a scenario, in virtual time: its documents are in place and at rest; then its steps run, and
 * controllers, kubelets and kube-proxies take the time that `spec.delays` says. The same text gives the same timeline.
 * It ends when nothing is left to do and all traffic is over, or at a bound.
 */
export function timelineOf({ cluster, scenario }: OpenScenario, files: ReadonlyMap<string, string>): Timeline {
  settle(cluster);
  pace(cluster);
  const nodes = cluster.store.list<Node>('Node').map(({ metadata }) => metadata.name);
  const pods = cluster.store
    .list<Pod>('Pod')
    .map((pod) => ({ object: keyOf(pod), node: pod.spec.nodeName ?? '', life: podLife(pod) }));
  const meter = new TrafficMeter(cluster, scenario.traffic);
  const log = new TimelineLog(cluster, meter);
  cluster.log = log;
  const run = startRun(cluster, scenario, files);
  const last = Math.max(0, ...scenario.traffic.map(({ until }) => until ?? 0));
  const bound = play(run, log, last);
  if (bound) log.happened({ kind: 'bound', bound });
  else if (scenario.traffic.length > 0) idle(run, Math.max(cluster.now + AFTERWARDS, run.start + last));
  cluster.log = undefined;
  return { end: cluster.now - run.start, nodes, pods, events: log.events, traffic: meter.results, bound };
}

/** The timeline of a text, with what was typed in its cluster as further steps. */
export function timelineOfSource({ text, typed = [] }: Source): Timeline {
  const opened = openDocuments(parseText(text));
  const scenario = { ...opened.scenario, steps: [...opened.scenario.steps, ...typed] };
  return timelineOf({ ...opened, scenario }, new Map([['scenario.yaml', text]]));
}

/** Goes on until all steps have run, the cluster has come to rest and the traffic is over. */
function play(run: ScenarioRun, log: TimelineLog, last: number): TimelineBound | null {
  const { cluster, start, steps } = run;
  for (;;) {
    if (log.events.length > MOST_EVENTS) return 'events';
    if (run.next >= MOST_STEPS && steps.length > MOST_STEPS) return 'steps';
    const over = run.next >= steps.length && isAtRest(cluster);
    if (over && cluster.now >= start + last) return null;
    const limit = over ? start + last : start + LONGEST;
    if (happenNext(run, Math.min(limit, start + LONGEST))) continue;
    return over ? null : 'time';
  }
}

/** Lets time pass in which nothing more is to be told than what becomes of connections. */
function idle(run: ScenarioRun, to: number): void {
  const end = Math.min(to, run.start + LONGEST);
  while (happenNext(run, end));
  if (end <= run.cluster.now) return;
  run.cluster.log?.passes(end);
  run.cluster.now = end;
}
