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
  ])('jq %s', (args, out) => {
    expect(jq(args)).toEqual({ stdout: out, stderr: '', exit: 0 });
  });

  it('says what does not fit, and what it does not know', () => {
    expect(jq("'.kind[]'")).toMatchObject({
      exit: 5,
      stderr: 'jq: error (at <stdin>:0): Cannot iterate over string\n',
    });
    expect(jq("'.kind.x'").stderr).toContain('Cannot index string with "x"');
    for (const filter of [
      "'.items | group_by(.kind)'",
      "'reduce .[] as $x (0; .)'",
      "'.a ]'",
      '\'"\\(.kind)"\'',
      "'.a |'",
    ])
      expect(jq(filter), filter).toMatchObject({
        stdout: '',
        exit: 3,
        stderr: expect.stringContaining('not simulated'),
      });
    expect(jq("'.'", 'NAME READY\n').exit).toBe(2);
    expect(jq("--arg x y '.'").stderr).toContain('option --arg');
    expect(jq("'.__proto__, .constructor'").stdout).toBe('null\nnull\n');
  });

  it('stands in pipes', () => {
    const line =
      'kubectl get nodes -o json | jq -r \'.items[] | select(.metadata.name != "n1") | .metadata.name\' | wc -l';
    expect(execute(cluster, 'admin', line, '').stdout.trim()).toBe('3');
  });
});
