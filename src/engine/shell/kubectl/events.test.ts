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
  expect(events).toMatch(/\n7s +Normal +Killing +pod\/web +Stopping container c\n/);
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

it('tells of the Pods of a StatefulSet in the order in which it made them, though some are gone', () => {
  const [, described] = answers(STATEFUL_SET, ['kubectl scale sts db --replicas=1', 'kubectl describe statefulset db']);
  const made = [...(described ?? '').matchAll(/Create Pod (db-\d)/g)].map(([, name]) => name);
  expect(made).toEqual(['db-0', 'db-1']);
});

it('keeps why a Pod could not be scheduled, each time anew, after it was', () => {
  const pod = POD.replace('NAMESPACE', 'default').replace('nodeName: n1', 'nodeSelector: {gpu: "yes"}');
  const reasons = 'kubectl get events -o custom-columns=R:.reason,C:.count --no-headers';
  const [, , , events] = answers(pod, [
    'kubectl cordon n1',
    'kubectl uncordon n1',
    'kubectl label node n2 gpu=yes',
    reasons,
  ]);
  const lines = events?.trim().split(/\s*\n/) ?? [];
  expect(lines.slice(0, 4)).toEqual([...Array<string>(3).fill('FailedScheduling   1'), 'Scheduled          1']);
});

const REPLICA_SET = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx}]}
`;

it('tells of Pods that were made and are released, and not of those that were adopted', () => {
  const adopted = `apiVersion: v1\nkind: Pod\nmetadata: {name: old, labels: {app: web}}\nspec: {containers: [{name: c, image: nginx}]}\n---\n`;
  const asked = 'kubectl get events --field-selector involvedObject.kind=ReplicaSet -o name | wc -l';
  const made = (manifests: string, ...lines: string[]) =>
    answers(manifests, [...lines, asked])
      .at(-1)
      ?.trim();
  expect(made(adopted + REPLICA_SET)).toBe('0');
  // one that was made and released, and another in its place
  expect(made(REPLICA_SET, 'kubectl label pods --all app=other --overwrite')).toBe('2');
});

it('tells why a claim has no volume, and that a Job waits', () => {
  const claim = (name: string, spec: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}${spec}}\n`;
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: later}\nspec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}\n';
  const [events] = answers([claim('none', ''), claim('lost', ', storageClassName: manual'), job].join('---\n'), [
    'kubectl get events -o custom-columns=N:.involvedObject.name,R:.reason,M:.message --no-headers',
  ]);
  expect(events?.trim().split(/\s*\n/).sort()).toEqual([
    expect.stringMatching(/^later +Suspended +Job suspended$/),
    expect.stringMatching(/^lost +ProvisioningFailed +storageclass.storage.k8s.io "manual" not found$/),
    expect.stringMatching(
      /^none +FailedBinding +no persistent volumes available for this claim and no storage class is set$/,
    ),
  ]);
});

it('tells that a Node was removed', () => {
  const [, events] = answers(POD.replace('NAMESPACE', 'default'), [
    'kubectl delete node n3',
    'kubectl get events --field-selector involvedObject.kind=Node -o custom-columns=R:.reason,M:.message --no-headers',
  ]);
  expect(events).toMatch(/^RemovingNode +Node n3 event: Removing Node n3 from Controller\s*$/);
});
