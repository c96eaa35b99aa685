import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../model/Timeline.ts';
import { createSession } from '../Session.ts';
import { runScenario } from '../runScenario.ts';
import { Moments } from './Moments.ts';

const scenario = (steps: readonly string[], more = ''): string => `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  ${more}
  steps:
${steps.map((step) => `  - ${step}\n`).join('')}`;

/** A workload whose Pods are put on a Node that drives them out again, for ever. */
const driven = (replicas: number): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {kubehop.dev/terminates-after: 0s}}
    spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
`;
const TAINT = 'kubectl taint node n1 keep=out:NoExecute';

/** Pods that are started and end again. */
const crashing = (replicas: number): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, livenessProbe: {exec: {command: ["false"]}, periodSeconds: 1}}]}
`;

const timelineOf = (text: string): Timeline => new Moments().timeline({ text });
/** Timelines of many events, on a machine that does other work too. */
const LONG = { timeout: 180_000 };

describe('what never comes to rest', () => {
  it('is a controller loop: it ends at a bound, with a message', LONG, () => {
    for (const replicas of [1, 50]) {
      const timeline = timelineOf(scenario([`{at: 1s, run: ${TAINT}}`]) + driven(replicas));
      expect(timeline.bound).not.toBeNull();
      expect(timeline.events.at(-1)).toEqual({ at: timeline.end, kind: 'bound', bound: timeline.bound });
      expect(timeline.events.length).toBeLessThan(21_000);
    }
  });

  it('is a controller loop in a cluster that settles at once', () => {
    const { steps } = runScenario(scenario([`{run: ${TAINT}}`, '{run: kubectl get nodes n1}']) + driven(3));
    expect(steps[1]).toMatchObject({ stderr: expect.stringContaining('without end'), exit: 0 });
    const session = createSession();
    const { result } = session.run({ text: scenario([]) + driven(3) }, { on: 'admin', run: TAINT });
    expect(result).toMatchObject({ stdout: 'node/n1 tainted\n', stderr: expect.stringContaining('without end') });
    // whoever ends the loop has a cluster that goes on
    const typed = [{ on: 'admin', run: TAINT }];
    const mended = session.run({ text: scenario([]) + driven(3), typed }, { on: 'admin', run: `${TAINT}-` });
    expect(mended.result.stderr).toBe('');
  });

  it('is a crash loop', LONG, () => {
    const steps = ['{at: 1s, run: kubectl get pods}', '{at: 9m, run: kubectl get pods}'];
    const { events, bound } = timelineOf(scenario(steps) + crashing(50));
    expect(events.filter(({ kind }) => kind === 'pod').length).toBeGreaterThan(200);
    expect(bound).toBeNull();
  });

  it('is a long list of commands', LONG, () => {
    const steps = Array.from(
      { length: 10_000 },
      (_, i) => `{at: ${i}ms, run: kubectl scale deployment/web --replicas=${i % 9}}`,
    );
    const timeline = timelineOf(scenario(steps) + crashing(1));
    expect(timeline.bound).toBe('steps');
    expect(timeline.events.filter(({ kind }) => kind === 'step')).toHaveLength(2000);
  });

  it('is no step that fails: it says so, and the rest goes on', () => {
    const steps = [
      '{at: 1s, run: kubectl no such thing}',
      '{at: 2s, on: node/n9, run: ls}',
      '{at: 3s, run: "kubectl scale deployment/web --replicas=2"}',
    ];
    const timeline = timelineOf(scenario(steps) + crashing(1));
    const exits = timeline.events.flatMap((e) => (e.kind === 'step' ? [e.exit] : []));
    expect(exits.map((exit) => exit === 0)).toEqual([false, false, true]);
    expect(timeline.bound).toBeNull();
  });
});

// the issue asks for costs that grow with what happens: quiet time and more connections cost nothing
describe('what a timeline costs', () => {
  const web = `---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: web}}
spec: {containers: [{name: c, image: nginx, readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
`;
  const moved = (rate: number, until: number): { moves: number; connections: number; spans: number } => {
    let moves = 0;
    const stream = `traffic: [{on: client, to: "tcp://192.168.251.101:30080", rate: ${rate}, until: ${until}s}]`;
    const steps = [
      '{at: 1s, run: "kubectl run b --image=nginx --labels=app=web"}',
      '{at: 5s, run: kubectl delete pod b}',
    ];
    const source = { text: scenario(steps, stream) + web };
    const { traffic } = new Moments().timeline(source, () => moves++);
    const spans = traffic[0]?.spans ?? [];
    const connections = spans.flatMap(({ counts }) => counts.map(([, n]) => n)).reduce((a, b) => a + b, 0);
    return { moves, connections, spans: spans.length };
  };

  it('grows with what happens, not with time and connections', () => {
    const short = moved(10, 30);
    expect(short).toMatchObject({ connections: 300 });
    expect(moved(10, 580)).toEqual({ ...short, connections: 5800 });
    expect(moved(10_000, 580)).toEqual({ ...short, connections: 5_800_000 });
  });
});
