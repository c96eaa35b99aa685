import { expect, test } from 'vitest';
import type { StepResult } from '../runScenario.ts';
import { runScenario } from '../runScenario.ts';

const DAEMONS = [
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { nodeSelector: { edge: 'yes' }, containers: [{ name: 'c', image: 'nginx' }] },
      },
    },
  },
];

/** What lines of kubectl print, one after another, in a cluster with a DaemonSet for Nodes that are labelled `edge`. */
function run(...lines: string[]): string[] {
  const steps = lines.map((line) => ({ on: 'admin', run: line }));
  const scenario = { apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata: { name: 'daemons' }, spec: { steps } };
  const text = [...DAEMONS, scenario].map((document) => JSON.stringify(document)).join('\n---\n');
  return runScenario(text).steps.map((step: StepResult) => ('stdout' in step ? step.stdout : ''));
}
const WHERE = "kubectl get pods -l app=agent -o jsonpath='{range .items[*]}{.spec.nodeName} {end}'";

test('a Pod that is refused on one Node leaves none on a Node that must not have it', () => {
  const [, , , before, , after, events] = run(
    'kubectl label node n3 edge=yes',
    'kubectl create quota pods --hard=pods=1',
    // n1 comes first, and is refused a Pod by the quota
    'kubectl label node n1 edge=yes',
    WHERE,
    'kubectl label node n3 edge-; sleep 60',
    WHERE,
    'kubectl get events',
  );
  expect([before, after]).toEqual(['n3 ', 'n1 ']);
  expect(events).toMatch(/FailedCreate .*exceeded quota: pods/);
  expect(events).toMatch(/SuccessfulDelete .*Deleted pod: agent-/);
});

test.each([
  ['NoSchedule', 'n3 '],
  ['NoExecute', ''],
])('a taint with effect %s that comes later', (effect, left) => {
  const [, before, , after, counts] = run(
    'kubectl label node n3 edge=yes',
    WHERE,
    `kubectl taint node n3 a=b:${effect}`,
    WHERE,
    "kubectl get daemonset agent -o jsonpath='{.status.desiredNumberScheduled} {.status.numberMisscheduled}'",
  );
  expect([before, after]).toEqual(['n3 ', left]);
  expect(counts).toBe(left ? '0 1' : '0 0');
});

test('a Pod that must leave its Node is deleted once, though its template is an old one, too', () => {
  const events = run(
    'kubectl label node n1 n2 edge=yes',
    `kubectl patch ds agent -p '{"spec":{"template":{"spec":{"nodeSelector":{"edge":"no"}}}}}'`,
    'kubectl describe ds agent',
  ).at(-1);
  expect(events?.match(/SuccessfulDelete.*Deleted pod/g)).toHaveLength(2);
  expect(events).not.toMatch(/\(x2 over/);
});
