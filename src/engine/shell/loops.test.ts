import { describe, expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from './execute.ts';

const open = () => openDocuments(parseText('')).cluster;
const sh = (line: string) => execute(open(), 'admin', line, '');

describe('while and until', () => {
  it('go on as long as the test holds', () => {
    expect(sh('i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done').stdout).toBe('0\n1\n2\n');
    expect(sh('i=3; until test $i = 0; do i=$((i - 1)); done; echo $i').stdout).toBe('0\n');
    expect(sh('for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done').stdout).toBe('1\n3\n');
    expect(sh('while true; do while true; do break; done; echo out; break; done').stdout).toBe('out\n');
    expect(sh('seq 3 | while true; do cat; break; done | tail -n 1').stdout).toBe('3\n');
  });

  it('sleep in virtual time, and end however long they would go on', () => {
    const cluster = open();
    const before = cluster.now;
    execute(cluster, 'admin', 'n=0; while [ $n != 5 ]; do sleep 2; n=$((n+1)); done', '');
    expect(cluster.now - before).toBe(10_000);
    for (const line of ['while true; do sleep 1; done', 'until false; do :; done', 'while x=1; do y=2; done'])
      expect(sh(line).stderr, line).toContain('more than 2000 commands in one line');
  });

  it('hand on what they printed before they were ended', () => {
    const tooMany = 'sh: 1: more than 2000 commands in one line\n';
    expect(sh('while true; do echo on; sleep 1; done | head -2')).toEqual({
      stdout: 'on\non\n',
      stderr: tooMany,
      exit: 0,
    });
    const line = 'for i in $(seq 1 3000); do echo $i; done | tail -1; echo after';
    expect(sh(line)).toEqual({ stdout: '1999\nafter\n', stderr: tooMany, exit: 0 });
    expect(sh('while true; do true; done; echo after')).toEqual({ stdout: '', stderr: tooMany, exit: 124 });
  });

  it('are refused in the words of sh', () => {
    expect(sh('while true; do echo').stderr).toBe('sh: 1: Syntax error: end of file unexpected\n');
    expect(sh('while do echo; done').stderr).toBe('sh: 1: Syntax error: "do" unexpected\n');
  });

  it('calculate', () => {
    expect(sh('a=7; echo $((a * 2 + 1)) $(( (a - 1) / 4 )) $((-a % 4)) $((nothing))').stdout).toBe('15 1 -3 0\n');
  });
});

describe('if', () => {
  it('takes the first branch whose test holds', () => {
    const line = (n: number): string =>
      `n=${n}; if [ $n = 1 ]; then echo one; elif [ $n = 2 ]; then echo two; else echo many; fi`;
    expect([1, 2, 3].map((n) => sh(line(n)).stdout)).toEqual(['one\n', 'two\n', 'many\n']);
    expect(sh('if false; then echo no; fi; echo $?').stdout).toBe('0\n');
    expect(sh('for i in 1 2 3; do if [ $i = 2 ]; then break; fi; echo $i; done | tail -n 1').stdout).toBe('1\n');
    expect(sh('if echo asked; then false; fi > /dev/null || echo $?').stdout).toBe('1\n');
  });

  it('is refused in the words of sh', () => {
    expect(sh('if true; echo').stderr).toBe('sh: 1: Syntax error: end of file unexpected\n');
    expect(sh('if true; then fi').stderr).toBe('sh: 1: Syntax error: "fi" unexpected\n');
  });
});

describe('parameters', () => {
  it.each([
    ['echo ${X:-none} ${X-unset} [${X:+set}] [${X}]', 'none unset [] []'],
    ['X=; echo ${X:-none} [${X-unset}] [${X:+set}] [${X+set}]', 'none [] [] [set]'],
    ['Y=1; echo "${X:-$Y and ${Z:-2}}" ${X:-"a b"}', '1 and 2 a b'],
    [
      'P=tcp://10.96.0.1:443; echo ${P#tcp://} ${P%%:*} ${P##*:} ${P%:*} ${#P}',
      '10.96.0.1:443 tcp 443 tcp://10.96.0.1 19',
    ],
    ['F=a.b.c; echo ${F#*.} ${F%.?} ${F#x} ${F%c*}', 'b.c a.b a.b.c a.b.'],
  ])('%s', (line, said) => {
    expect(sh(line)).toEqual({ stdout: `${said}\n`, stderr: '', exit: 0 });
  });

  it('that cannot be read are refused', () => {
    expect(sh('echo ${X').stderr).toBe('sh: 1: Syntax error: Missing }\n');
    expect(sh('echo ${X:=1}').stderr).toContain('not simulated');
  });
});

describe('what a shell does itself', () => {
  it.each([
    ['export X=1 Y=2; echo $X$Y; unset X; echo "[$X]"', '12\n[]\n', 0],
    ['A=1; A=2 echo; echo $A', '\n1\n', 0],
    ['(echo in; exit 3); echo $?', 'in\n3\n', 0],
    ['echo a; exit 4; echo b', 'a\n', 4],
    ['false; exit', '', 1],
    ['for i in 1 2; do if true; then exit 5; fi; done; echo no', '', 5],
    ['while true; do exit 256; done', '', 0],
    ['seq 2 | exit 7; echo $? $(exit 3; echo x)', '7\n', 0],
  ])('%s', (line, stdout, exit) => {
    expect(sh(line)).toEqual({ stdout, stderr: '', exit });
  });

  it('says what is no number', () => {
    expect(sh('exit abc')).toEqual({ stdout: '', stderr: 'sh: 1: exit: Illegal number: abc\n', exit: 2 });
  });
});

describe('test', () => {
  it.each([
    ['[ a = a ]', 0],
    ['[ a != a ]', 1],
    ['[ 10 -gt 9 ]', 0],
    ['[ -z "" ]', 0],
    ['[ -n "" ]', 1],
    ['[ ! -n "" ]', 0],
    ['[ word ]', 0],
    ['[ ]', 1],
    ['[ x -eq 1 ]', 2],
    ['[ a = a', 2],
  ])('%s ends with %i', (line, exit) => {
    expect(sh(line).exit).toBe(exit);
  });
});

describe('watch', () => {
  it('looks again and again, and prints what has changed', () => {
    const { stdout, stderr, exit } = sh('watch -n 5 echo same');
    expect(stdout).toBe('Every 5.0s: echo same    admin: +0.0s\n\nsame\n');
    expect(stderr).toBe('kubehop: watch ended after 60 s of virtual time\n');
    expect(exit).toBe(0);
    expect(sh('watch').stderr).toContain('Usage:');
    expect(sh('timeout 10 watch -t -n 2 echo x').stdout).toBe('x\n');
  });
});

it('nothing runs in the background, and a line that asks for it does nothing', () => {
  expect(sh('sleep 5 & echo now')).toEqual({
    stdout: '',
    stderr: 'kubehop: & is not simulated: nothing runs in the background\n',
    exit: 2,
  });
  expect(sh('echo "a & b" 2>&1 && echo c').stdout).toBe('a & b\nc\n');
});

describe('files', () => {
  const written = new Map<string, string>();
  const run = (line: string) =>
    execute(open(), 'admin', line, '', new Map([['scenario.yaml', 'kind: Pod\n']]), { written });

  it('are written, appended to and read again', () => {
    expect(run('echo a > notes; echo b >> notes; cat notes')).toEqual({ stdout: 'a\nb\n', stderr: '', exit: 0 });
    expect(run('wc -l < notes').stdout.trim()).toBe('2');
    run('(echo x; echo y) > both; nothing 2> errors');
    expect(written.get('both')).toBe('x\ny\n');
    expect(written.get('errors')).toContain('not found');
    run('echo more >> scenario.yaml');
    expect(written.get('scenario.yaml')).toBe('kind: Pod\nmore\n');
    run('kubectl create deployment web --image=nginx --dry-run=client -o yaml > web.yaml');
    expect(run('kubectl create -f web.yaml').stdout).toBe('deployment.apps/web created\n');
  });

  it('stand in the line itself, behind <<', () => {
    expect(run('cat <<EOF | tr a-z A-Z\none $HOME "it\'s" \\$x \\"\n$(echo two)\nEOF\necho three').stdout).toBe(
      'ONE /ROOT "IT\'S" $X \\"\nTWO\nthree\n',
    );
    expect(run("cat <<'END'\n$HOME \\$\nEND").stdout).toBe('$HOME \\$\n');
    expect(run('cat <<-END\n\tx\n\tEND\necho y').stdout).toBe('x\ny\n');
    expect(run('cat > here <<EOF\na: 1\nEOF\ncat here; cat <<A; cat <<B\n1\nA\n2\nB').stdout).toBe('a: 1\n1\n2\n');
    expect(run('if true; then cat <<EOF\nin\nEOF\nfi; cat <<EOF').stdout).toBe('in\n');
  });

  it('are not written where nobody keeps them, nor into folders', () => {
    expect(sh('echo a > file').stderr).toContain('no file is written');
    expect(run('echo a > folder/file').stderr).toContain('Directory nonexistent');
    expect(execute(open(), 'client', 'echo a > file', '', new Map(), { written }).stderr).toContain(
      'no file is written',
    );
  });
});

// what dash says
describe('read', () => {
  it.each([
    ['printf "a b\\nc d\\n" | while read x y; do echo "$y-$x"; done', 'b-a\nd-c\n'],
    ['seq 3 | while read n; do [ $n = 2 ] && break; echo $n; done; echo end', '1\nend\n'],
    ['printf "1\\n2\\n3\\n" | { read a; read b; cat; echo $b$a; }', '3\n21\n'],
    ['n=0; seq 2 | while read a; do n=$((n+1)); done; echo $n', '0\n'],
    ['echo a | read x; echo "[$x]"', '[]\n'],
    ['while read a b; do echo $b; done <<END\n1 2\nEND', '2\n'],
    ['printf "a,b,,d\\n" | { IFS=, read a b c d; echo "$a-$b-$c-$d"; }', 'a-b--d\n'],
    ['printf "a,b,\\n" | { IFS=, read a b; echo "$a-$b"; }', 'a-b\n'],
    ['printf "a,b,,\\n" | { IFS=, read a b; echo "$a-$b"; }', 'a-b,,\n'],
    ['printf "  a  b  \\n" | { read x; echo "$x|"; }', 'a  b|\n'],
    [String.raw`printf 'a\\tb\n' | { read x; echo "$x|"; }`, 'atb|\n'],
    ['printf x | { read a; echo $? $a; }', '1 x\n'],
    ['read a < /dev/null; echo $?', '1\n'],
  ])('%s', (line, said) => {
    expect(sh(line)).toEqual({ stdout: said, stderr: '', exit: 0 });
  });
});

describe('backquotes', () => {
  it.each([
    ['x=`echo hi`; echo $x', 'hi\n'],
    ['echo "a `echo "b c"` d"', 'a b c d\n'],
    ['echo `echo \\`echo deep\\``', 'deep\n'],
    ['echo \'`x`\' "\\`x"', '`x` `x\n'],
  ])('%s', (line, said) => {
    expect(sh(line).stdout).toBe(said);
  });
});

describe('printf and seq', () => {
  it.each([
    ["printf '%5d|%-5s|%05.2f\\n' 3 ab 1.5", '    3|ab   |01.50\n', '', 0],
    ["printf '%x %o %c\\n' 255 8 abc", 'ff 10 a\n', '', 0],
    ["printf '%b' 'x\\ny\\n'", 'x\ny\n', '', 0],
    ["printf '%d|%s|' 0x10 a 010", '16|a|8||', '', 0],
    ["printf '%d|' abc", '0|', 'sh: 1: printf: abc: expected numeric value\n', 1],
    ["printf '%d' 3x", '3', 'sh: 1: printf: 3x: not completely converted\n', 1],
    ["printf 'a%y' 1", 'a', 'sh: 1: printf: %y: invalid directive\n', 2],
    ["printf 'a%'", 'a', 'sh: 1: printf: missing format character\n', 2],
    ["printf 'hello\\n' a b", 'hello\n', '', 0],
    ['seq -s, 3', '1,2,3\n', '', 0],
    ['seq -w 8 10', '08\n09\n10\n', '', 0],
    ['seq -f web-%g 2', 'web-1\nweb-2\n', '', 0],
    ['seq -1 1', '-1\n0\n1\n', '', 0],
    ['seq -f %9999f 2', '', 'seq: not simulated: %9999f\n', 1],
  ])('%s', (line, stdout, stderr, exit) => {
    expect(sh(line)).toEqual({ stdout, stderr, exit });
  });
});

describe('where both outputs go to one place', () => {
  const node = (line: string) => execute(open(), 'node/n1', line, '').stdout;

  it('they come as the program writes them', () => {
    expect(node('curl -sv http://192.168.251.101:30999/ 2>&1 | head -1')).toContain('Trying 192.168.251.101:30999');
    expect(node('curl -sS -w over http://192.168.251.101:30999/ 2>&1')).toMatch(/^curl: \(7\) .*\nover$/);
    expect(node('for i in 1 2; do echo $i; iptables; done 2>&1 | grep -v Try')).toMatch(
      /^1\niptables.*\n2\niptables.*\n$/,
    );
    expect(sh('kubectl get endpoints kubernetes nope 2>&1').stdout).toMatch(
      /^Warning: .*\nNAME .*\nkubernetes .*\nError/,
    );
  });

  it('braces are no shell of their own', () => {
    expect(node('{ echo a; } | cat; { X=c; }; (X=d; exit 3); echo $X $?')).toBe('a\nd 3\n');
    expect(node('{ exit 4; }; echo never')).toBe('');
  });
});

describe('here-documents among many lines', () => {
  it('each is read at the end of its own line', () => {
    const lines = 'true\n'.repeat(500);
    expect(sh(`${lines}cat <<A; cat <<'B'\n$((1 + 1))\nA\n$x\nB\n${lines}echo end`).stdout).toBe('2\n$x\nend\n');
  });
});
