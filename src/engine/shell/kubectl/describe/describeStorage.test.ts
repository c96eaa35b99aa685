import { expect, test } from 'vitest';
import { runScenario } from '../../../runScenario.ts';
import { scenarioText } from '../../../scenarioFixture.ts';

const OBJECTS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: kubernetes.io/no-provisioner
parameters: {b: "2", a: "1"}
mountOptions: [ro]
allowVolumeExpansion: true
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec:
  storageClassName: local
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  local: {path: /mnt}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1]}]}]}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
  - {type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 1k}}}
  behavior: {scaleDown: {stabilizationWindowSeconds: 300, policies: [{type: Percent, value: 10, periodSeconds: 60}]}}
`;

function described(what: string): string[] {
  const [step] = runScenario(scenarioText(OBJECTS, [`kubectl describe ${what}`])).steps;
  const text = step && 'stdout' in step ? step.stdout : '';
  return text.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  ').trim());
}

test('a storage class', () => {
  expect(described('sc local').slice(0, 10)).toEqual([
    'Name:  local',
    'IsDefaultClass:  Yes',
    'Annotations:  storageclass.kubernetes.io/is-default-class=true',
    'Provisioner:  kubernetes.io/no-provisioner',
    'Parameters:  a=1,b=2',
    'AllowVolumeExpansion:  True',
    'MountOptions:',
    'ro',
    'ReclaimPolicy:  Delete',
    'VolumeBindingMode:  Immediate',
  ]);
});

test('a volume, and where it is', () => {
  expect(described('pv disk')).toEqual(
    expect.arrayContaining([
      'Access Modes:  RWO,ROX',
      'Node Affinity:',
      'Required Terms:',
      'Term 0:  kubernetes.io/hostname in [n1]',
      'Type:  LocalVolume (a persistent volume backed by local storage on a node)',
      'Path:  /mnt',
    ]),
  );
});

test('an autoscaler that nobody gives measures', () => {
  expect(described('hpa web')).toEqual(
    expect.arrayContaining([
      'Reference:  Deployment/web',
      'resource cpu on pods  (as a percentage of request):  <unknown> / 60%',
      '"requests" on pods:  <unknown> / 1k',
      'Stabilization Window: 300 seconds',
      '- Type: Percent  Value: 10  Period: 60 seconds',
      'Deployment pods:  0 current / 0 desired',
    ]),
  );
});
