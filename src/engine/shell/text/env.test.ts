import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { settle } from '../../controllers/settle.ts';
import { execute } from '../execute.ts';

it('lists the environment as a shell hands it on', () => {
  const { cluster } = openDocuments(
    parseText(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: cl}\nspec: {nodeName: n1, containers: [{name: c, image: nginx}]}\n',
    ),
  );
  settle(cluster);
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
