import { expect, test } from 'vitest';
import { helpFor } from './help.ts';

const ask = (line: string) => helpFor(line.split(' ').filter(Boolean));

test.each([
  ['', 'kubectl controls the Kubernetes cluster manager.', 0],
  ['--help', 'kubectl controls the Kubernetes cluster manager.', 0],
  ['help', 'kubectl controls the Kubernetes cluster manager.', 0],
  ['get --help', 'Display one or many resources.', 0],
  ['help get foo', 'Display one or many resources.', 0],
  ['create svc clusterip -h', 'Create a ClusterIP service with the specified name.', 0],
  ['cp -h', 'Copy files and directories to and from containers.', 0],
  ['options', 'The following options can be passed to any command:', 0],
  ['rollout', 'Manage the rollout of one or many resources.', 1],
])('kubectl %s prints help', (line, first, exit) => {
  const said = ask(line);
  expect(said?.stdout.trimStart().split('\n')[0]).toBe(first);
  expect(said).toMatchObject({ stderr: '', exit });
});

test.each(['set', 'auth', 'create service', 'top'])('kubectl %s alone fails with its help', (line) => {
  const said = ask(line);
  expect(said).toMatchObject({ stdout: '', exit: 1 });
  expect(said?.stderr).toContain(`kubectl ${line}`);
});

test('an unknown topic is told, with the help of kubectl itself', () => {
  expect(ask('help nope')?.stderr).toMatch(/^Unknown help topic \[`nope`\]\n/);
});

test.each(['get pods', 'get pods -h', 'create -f x', 'nope -h', 'set nope'])('kubectl %s is run', (line) => {
  expect(ask(line)).toBeUndefined();
});
