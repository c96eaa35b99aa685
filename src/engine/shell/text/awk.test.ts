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
    ["'/web/ {n++} END {print n}'", '2\n'],
    ["'NR>1 && NF {a[$3]++} END {for (k in a) print k, a[k]}'", 'Running 2\nPending 1\n'],
    ["'{s += NF} END {print s, s / NR, -s}'", '12 2.4 -12\n'],
    ['\'BEGIN {OFS=","} NR==2 {$1=$1; print}\'', 'web-1,1/1,Running\n'],
    ['\'NR==2 {printf "%-8s|%3d|%05.1f%%\\n", $1, NF, 2.26}\'', 'web-1   |  3|002.3%\n'],
    ["'length($1) > 4 {print toupper(substr($1, 1, 3)); exit}'", 'WEB\n'],
    ['\'{if ($3 == "Running") up++; else if (NF > 0 && NR > 1) down++} END {print up, down}\'', '2 1\n'],
    ["'BEGIN {for (i = 0; i < 3; i++) print i; while (i > 1) i--; print i}'", '0\n1\n2\n1\n'],
    ['\'NR==2 {other = $2; next} {print $1 == "db" ? "last" : "other"}\'', 'other\nother\nother\nlast\n'],
    ["-v least=2 'NR > least && NF {print $1}'", 'web-2\ndb\n'],
    ['\'{a[$3]} END {print ("Running" in a), !("x" in a)}\'', '1 1\n'],
  ])('awk %s', (program, out) => {
    expect(awk(program)).toEqual({ stdout: out, stderr: '', exit: 0 });
  });

  it('says what it does not know, and never pretends', () => {
    for (const program of [
      '\'{gsub(/a/,"b"); print}\'',
      "'/(/'",
      '\'{print $1 > "file"}\'',
      "'function f(x) {print x}'",
      "'{print $1 | 2}'",
    ])
      expect(awk(program), program).toMatchObject({
        stdout: '',
        exit: 2,
        stderr: expect.stringMatching(/not simulated/),
      });
    expect(awk('').stderr).toContain('usage');
    expect(awk("'{print $1}' none").stderr).toContain('No such file');
    expect(awk("'BEGIN {while (1) n++}'").stderr).toContain('stopped');
  });

  it('stands in pipes', () => {
    const { stdout } = execute(cluster, 'admin', "kubectl get nodes | awk 'NR>1 {print $1}' | sort | tail -n 1", '');
    expect(stdout).toBe('n3\n');
  });
});
