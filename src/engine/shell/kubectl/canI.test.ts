import { describe, expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';

const ROLES = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}, {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}, {kind: ServiceAccount, name: bot, namespace: default}]
`;

function ask(...questions: string[]): string[] {
  const steps = questions.map((question) => `  - run: kubectl auth can-i ${question}\n`).join('');
  const text = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: t}\nspec:\n  steps:\n${steps}${ROLES}`;
  return runScenario(text).steps.map((step) => ('stdout' in step ? `${step.exit} ${step.stderr}${step.stdout}` : ''));
}

describe('kubectl auth can-i', () => {
  it('allows the administrator everything, and warns of what nobody knows', () => {
    expect(ask('get pods', 'get nosuch', 'get nodes', 'fly pods', 'get pods -q', 'get')).toEqual([
      '0 yes\n',
      "0 Warning: the server doesn't have a resource type 'nosuch'\n\nyes\n",
      "0 Warning: resource 'nodes' is not namespace scoped\n\nyes\n",
      "0 Warning: verb 'fly' is not a known verb\n\nyes\n",
      '0 ',
      "1 error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.\n",
    ]);
  });

  it('allows others what bindings give them', () => {
    expect(
      ask(
        'get pods --as=jane',
        'delete pods --as=jane',
        'get pods --subresource=log --as=jane',
        'get pods -n kube-system --as=jane',
        'list pods --as=system:serviceaccount:default:bot',
        'update deployments/web --as=jane',
        'update deployments/api --as=jane',
        'get /healthz --as=jane',
      ),
    ).toEqual(['0 yes\n', '1 no\n', '0 yes\n', '1 no\n', '0 yes\n', '0 yes\n', '1 no\n', '0 yes\n']);
  });
});
