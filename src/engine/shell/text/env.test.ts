import { expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

it('lists the environment as a shell hands it on', () => {
  const { cluster } = openSettled(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: cl}\nspec: {nodeName: n1, containers: [{name: c, image: nginx}]}\n',
  ).opened;
  const names = execute(cluster, 'pod/cl', 'env', '').stdout.split('\n');
  expect(names.map((line) => line.replace(/=.*/, ''))).toEqual([
    'KUBERNETES_PORT',
    'KUBERNETES_SERVICE_PORT',
    'HOSTNAME',
    'HOME',
    'KUBERNETES_PORT_443_TCP_ADDR',
    'PATH',
    'KUBERNETES_PORT_443_TCP_PORT',
    'KUBERNETES_PORT_443_TCP_PROTO',
    'KUBERNETES_PORT_443_TCP',
    'KUBERNETES_SERVICE_PORT_HTTPS',
    'KUBERNETES_SERVICE_HOST',
    '',
  ]);
});
