import { expect, it } from 'vitest';
import { runScenario } from '../runScenario.ts';

const list = '{on: node/n1, run: "iptables-save -c -t nat | grep -o \'.*A KUBE-S.*default/web[ :\\"].* KUBE-S.*\'"}';
const text = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  steps:
  - {on: pod/web-1, run: curl -s http://10.96.0.50/}
  - ${list}
  - run: kubectl create service clusterip other --tcp=80
  - ${list}
  - {on: pod/web-1, run: curl -s http://10.96.0.50/}
  - run: kubectl annotate service web a=b
  - ${list}
  - {run: "kubectl patch service web -p '{\\"spec\\":{\\"internalTrafficPolicy\\":\\"Local\\"}}'"}
  - ${list}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
`;

// conformance/cases/counters-anew.yaml has what a real Node counted
it('counts from 0 in the chains that kube-proxy has written again', () => {
  const printed = runScenario(text).steps.flatMap((step) =>
    'run' in step && step.run.startsWith('iptables')
      ? [step.stdout.match(/^\[\d+:\d+\] -A KUBE-\w+/gm)?.join(' ')]
      : [],
  );
  expect(printed.map((line) => line?.replaceAll(/-(SVC|SVL)-\w+/g, '-$1'))).toEqual([
    '[1:60] -A KUBE-SERVICES [1:60] -A KUBE-SVC',
    '[0:0] -A KUBE-SERVICES [1:60] -A KUBE-SVC',
    '[1:60] -A KUBE-SERVICES [2:120] -A KUBE-SVC',
    '[0:0] -A KUBE-SERVICES [0:0] -A KUBE-SVL',
  ]);
});
