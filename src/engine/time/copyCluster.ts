import type { Cluster } from '../cluster/Cluster.ts';
import { copyMaps } from '../cluster/copyMaps.ts';
import type { ControlState, Queues, Run } from '../controllers/ControlState.ts';
import type { NodeProxy } from '../proxy/NodeProxy.ts';
import type { KernelState } from '../kernel/KernelState.ts';

/**
 * A cluster that goes on by itself from here, in nothing different from the one that it is a copy of. Objects are
 * shared, as they never change; timers too, as they act on the cluster that fires them.
 */
export const copyCluster = (cluster: Cluster): Cluster => ({
  settings: cluster.settings,
  store: cluster.store.copy(),
  now: cluster.now,
  timers: [...cluster.timers],
  pace: cluster.pace,
  log: undefined,
  restless: cluster.restless,
  play: cluster.play && { ...cluster.play, written: new Map(cluster.play.written) },
  watchers: cluster.watchers.map((watcher) => ({ ...watcher, widths: [...watcher.widths] })),
  kubeconfig: cluster.kubeconfig,
  random: cluster.random.copy(),
  kernels: eachOf(cluster.kernels, copyKernel),
  sent: [...cluster.sent],
  startedWith: new Map(cluster.startedWith),
  writes: new Map(cluster.writes),
  counters: new Map(cluster.counters),
  control: copyControl(cluster.control),
});

const eachOf = <K, V>(map: ReadonlyMap<K, V>, copy: (value: V) => V): Map<K, V> =>
  new Map([...map].map(([key, value]) => [key, copy(value)]));

const copyKernel = ({ conntrack, counters, countedWith, recent, scheduled }: KernelState): KernelState => ({
  conntrack: conntrack.map((entry) => ({ ...entry, seen: { ...entry.seen } })),
  counters: eachOf(counters, (counter) => ({ ...counter })),
  countedWith: { ...countedWith },
  recent: copyMaps(recent),
  scheduled: eachOf(scheduled, (list) => [...list]),
});

const copyRun = (run: Run): Run => ({
  ...run,
  containers: eachOf(run.containers, ({ good, plans, ticksFrom, ...rest }) => ({
    ...rest,
    good: { ...good },
    plans: { ...plans },
    ticksFrom: { ...ticksFrom },
  })),
});

const copyProxy = ({ index, healthCheckPorts, syncedAt, staleSince, queuedAt }: NodeProxy): NodeProxy => ({
  index,
  healthCheckPorts,
  syncedAt,
  staleSince,
  queuedAt,
  made: [],
  rulesBefore: new Map(),
});

function copyControl(control: ControlState): ControlState {
  const queues = Object.fromEntries(Object.entries(control.queues).map(([name, queue]) => [name, queue.copy()]));
  return {
    pods: control.pods.copy(),
    services: control.services.copy(),
    dependents: copyMaps(control.dependents),
    adopters: copyMaps(control.adopters),
    tallies: copyMaps(control.tallies),
    queues: queues as unknown as Queues,
    given: new Map(control.given),
    machines: new Map(control.machines),
    leftMachines: new Map(control.leftMachines),
    suitable: new Map(control.suitable),
    bound: new Set(control.bound),
    antiAffine: new Map(control.antiAffine),
    podChanges: new Map(control.podChanges),
    runs: eachOf(control.runs, copyRun),
    addresses: new Set(control.addresses),
    loadBalancers: new Map(control.loadBalancers),
    triggerTimes: new Map(control.triggerTimes),
    endpointsTriggerTimes: new Map(control.endpointsTriggerTimes),
    slices: copyMaps(control.slices),
    keptSlices: new Map(control.keptSlices),
    ownWrites: control.ownWrites,
    hinted: new Set(control.hinted),
    outages: new Map(control.outages),
    evictions: new Map(control.evictions),
    // compiled rules are patched in place: each cluster compiles its own
    proxies: eachOf(control.proxies, copyProxy),
    health: eachOf(control.health, (found) => ({ ...found })),
    failures: new Map(control.failures),
    deadlines: new Map(control.deadlines),
    revisions: new Map(control.revisions),
    events: [...control.events],
    gone: [...control.gone],
    networkChanges: control.networkChanges,
    moment: control.moment,
    sequence: control.sequence,
  };
}
