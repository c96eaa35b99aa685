import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const told = (...lines: string[]): string[] =>
  runScenario(scenarioText('', lines)).steps.map(
    (step) => ('stdout' in step ? step.stdout : '') + ('stderr' in step ? step.stderr : ''),
  );

test('commands go to the Namespace of the context', () => {
  const [modified, services, contexts, other] = told(
    'kubectl config set-context --current --namespace=kube-system',
    'kubectl get svc -o name',
    'kubectl config get-contexts --no-headers',
    'kubectl get svc -o name -n default',
  );
  expect(modified).toBe('Context "kubernetes-admin@kubernetes" modified.\n');
  expect(services).toBe('service/kube-dns\n');
  expect(contexts).toBe('*     kubernetes-admin@kubernetes   kubernetes   kubernetes-admin   kube-system\n');
  expect(other).toBe('service/kubernetes\n');
});

test('contexts are made, used, renamed and deleted', () => {
  const [, used, pods, renamed, deleted, lost] = told(
    'kubectl config set-context dev --namespace=dev --cluster=kubernetes --user=kubernetes-admin',
    'kubectl config use-context dev',
    'kubectl get pods',
    'kubectl config rename-context dev test',
    'kubectl config delete-context test',
    'kubectl get pods',
  );
  expect(used).toBe('Switched to context "dev".\n');
  expect(pods).toBe('No resources found in dev namespace.\n');
  expect(renamed).toBe('Context "dev" renamed to "test".\n');
  expect(deleted).toContain('warning: this removed your active context');
  expect(lost).toBe('Error in configuration: context was not found for specified context: test\n');
});
