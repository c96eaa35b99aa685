import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const { cluster } = openDocuments(parseText(''));
const HELP = (group: string) => `See 'kubectl ${group} -h' for help and examples`;
const USAGE = (group: string) => `See 'kubectl ${group} --help' for usage.`;

// as a cluster's kubectl answered
it.each([
  ['create service lb web', `unknown command "lb web"\n${HELP('create service')}`],
  ['create service lb web --tcp=80', `unknown flag: --tcp\n${USAGE('create service')}`],
  ['create service lb -o name', `unknown shorthand flag: 'o' in -o\n${USAGE('create service')}`],
  ['create service -n default lb', `unknown command "lb"\n${HELP('create service')}`],
  ['create service --foo', `unknown flag: --foo\n${USAGE('create service')}`],
  ['rollout foo --bar', `unknown flag: --bar\n${USAGE('rollout')}`],
  ['set foo --bar=1', `unknown flag: --bar\n${USAGE('set')}`],
  ['config foo --x', `unknown flag: --x\n${USAGE('config')}`],
  ['create secret foo --x=1', `unknown flag: --x\n${USAGE('create secret')}`],
])('kubectl %s', (words, stderr) => {
  expect(execute(cluster, 'admin', `kubectl ${words}`, '')).toMatchObject({ stderr: `error: ${stderr}\n`, exit: 1 });
});

it('finds the command of a group behind flags', () => {
  for (const words of ['rollout --to-revision=1 undo deploy x', 'rollout -n default status deploy x'])
    expect(execute(cluster, 'admin', `kubectl ${words}`, '').stderr).toBe(
      'Error from server (NotFound): deployments.apps "x" not found\n',
    );
});

it.each([
  ['create -n default secret generic s --dry-run=client -o name', 'secret/s'],
  ['create --dry-run=client configmap s -o name', 'configmap/s'],
  ['create svc -n default clusterip s --tcp=80 --dry-run=client -o name', 'service/s'],
])('kubectl %s', (words, stdout) => {
  expect(execute(cluster, 'admin', `kubectl ${words}`, '').stdout).toBe(`${stdout}\n`);
});

it('tells what there is of certificates, whatever is asked', () => {
  const { stdout, exit } = execute(cluster, 'admin', 'kubectl certificate foo', '');
  expect([stdout.split('\n', 1)[0], exit]).toEqual(['Modify certificate resources.', 0]);
});
