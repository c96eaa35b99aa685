import { describe, expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled('').opened;
const LIST = JSON.stringify({
  kind: 'List',
  items: [
    { metadata: { name: 'a', labels: { 'app.io/x': 'one' } }, spec: { ports: [{ port: 80 }, { port: 443 }] } },
    { metadata: { name: 'b' }, spec: { ports: [{ port: 53 }] } },
  ],
});
const jq = (args: string, input = LIST) => execute(cluster, 'admin', `jq ${args}`, input);

describe('jq', () => {
  it.each([
    ["'.kind'", '"List"\n'],
    ["-r '.items[].metadata.name'", 'a\nb\n'],
    ['-r \'.items[0].metadata.labels["app.io/x"]\'', 'one\n'],
    ['-c \'.items[] | select(.metadata.name == "b") | .spec.ports\'', '[{"port":53}]\n'],
    ["'.items | length'", '2\n'],
    ["-c '[.items[].spec.ports[].port]'", '[80,443,53]\n'],
    ["-c '.items | map(.metadata.name)'", '["a","b"]\n'],
    ["-c '.items[] | {name: .metadata.name, n: (.spec.ports | length)}'", '{"name":"a","n":2}\n{"name":"b","n":1}\n'],
    ['-r \'.items[] | .metadata.name + ":" + (.spec.ports[0].port | tostring)\'', 'a:80\nb:53\n'],
    ['-r \'[.items[].metadata.name] | join(",")\'', 'a,b\n'],
    ['-c \'.items[1].metadata | keys, has("labels")\'', '["name"]\nfalse\n'],
    ["'.items[].spec.ports[] | select(.port > 60 and .port < 100) | .port'", '80\n'],
    ["-c '.items | sort_by(.spec.ports[0].port) | map(.metadata.name)'", '["b","a"]\n'],
    ["'.nothing.there'", 'null\n'],
    ["-c '[.items[].metadata.name[]?]'", '[]\n'],
    ["'.items[-1].metadata.name'", '"b"\n'],
    ['-r \'.items[] | "\\(.metadata.name) has \\(.spec.ports | length)"\'', 'a has 2\nb has 1\n'],
    ['-r \'.items[] | "<\\(.spec.ports | map("p" + (.port | tostring)) | join(","))>"\'', '<p80,p443>\n<p53>\n'],
    ["-r '.items[] | [.metadata.name, .spec.ports[0].port] | @tsv'", 'a\t80\nb\t53\n'],
    ["-r '.items[] | [.metadata.name, .spec.ports[0].port] | @csv'", '"a",80\n"b",53\n'],
    ['-r \'.items[].metadata.labels["app.io/x"] // "none"\'', 'one\n'],
    ['-r \'.items[] | .metadata.labels["app.io/x"] // "none"\'', 'one\nnone\n'],
    ["-c '.items | group_by(.spec.ports | length) | map({(.[0].metadata.name): length}) | add'", '{"b":1,"a":1}\n'],
    ['-r \'.items[0].metadata.labels | to_entries[] | "\\(.key)=\\(.value)"\'', 'app.io/x=one\n'],
    ["-c '.items[1].metadata | with_entries({key: .value, value: .key})'", '{"b":"name"}\n'],
    ['\'if (.items | length) > 2 then "many" elif .kind == "List" then "few" else "none" end\'', '"few"\n'],
    ["--arg n b '.items[] | select(.metadata.name | startswith($n)) | .spec.ports[0].port * 2 - 6'", '100\n'],
    ['\'[.items[].metadata.name | test("^[ab]$")] | all\'', 'true\n'],
    ["'first(.items[]).spec.ports | max_by(.port).port'", '443\n'],
    ["-c '.items[0].spec.ports | map(.port) | (min, max, reverse)'", '80\n443\n[443,80]\n'],
    ["-c --arg n b '{$n, kind}'", '{"n":"b","kind":"List"}\n'],
    ['-c \'("a, b" / ", "), ("ab" / ""), ("" / ",")\'', '["a","b"]\n["a","b"]\n[]\n'],
    ['-c \'[("1e3", " 1", 5, "-.5") | tonumber]\'', '[1000,1,5,-0.5]\n'],
  ])('jq %s', (args, out) => {
    expect(jq(args)).toEqual({ stdout: out, stderr: '', exit: 0 });
  });

  it('says what does not fit, and what it does not know', () => {
    expect(jq("'.kind[]'")).toMatchObject({
      exit: 5,
      stderr: 'jq: error (at <stdin>:0): Cannot iterate over string\n',
    });
    expect(jq("'.kind.x'").stderr).toContain('Cannot index string with "x"');
    for (const [input, said] of [
      ['null', 'null (null)'],
      ['true', 'boolean (true)'],
      ['[]', 'array ([])'],
      ['"0x1"', 'string ("0x1")'],
    ] as const)
      expect(jq("'tonumber'", input).stderr).toContain(`${said} cannot be parsed as a number`);
    expect(jq("'. / 0'", '1').stderr).toContain(
      'number (1) and number (0) cannot be divided because the divisor is zero',
    );
    for (const filter of [
      "'{$none}'",
      '\'{@base64 "x"}\'',
      "'{1: 2}'",
      "'reduce .[] as $x (0; .)'",
      "'.a ]'",
      "'.[] as $x | $x'",
      "'@base32'",
      "'.a |'",
    ])
      expect(jq(filter), filter).toMatchObject({
        stdout: '',
        exit: 3,
        stderr: expect.stringContaining('not simulated'),
      });
    expect(jq("'.'", 'NAME READY\n').exit).toBe(2);
    expect(jq("--slurp '.'").stderr).toContain('option --slurp');
    expect(jq("'.__proto__, .constructor'").stdout).toBe('null\nnull\n');
  });

  it('stands in pipes', () => {
    const line =
      'kubectl get nodes -o json | jq -r \'.items[] | select(.metadata.name != "n1") | .metadata.name\' | wc -l';
    expect(execute(cluster, 'admin', line, '').stdout.trim()).toBe('3');
  });
});
