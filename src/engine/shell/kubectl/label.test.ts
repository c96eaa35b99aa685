import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}, annotations: {owner: me}}
spec: {ports: [{port: 80}]}
`;

const { cluster } = openDocuments(parseText(SERVICE));
const run = (line: string) => execute(cluster, 'admin', `kubectl ${line}`, '');

it('lists what labels would be, and sends nothing', () => {
  expect(run('label svc web a=b --list').stdout).toBe('a=b\napp=web\n');
  expect(run('label svc web app- a=b --list').stdout).toBe('a=b\n');
  expect(run('label svc web app=x --list').stderr).toContain('--overwrite is false');
  expect(run('label svc web --list').stdout).toBe('app=web\n');
  expect(run('label svc web --list -o yaml').stderr).toBe('error: --list and --output may not be specified together\n');
  expect(run('annotate svc web --list -o yaml').stdout).toBe('owner=me\n');
});

it('tells of labels that are not there before it looks for others', () => {
  expect(run('label svc web x- app=y')).toMatchObject({ stdout: 'label "x" not found.\n', exit: 1 });
  expect(run('label svc web x- --dry-run=client').stdout).not.toContain('not found');
});

it('names the annotations that are set and removed at once', () => {
  expect(run('annotate svc web a=b c=d c- a-').stderr).toBe(
    'error: can not both modify and remove the following annotation(s) in the same command: c, a\n',
  );
  expect(run('label svc web a=b a-').stderr).toContain('can not both modify and remove a label in the same command');
});

it('asks for a version of one object alone', () => {
  expect(run('label svc --all a=b --resource-version=5').stderr).toBe(
    'error: --resource-version may only be used with a single resource\n',
  );
});

// set/helper.go, selectString
it('finds containers by a pattern', () => {
  const { cluster: other } = openDocuments(
    parseText(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: nginx, image: x}, {name: side, image: x}]}',
    ),
  );
  const chosen = (pattern: string): string =>
    execute(
      other,
      'admin',
      `kubectl set resources pod/p --limits=cpu=1 -c '${pattern}' --dry-run=client -o jsonpath='{.spec.containers[?(@.resources.limits)].name}'`,
      '',
    ).stdout;
  expect(chosen('*')).toBe('nginx side');
  expect(chosen('si*')).toBe('side');
  expect(chosen('x*')).toBe('nginx');
  expect(chosen('nginx')).toBe('nginx');
});
