import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from './execute.ts';
import { quote } from './words.ts';

const { cluster } = openDocuments(parseText(''));
const sh = (line: string, stdin = '') => execute(cluster, 'admin', line, stdin);

describe('the shell line', () => {
  it('gives every word back that was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (words) => {
        const clean = words.map((word) => word.replaceAll('\\', '/').replace(/^-/, '_'));
        expect(sh(`printf '%s|' ${clean.map(quote).join(' ')}`).stdout).toBe(clean.map((w) => `${w}|`).join(''));
      }),
    );
  });

  it('knows quotes, blanks and comments', () => {
    expect(sh(`echo 'a  b' "c d"e f\\ g # h`).stdout).toBe('a  b c de f g\n');
    expect(sh('x="1 2"; echo "$x" $x ${x} \'$x\'').stdout).toBe('1 2 1 2 1 2 $x\n');
    expect(sh('echo $(seq 3) "$(seq 2)"').stdout).toBe('1 2 3 1\n2\n');
  });

  it('joins commands by pipes and by what became of the last one', () => {
    expect(sh('seq 5 | grep -v 3 | tail -n 2').stdout).toBe('4\n5\n');
    expect(sh('true && echo yes || echo no; false && echo yes || echo no').stdout).toBe('yes\nno\n');
    expect(sh('! true').exit).toBe(1);
    expect(sh('(echo b; echo a) | sort').stdout).toBe('a\nb\n');
    expect(sh('for i in 1 2; do for j in a b; do echo $i$j; done; done').stdout).toBe('1a\n1b\n2a\n2b\n');
  });

  it('drops and joins streams', () => {
    expect(sh('nothing 2>/dev/null')).toEqual({ stdout: '', stderr: '', exit: 127 });
    expect(sh('nothing 2>&1 | grep -c found').stdout).toBe('1\n');
    expect(sh('echo x > file').stderr).toContain('no file is written');
  });

  it('says what is wrong', () => {
    expect(sh("echo 'a").stderr).toBe('sh: 1: Syntax error: Unterminated quoted string\n');
    expect(sh('| x').exit).toBe(2);
    expect(sh('for i in 1; do echo').exit).toBe(2);
  });

  it('ends', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        expect(sh(line).exit).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
