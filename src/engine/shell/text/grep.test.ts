import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

it('grep -o prints every match of a line, the first too', () => {
  const { cluster } = openDocuments(parseText(''));
  const sh = (line: string) => execute(cluster, 'admin', line, '');
  expect(sh("echo src=10.0.0.1 dst=10.0.0.2 src=10.0.0.2 | grep -o 'src=[0-9.]*'").stdout).toBe(
    'src=10.0.0.1\nsrc=10.0.0.2\n',
  );
  expect(sh('seq 9 12 | grep -on 1').stdout).toBe('2:1\n3:1\n3:1\n4:1\n');
  expect(sh('echo a | grep -o b')).toEqual({ stdout: '', stderr: '', exit: 1 });
});
