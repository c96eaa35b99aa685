import { expect, test } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const FILES = new Map(
  ['b.yaml', 'a.json', 'x/d.yml', 'x/y/c.yaml', 'notes'].map((name) => [name, object(name[0] ?? '')]),
);
FILES.set('x/d.yml', object('d'));
FILES.set('x/y/c.yaml', object('c'));
FILES.set('a.json', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}');
FILES.set('z/notes', '');
FILES.set('notes', object('text'));

// kubectl 1.36
test.each([
  ['.', 'configmap/a\nconfigmap/b\n'],
  ['./ -R', 'configmap/a\nconfigmap/b\nconfigmap/d\nconfigmap/c\n'],
  ['x', 'configmap/d\n'],
  ['./x/', 'configmap/d\n'],
  ['x/y -f a.json', 'configmap/c\nconfigmap/a\n'],
  ['notes', 'configmap/text\n'],
  ['z', 'error: error reading [z]: recognized file extensions are [.json .yaml .yml]\n'],
  ['v', 'error: the path "v" does not exist\n'],
  ['..', 'error: the path ".." does not exist\n'],
])('-f %s', (names, said) => {
  const { cluster } = openDocuments(parseText(''));
  const { stdout, stderr } = execute(cluster, 'admin', `kubectl create -o name -f ${names}`, '', FILES);
  expect(stdout + stderr).toBe(said);
});
