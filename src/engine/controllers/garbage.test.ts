import { expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from '../shell/execute.ts';

const MAPS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: owner}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: owned}
`;

const { cluster } = openDocuments(parseText(MAPS));
const run = (line: string) => execute(cluster, 'admin', `kubectl ${line}`, '');
const ownedBy = (uid: string): void => {
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid };
  const patch = JSON.stringify({ metadata: { ownerReferences: [owner] } });
  expect(run(`patch configmap owned --type merge -p '${patch}'`).stdout).toBe('configmap/owned patched\n');
};

// pkg/controller/garbagecollector: attemptToDeleteItem
it('an object goes when it is given an owner that there is not, however late', () => {
  const { stdout } = run("get configmap owner -o jsonpath='{.metadata.uid}'");
  ownedBy(stdout);
  expect(run('get configmap owned -o name').stdout).toBe('configmap/owned\n');
  ownedBy('00000000-0000-0000-0000-000000000000');
  expect(run('get configmap owned').stderr).toBe('Error from server (NotFound): configmaps "owned" not found\n');
});
