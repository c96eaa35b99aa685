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
    ['\'NR==2 {NF=2; print; NF--; print $0, NF; NF=3; print $0 "."}\'', 'web-1 1/1\nweb-1 1\nweb-1  .\n'],
    ['\'{a[$3]} END {print length(a), length(none), FNR, length("abc")}\'', '4 0 5 3\n'],
    [
      "'BEGIN {while (1) {i++; if (i == 2) continue; if (i > 4) break; print i} for (;;) break; print i}'",
      '1\n3\n4\n5\n',
    ],
    ["'{a[NR]} END {for (k in a) {if (k == 2) continue; n++; if (n == 3) break} print n}'", '3\n'],
    ["-v 'OFS=\\t' 'NR==2 {$1=$1; print}'", 'web-1\t1/1\tRunning\n'],
    ['-v n=10 \'BEGIN {print (n > 9), (n == "10.0"), n + 1}\'', '1 0 11\n'],
    ["-F '\\t' 'BEGIN {$0 = \"a b\\tc\"; print $2}'", 'c\n'],
    ["-F '\\\\|' 'BEGIN {$0 = \"a|b\"; print $2}'", 'b\n'],
    ["-F '(1|2)/' 'NR==2 {print NF, $2}'", '2 1 Running\n'],
    ["'/^[[:alpha:]]+[[:space:]]1/ {print $1}'", 'db\n'],
    [
      '\'BEGIN {print sprintf("%.2f", 123456.789), 1234567.8, 1e-7 / 3, 1e3; printf "%.1f %.2f\\n", 12.25, 0.125}\'',
      '123456.79 1.23457e+06 3.33333e-08 1000\n12.2 0.12\n',
    ],
    [
      '\'BEGIN {printf "%x|%o|%c%c|%e|%g|%u|%+d|%5.3d|%05d|%-4d|%X\\n", 255, 8, 65, "no", 1234.5, 1e-5, 7, 5, 5, -3, 3, 255}\'',
      'ff|10|An|1.234500e+03|1e-05|7|+5|  005|-0003|3   |FF\n',
    ],
    [`'NR==2 {print ${'$'.repeat(60)}NF, ${'a['.repeat(60)}1${']'.repeat(60)}}'`, 'web-1 1/1 Running \n'],
    ["'BEGIN {a[i++] += 5; print i, a[0], $1 == 0, x == 0}'", '1 5 0 1\n'],
    ['\'BEGIN {print substr("hello", 0, 2), substr("hello", 1.6, 1), substr("hello", 4, 9)}\'', 'he h lo\n'],
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
      ...['do {n++} while (0)', 'getline', 'return 1', 'break', 'print FILENAME', 'print RS', 'x = SUBSEP'].map(
        (statement) => `'{${statement}}'`,
      ),
      ...[
        'print ENVIRON["A"]',
        'print ARGV[1], ARGC',
        'print RSTART',
        'OFMT = 1',
        'print "a" CONVFMT',
        'print rand',
      ].map((statement) => `'{${statement}}'`),
      "-v 'RS=;' '{print}'",
      "-v NF=2 '{print}'",
      "'NR==2 || x=5'",
      "'a b = 3'",
      "'{print FNR}' - -",
      "'{a[1]; print a}'",
      "'{NF=10001}'",
      "'{$99999999=1}'",
      ...['%q', '%*d', '%5%', '%999999999d', '%.99f', '%'].map((format) => `'{printf "${format}", 3}'`),
    ])
      expect(awk(program), program).toMatchObject({
        stdout: '',
        exit: 2,
        stderr: expect.stringMatching(/not simulated/),
      });
    expect(awk('').stderr).toContain('usage');
    expect(awk("'{print $1}' none").stderr).toContain('No such file');
    expect(awk("'BEGIN {while (1) n++}'").stderr).toContain('stopped');
    const deep = 'for (i = 0; i < 200; i++) a[i]; for (x in a) for (y in a) for (z in a) n++';
    expect(awk(`'BEGIN {${deep}}'`).stderr).toContain('stopped');
    expect(awk("'BEGIN {print 1 / 0}'").stderr).toContain('division by zero');
    expect(awk('\'BEGIN {printf "%s %s", 1}\'').stderr).toContain('not enough arguments');
  });

  it('stands in pipes', () => {
    const { stdout } = execute(cluster, 'admin', "kubectl get nodes | awk 'NR>1 {print $1}' | sort | tail -n 1", '');
    expect(stdout).toBe('n3\n');
  });
});
