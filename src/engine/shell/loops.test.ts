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

  it('are refused in the words of sh', () => {
    expect(sh('while true; do echo').stderr).toBe('sh: 1: Syntax error: end of file unexpected\n');
    expect(sh('while do echo; done').stderr).toBe('sh: 1: Syntax error: "do" unexpected\n');
  });

  it('calculate', () => {
    expect(sh('a=7; echo $((a * 2 + 1)) $(( (a - 1) / 4 )) $((-a % 4)) $((nothing))').stdout).toBe('15 1 -3 0\n');
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

  it('are not written where nobody keeps them, nor into folders', () => {
    expect(sh('echo a > file').stderr).toContain('no file is written');
    expect(run('echo a > folder/file').stderr).toContain('Directory nonexistent');
    expect(execute(open(), 'client', 'echo a > file', '', new Map(), { written }).stderr).toContain(
      'no file is written',
    );
  });
});
