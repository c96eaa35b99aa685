import { describe, expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const TABLE = 'NAME READY STATUS\nweb-1 1/1 Running\nweb-2 0/1 Pending\n\ndb 1/1 Running\n';
const { cluster } = openSettled('').opened;
const awk = (program: string, input = TABLE) => execute(cluster, 'admin', `awk ${program}`, input);

describe('awk', () => {
  it.each([
    ["'{print $1}'", 'NAME\nweb-1\nweb-2\n\ndb\n'],
    ["'NR>1 {print $1, $3}'", 'web-1 Running\nweb-2 Pending\n \ndb Running\n'],
    ['\'/Running/ {print $1 "=" $NF}\'', 'web-1=Running\ndb=Running\n'],
    ['\'$3 == "Running" {print $1}\'', 'web-1\ndb\n'],
    ['\'$3 != "Running" && NR > 1 && NF > 0 {print NR ": " $1}\'', '3: web-2\n'],
    ["'$1 ~ /^web-/'", 'web-1 1/1 Running\nweb-2 0/1 Pending\n'],
    ["'$1 !~ /web/ {print}'", 'NAME READY STATUS\n\ndb 1/1 Running\n'],
    ["-F/ 'NR==2 {print $2}'", '1 Running\n'],
    ["'NR==2 {print $0} NR==5 {print NF}'", 'web-1 1/1 Running\n3\n'],
    ['\'NR==1 {print $9 "a,b", 5}\'', 'a,b 5\n'],
  ])('awk %s', (program, out) => {
    expect(awk(program)).toEqual({ stdout: out, stderr: '', exit: 0 });
  });

  it('says what it does not know, and never pretends', () => {
    for (const program of [
      "'{n++} END {print n}'",
      '\'{gsub(/a/,"b"); print}\'',
      '\'BEGIN {FS=":"}\'',
      "-v x=1 '{print x}'",
      "'/(/'",
    ])
      expect(awk(program), program).toMatchObject({
        stdout: '',
        exit: 2,
        stderr: expect.stringMatching(/not simulated/),
      });
    expect(awk('').stderr).toContain('usage');
    expect(awk("'{print $1}' none").stderr).toContain('No such file');
  });

  it('stands in pipes', () => {
    const { stdout } = execute(cluster, 'admin', "kubectl get nodes | awk 'NR>1 {print $1}' | sort | tail -n 1", '');
    expect(stdout).toBe('n3\n');
  });
});
