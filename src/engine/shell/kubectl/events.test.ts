import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: NAMESPACE}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
`;

const answers = (manifests: string, lines: string[]) =>
  runScenario(scenarioText(manifests, lines)).steps.map((step) => ('stdout' in step ? step.stdout : ''));

it('tells of a Pod that is gone, for an hour', () => {
  const ask = 'kubectl get events -o custom-columns=R:.reason,N:.involvedObject.name --no-headers';
  const [, soon, , late] = answers(POD.replace('NAMESPACE', 'default'), [
    'kubectl delete pod web',
    ask,
    'sleep 3700',
    ask,
  ]);
  expect(soon?.trim().split(/\s*\n/)).toEqual([
    'Pulling   web',
    'Pulled    web',
    'Created   web',
    'Started   web',
    'Killing   web',
  ]);
  expect(late).toBe('');
});

it('says since when a Pod is being stopped, not when it is to be gone', () => {
  const [, , events] = answers(
    POD.replace('NAMESPACE', 'default').replace('web,', 'web, annotations: {kubehop.dev/terminates-after: 60s},'),
    ['kubectl delete pod web --wait=false', 'sleep 5', 'kubectl get events --field-selector reason=Killing'],
  );
  expect(events).toMatch(/\n5s +Normal +Killing +pod\/web +Stopping container c\n/);
});

it('forgets what happened in a Namespace that is gone', () => {
  const manifests = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${POD.replace('NAMESPACE', 'shop')}`;
  const [before, , after] = answers(manifests, [
    'kubectl get events -n shop -o name',
    'kubectl delete namespace shop',
    'kubectl create namespace shop && kubectl get events -n shop -o name',
  ]);
  expect(before).toContain('event/web.');
  expect(after).toBe('namespace/shop created\n');
});

const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: c, image: 'postgres:18'}]}
`;

it('tells of two Pods of one name in the order of time, and that both were scheduled', () => {
  const [, events] = answers(STATEFUL_SET, [
    'kubectl delete pod db-0',
    'kubectl get events --field-selector involvedObject.name=db-0 -o custom-columns=R:.reason --no-headers',
  ]);
  const started = ['Scheduled', 'Pulled', 'Created', 'Started'];
  expect(events?.trim().split(/\s*\n/)).toEqual([...started, 'Killing', ...started]);
});

it('describes what happened last at the end', () => {
  const [, described] = answers(STATEFUL_SET, ['kubectl delete pod db-0', 'kubectl describe statefulset db']);
  const [, made = ''] = described?.split('Events:') ?? [];
  expect(made.match(/db-\d/g)).toEqual(['db-1', 'db-0']);
});
