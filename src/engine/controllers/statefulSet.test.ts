import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const DB = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: c, image: postgres, volumeMounts: [{name: data, mountPath: /data}]}]}
  volumeClaimTemplates:
  - {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
`;

test('what a StatefulSet mounts may be one of its own claims', () => {
  const path = '{.metadata.generateName} {.spec.volumes[0].persistentVolumeClaim.claimName} {.metadata.name}';
  const command = `kubectl get pod db-0 -o jsonpath='${path}'`;
  const [step] = runScenario(scenarioText(DB, [command])).steps;
  expect(step).toMatchObject({ stdout: 'db- data-db-0 db-0' });
});
