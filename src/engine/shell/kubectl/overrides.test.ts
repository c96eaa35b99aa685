import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const { cluster } = openDocuments(parseText(''));
const run = (options: string) =>
  execute(
    cluster,
    'admin',
    `kubectl run p --image=nginx --dry-run=client -o jsonpath='{.spec.nodeName}' ${options}`,
    '',
  );

// as a cluster's kubectl answered
it.each([
  [`--overrides='{"spec":{"nodeName":"n1"}}'`, 'n1'],
  [`--overrides='[{"op":"add","path":"/spec/nodeName","value":"n1"}]' --override-type=json`, 'n1'],
  [`--overrides='{"spec":{"nodeName":"n1"}}' --override-type=strategic`, 'n1'],
])('%s', (options, stdout) => {
  expect(run(options)).toMatchObject({ stdout, exit: 0 });
});

it.each([
  ['--overrides=x', 'Invalid JSON Patch'],
  ['--overrides=x --override-type=strategic', 'invalid JSON document'],
  ['--overrides=x --override-type=json', "invalid character 'x' looking for beginning of value"],
  [
    `--overrides='{"apiVersion":"v2"}'`,
    'no kind "Pod" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
  ],
  ['--overrides={} --override-type=foo', 'invalid override type: foo'],
  [
    `--overrides='{"spec":{"nodeName":5}}'`,
    'json: cannot unmarshal number into Go struct field PodSpec.spec.nodeName of type string',
  ],
])('%s is refused: %s', (options, why) => {
  expect(run(options)).toMatchObject({ stdout: '', stderr: `error: ${why}\n`, exit: 1 });
});
