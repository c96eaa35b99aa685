import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const { cluster } = openDocuments(parseText(''));
const sh = (line: string) => execute(cluster, 'admin', line, '');

it.each([
  ['seq 5 | sed -n 2,3p', '2 3'],
  ['seq 5 | sed "2d;4d"', '1 3 5'],
  ['seq 5 | sed /3/,4d', '1 2 5'],
  ['seq 5 | sed -n "/2/,/4/p"', '2 3 4'],
  ['seq 3 | sed 3,1d', '1 2'],
  ["seq 3 | sed '$d'", '1 2'],
  ["seq 3 | sed -n '2,$p'", '2 3'],
  ['seq 3 | sed "2!d"', '2'],
  ['seq 9 | sed 3q', '1 2 3'],
  ['echo a/b/c | sed s,/,-,g', 'a-b-c'],
  ['echo aaa | sed s/a/x/2', 'axa'],
  ['echo aaaa | sed s/a/x/2g', 'axxx'],
  ['echo abc | sed -E "s/(a)(b)/\\2\\1/"', 'bac'],
  ['echo abc | sed "s/\\(a\\)b/[\\1&]/"', '[aab]c'],
  ['echo Hello | sed s/h/j/i', 'jello'],
  ['printf "x=1\\ny=2\\n" | sed -n s/^y=//p', '2'],
  ['seq 2 | sed -e s/1/one/ -e s/2/two/', 'one two'],
  ['echo a+b | sed "s/+/\\&/"', 'a&b'],
  ['printf x | sed s/x/y/', 'y'],
])('%s', (line, said) => {
  const { stdout, stderr, exit } = sh(line);
  expect([stdout.trim().replaceAll('\n', ' '), stderr, exit]).toEqual([said, '', 0]);
});

it.each([
  ['echo a | sed s/a', "sed: -e expression #1, char 3: unterminated `s' command\n"],
  ['echo a | sed y/a/b/', "sed: -e expression #1, char 1: kubehop simulates the commands s, p, d and q, and not `y'\n"],
  ['echo a | sed 1', 'sed: -e expression #1, char 1: missing command\n'],
  ['sed p nothere', "sed: can't read nothere: No such file or directory\n"],
])('%s is refused', (line, said) => {
  expect(sh(line).stderr).toBe(said);
});

it('edits files where they lie', () => {
  const written = new Map<string, string>();
  const at = (line: string) => execute(cluster, 'admin', line, '', new Map(), { written });
  at('seq 3 > a; seq 3 > b');
  expect(at('sed -i.old 2d a ./b')).toEqual({ stdout: '', stderr: '', exit: 0 });
  expect([written.get('a'), written.get('b'), written.get('a.old')]).toEqual(['1\n3\n', '1\n3\n', '1\n2\n3\n']);
  at('sed -n -i -e 1p -e 1p a');
  expect(written.get('a')).toBe('1\n1\n');
  expect(at('sed -i p c')).toEqual({ stdout: '', stderr: "sed: can't read c: No such file or directory\n", exit: 2 });
  expect(at('sed -i p').exit).toBe(4);
  expect(sh('sed -i p c').stderr).toContain('no file is written');
});
