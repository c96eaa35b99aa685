import type { EndpointState, Happening, PodLife, TimelineBound } from '../../model/Timeline.ts';

const LIFE: Record<PodLife, string> = {
  pending: 'waits for a Node',
  starting: 'is being started',
  running: 'runs, not ready',
  ready: 'is ready',
  down: 'has ended and waits for its next start',
  terminating: 'is terminating',
  gone: 'is gone',
};

const VERB = { added: 'made', modified: 'changed', deleted: 'deleted' } as const;

/** Who writes, by the name of its queue. */
const BY: Record<string, string> = {
  nodes: 'node controller',
  evictions: 'taint eviction',
  taintEviction: 'taint eviction',
  namespaces: 'namespace controller',
  garbage: 'garbage collector',
  deployments: 'deployment controller',
  replicaSets: 'replicaset controller',
  replicationControllers: 'replication controller',
  statefulSets: 'statefulset controller',
  daemonSets: 'daemonset controller',
  jobs: 'job controller',
  disruptions: 'disruption controller',
  quotas: 'resource quota controller',
  scheduler: 'scheduler',
  kubelets: 'kubelet',
  loadBalancers: 'service controller',
  mirroring: 'slice mirroring',
  endpointSlices: 'slice controller',
  endpoints: 'endpoints controller',
};

const STATE = { off: 'is off', silent: 'has no kubelet any more', back: 'has its kubelet again' } as const;

const BOUND: Record<TimelineBound, string> = {
  time: 'Ten minutes of virtual time have passed and things still happen: a Pod or a controller in a loop. The timeline ends here.',
  steps: 'More than 2000 steps: the timeline ends here.',
  loop: 'Controllers undo each other’s work without end, and no time passes: the timeline ends here.',
  events: 'More than 20,000 things have happened: the timeline ends here.',
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

const endpoint = ({ who, ready, serving, terminating }: EndpointState): string => {
  if (terminating) return `${who} terminating${serving ? ', serving' : ''}`;
  return `${who} ${ready ? 'ready' : 'not ready'}`;
};

/** What the timeline says: on the page, where it is loaded with the view, and on the command line. */
export const timelineWords = {
  seconds,
  /** What happened, in one line. */
  event(event: Happening): string {
    switch (event.kind) {
      case 'step':
        return `${event.on}$ ${event.run}${event.exit === 0 ? '' : ` (exit status ${event.exit})`}`;
      case 'printed':
        return event.text.trimEnd();
      case 'pod':
        return `${event.object}${event.node && event.life === 'starting' ? ` on ${event.node}` : ''} ${LIFE[event.life]}`;
      case 'workload':
        if (event.verb === 'deleted') return `${event.object} deleted`;
        return `${event.object}: ${event.wanted} wanted, ${event.have} there, ${event.ready} ready`;
      case 'slice': {
        const what = [...event.changed.map(endpoint), ...event.gone.map((who) => `${who} left`)];
        return `${event.object} ${VERB[event.verb]}${what.length > 0 ? `: ${what.join('; ')}` : ''}`;
      }
      case 'object':
        return `${event.object} ${VERB[event.verb]}`;
      case 'sync':
        return `kube-proxy of ${event.node} wrote its rules`;
      case 'node':
        return `${event.node} ${STATE[event.state]}`;
      case 'health':
        return `The load balancer finds ${event.node} ${event.healthy ? 'healthy' : 'unhealthy'} for ${event.service}`;
      case 'bound':
        return BOUND[event.bound];
    }
  },
  stale: (ms: number) => `they were stale for ${seconds(ms)}`,
  title: 'Timeline',
  moment: 'Moment',
  first: 'To the beginning',
  previous: 'To what happened before',
  next: 'To what happens next',
  play: 'Play what happens',
  pause: 'Pause',
  lanes: 'What happens, over time',
  events: 'What happened until then',
  nothing:
    'Nothing happens in this scenario: no step changes the cluster, and it has no traffic. Give it some, for instance:',
  /** The same in every language. */
  example: `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: rollout}
spec:
  traffic:
  - {on: client, to: "tcp://203.0.113.10:80", rate: 100, until: 30s}
  steps:
  - {at: 2s, run: kubectl rollout restart deployment/web}
  - {at: 20s, on: node/n2, run: poweroff}`,
  lively: 'Or open a rolling update with traffic',
  working: 'Playing the scenario …',
  lane: {
    steps: 'Steps',
    controllers: 'Controllers',
    proxy: (node: string) => `${node} kube-proxy`,
    balancer: 'Load balancer',
  },
  looks: {
    stale: 'rules are stale',
    off: 'off, or without kubelet',
    ready: 'ready',
    running: 'not ready',
    starting: 'starting',
    terminating: 'terminating',
    down: 'between two starts',
    failed: 'failed connections',
  },
  by: (who: string) => BY[who] ?? who,
  broken: 'broken: the Pod ended before it had answered',
  traffic: (from: string, url: string, count: number, answered: number) =>
    `${from} → ${url}: ${answered} of ${count} connections answered`,
  between: (from: number, to: number) => `between ${seconds(from)} and ${seconds(to)}`,
};

export type TimelineWords = typeof timelineWords;
