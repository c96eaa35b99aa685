import { expect, it } from 'vitest';
import type { StepResult } from '../runScenario.ts';
import { runScenario } from '../runScenario.ts';

const deployment = (image: string, replicas: number, strategy: object = {}): string =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas,
      strategy: { rollingUpdate: strategy },
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image }] } },
    },
  });

/** Which way and how far ReplicaSets were scaled, as the last of some lines tells. */
function scaled(first: string, ...lines: { run: string; stdin?: string }[]): string[] {
  const steps = [...lines, { run: 'kubectl describe deployment web' }].map((line) => ({ on: 'admin', ...line }));
  const scenario = { apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata: { name: 'scale' }, spec: { steps } };
  const last = runScenario(`${first}\n---\n${JSON.stringify(scenario)}`).steps.at(-1) as StepResult & {
    stdout: string;
  };
  return [...last.stdout.matchAll(/Scaled (\w+) replica set \S+ from (\d+) to (\d+)/g)].map(
    ([, way, from, to]) => `${way} ${from}-${to}`,
  );
}

const apply = (stdin: string) => ({ run: 'kubectl apply -f -', stdin });

it('scales the ReplicaSet that there is before it makes one for another template', () => {
  const changed = scaled(deployment('nginx', 2), apply(deployment('httpd', 3)));
  expect(changed.slice(0, 3)).toEqual(['up 0-2', 'up 2-3', 'up 0-1']);
});

it('sees each Pod that becomes ready in a rollout by itself', () => {
  const surge = { maxSurge: '100%', maxUnavailable: 0 };
  const changed = scaled(deployment('nginx', 3, surge), apply(deployment('httpd', 3, surge)));
  expect(changed).toEqual(['up 0-3', 'up 0-3', 'down 3-2', 'down 2-1', 'down 1-0']);
});

it('lets Pods go that may be missing before new ones are ready', () => {
  const changed = scaled(deployment('nginx', 4), apply(deployment('httpd', 4)));
  expect(changed.slice(0, 4)).toEqual(['up 0-4', 'up 0-1', 'down 4-3', 'up 1-2']);
});

it('gives each ReplicaSet of a rollout that is stuck its share', () => {
  const stuck = deployment('nginx', 8).replace(
    '"image":"nginx"',
    '"image":"httpd","readinessProbe":{"exec":{"command":["false"]}}',
  );
  const changed = scaled(deployment('nginx', 8), apply(stuck), { run: 'kubectl scale deployment web --replicas=16' });
  // 6 old and 4 new of at most 10 become 12 and 8 of at most 20
  expect(changed.slice(-2).toSorted()).toEqual(['up 4-8', 'up 6-12']);
});
