import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const volume = (name: string, spec: string): string =>
  `---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: ${name}}\nspec: {accessModes: [ReadWriteOnce], hostPath: {path: /a}, ${spec}}\n`;
const claim = (name: string, spec: string): string =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, ${spec}}\n`;
const pod = (name: string, of: string): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: nginx}], volumes: [{name: v, persistentVolumeClaim: {claimName: ${of}}}]}\n`;
const lateClass = `---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: late, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}\nprovisioner: kubernetes.io/no-provisioner\nvolumeBindingMode: WaitForFirstConsumer\n`;
const only = (node: string): string =>
  `nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [${node}]}]}]}}`;

const run = (documents: string, ...commands: string[]): string[] =>
  runScenario(scenarioText(documents, commands)).steps.map((step) =>
    'stdout' in step ? step.stderr + step.stdout : '',
  );

const phases = "kubectl get pv,pvc -o jsonpath='{range .items[*]}{.metadata.name}:{.status.phase} {end}'";

test('a claim gets the smallest volume of its class that is large enough', () => {
  const given = [
    volume('tiny', 'capacity: {storage: 1Mi}, storageClassName: a'),
    volume('large', 'capacity: {storage: 9Gi}, storageClassName: a'),
    volume('small', 'capacity: {storage: 2Gi}, storageClassName: a'),
    volume('other', 'capacity: {storage: 1Gi}, storageClassName: b'),
    claim('data', 'storageClassName: a'),
    pod('db', 'data'),
  ];
  const place = "kubectl get pod db -o jsonpath='{.status.phase}'";
  expect(run(given.join(''), phases, "kubectl get pvc data -o jsonpath='{.spec.volumeName}'", place)).toEqual([
    'large:Available other:Available small:Bound tiny:Available data:Bound ',
    'small',
    'Running',
  ]);
});

test('a claim that waits for its Pod leads the Pod to the Node of a volume', () => {
  const given = [
    lateClass,
    volume('far', `capacity: {storage: 1Gi}, storageClassName: late, ${only('n3')}`),
    claim('one', 'volumeMode: Filesystem'),
    claim('two', 'volumeMode: Filesystem'),
    pod('first', 'one'),
    pod('second', 'two'),
  ];
  const nodes = "kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}:{.spec.nodeName} {end}'";
  const why = "kubectl get pod second -o jsonpath='{.status.conditions[0].message}'";
  const [places, states, message] = run(given.join(''), nodes, phases, why);
  expect(places).toBe('first:n3 second: ');
  expect(states).toBe('far:Bound one:Bound two:Pending ');
  expect(message).toContain("3 node(s) didn't find available persistent volumes to bind");
});

test('what is in use is kept until nobody uses it, and what a claim leaves behind is not given away', () => {
  const given = [
    volume('disk', 'capacity: {storage: 1Gi}, storageClassName: a'),
    claim('data', 'storageClassName: a'),
    pod('db', 'data'),
  ];
  expect(
    run(given.join(''), 'kubectl delete pvc data --wait=false', phases, 'kubectl delete pod db', phases).filter(
      (_, i) => i % 2 === 1,
    ),
  ).toEqual(['disk:Bound data:Bound ', 'disk:Released ']);
});
