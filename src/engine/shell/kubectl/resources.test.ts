import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';

const TEXT = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec: {steps: [{run: LINE}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: conf, annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.9, ports: [{port: 80}]}
`;

const SET = `echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"conf"}}' | kubectl apply set-last-applied -f -`;

// kubectl 1.36
test.each([
  ['kubectl get pods, svc', '', 'error: arguments in resource/name form must have a single resource and name'],
  ['kubectl get svc,cm web -o name', 'service/web', 'Error from server (NotFound): configmaps "web" not found'],
  // DELETE alone is asked, and not whether there is such a Namespace
  ['kubectl delete pod db -n nosuch', '', 'Error from server (NotFound): pods "db" not found'],
  ['kubectl exec db -n nosuch -- ls', '', 'Error from server (NotFound): namespaces "nosuch" not found'],
  [
    'kubectl logs db -n nosuch',
    '',
    'error: error from server (NotFound): namespaces "nosuch" not found in namespace "nosuch"',
  ],
  ['kubectl get -o name SERVICES -- web', 'service/web', ''],
  ['kubectl --help | head -1', 'kubectl controls the Kubernetes cluster manager.', ''],
  ['kubectl get SVC', '', 'error: the server doesn\'t have a resource type "SVC"'],
  [
    'kubectl label svc web a=b c=d > /dev/null && kubectl label svc web a=x c=y',
    '',
    "'a' already has a value (b), and --overwrite is false\n'c' already has a value (d), and --overwrite is false",
  ],
  [
    'kubectl label svc --list --all',
    'Listing labels for Service./kubernetes:\n component=apiserver\n provider=kubernetes\n' +
      'Listing labels for Service./web:',
    '',
  ],
  ["kubectl set selector svc web ''", 'service/web selector updated', ''],
  ['kubectl rollout pause ds', '', 'No resources found in default namespace.'],
  ['kubectl autoscale deploy web --max=3 --cpu=x', '', 'error: invalid resource cpu value: x'],
  ["kubectl get svc --sort-by='{.metadata'", '', 'No resources found in default namespace.'],
  ["kubectl get svc --sort-by='.metadata[' -o name", '', 'error: unterminated array'],
  // one object is no list to be sorted
  ['kubectl get svc web -o name --sort-by=.x', 'service/web', ''],
  ["kubectl get svc ''", '', 'error: resource name may not be empty'],
  ['kubectl cluster-info foo --x', '', "error: unknown flag: --x\nSee 'kubectl cluster-info --help' for usage."],
  [
    'kubectl apply view-last-applied',
    '',
    'error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n' +
      "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
  ],
  ["kubectl describe svc ''", '', 'error: resource name may not be empty'],
  ["kubectl delete svc ''", '', 'error: resource name may not be empty'],
  ['kubectl get svc web -o custom-columns=:.metadata.name,A:.spec[', '      A', 'error: unterminated array'],
  [
    `${SET} && kubectl apply view-last-applied cm conf`,
    'configmap/conf configured\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\n  namespace: default',
    '',
  ],
])('%s', (line, stdout, stderr) => {
  const [step] = runScenario(TEXT.replace('LINE', JSON.stringify(line))).steps;
  expect(step).toMatchObject({ stdout: stdout && `${stdout}\n`, stderr: stderr && `${stderr}\n` });
});
