import { expect, test } from 'vitest';
import { openCluster } from '../../cluster/open.ts';
import { readSettings } from '../../cluster/settings.ts';
import { settle } from '../../controllers/settle.ts';
import { execute } from '../execute.ts';

test('sh -c runs a script at the same place', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  settle(cluster);
  const says = (command: string) => execute(cluster, 'node/n1', command, '');
  expect(says(`sh -c 'hostname; echo $HOME | tr a-z A-Z'`)).toEqual({ stdout: 'n1\n/ROOT\n', stderr: '', exit: 0 });
  expect(says(`sh -c 'false'`).exit).toBe(1);
  expect(says('sh -c').stderr).toBe('sh: 0: -c requires an argument\n');
  expect(says('sh script.sh').exit).toBe(2);
});
