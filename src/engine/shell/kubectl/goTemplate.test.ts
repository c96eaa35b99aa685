import { expect, test } from 'vitest';
import { runGoTemplate } from './goTemplate.ts';

// Each line was printed by `kubectl get service web -o go-template=…` of a real cluster.

const SERVICE = {
  kind: 'Service',
  metadata: { name: 'web', labels: { app: 'web', tier: 'front' } },
  spec: {
    type: 'NodePort',
    ports: [
      { name: 'http', port: 80 },
      { name: 'metrics', port: 9090 },
    ],
  },
};

test.each([
  ['{{(index .spec.ports 0).port}}', '80'],
  ['{{printf "%s-%v" .metadata.name (index .spec.ports 1).port}}', 'web-9090'],
  ['{{exists . "spec" "ports"}} {{exists . "spec" "x"}}', 'true false'],
  ['{{base64decode "aGVsbG8="}}', 'hello'],
  ['{{slice "abc" 1 2}} {{html "<a>"}} {{js "it\'s"}} {{urlquery "a b"}}', "b &lt;a&gt; it\\'s a+b"],
  ['{{define "t"}}[{{.}}]{{end}}{{template "t" .metadata.name}}', '[web]'],
  ['{{range .spec.ports}}{{if eq .port 80}}{{continue}}{{end}}{{.port}}{{end}}', '9090'],
  ['{{range .spec.ports}}{{.name}}{{break}}{{end}}', 'http'],
  ['{{(index .spec.ports 1).port | printf "%05d"}}', '09090'],
  [
    '{{printf "%s" .spec.nosuch}} {{print .spec.nosuch}} {{index .metadata.labels "nosuch"}}',
    '%!s(<nil>) <nil> <no value>',
  ],
  ['{{eq .spec.nosuch "x"}} {{ne .kind "Pod" }} {{lt (len .spec.ports) 3}}', 'false true true'],
  ['{{"}}" | print}}{{/* }} */}}{{"\\x41\t\\a"}}', '}}A\t\u0007'],
  ['{{if eq .kind "Pod"}}p{{else if eq .kind "Service"}}s{{else}}x{{end}}', 's'],
])('%s', (template, printed) => {
  expect(runGoTemplate(template, SERVICE)).toBe(printed);
});

test('what cannot be parsed is quoted', () => {
  expect(() => runGoTemplate('{{nosuch}}', SERVICE)).toThrow(
    'error: error parsing template {{nosuch}}, template: output:1: function "nosuch" not defined',
  );
});

test('tells of an index that a list does not have where it stands', () => {
  const failure = (template: string, data: unknown): string => {
    try {
      return runGoTemplate(template, data);
    } catch (error) {
      return (error as Error).message;
    }
  };
  const at = 'executing "output" at <index .items 0>: error calling index';
  expect(failure('{{(index .items 0).metadata.name}}', { items: [] })).toBe(
    `template: output:1:3: ${at}: reflect: slice index out of range`,
  );
  expect(failure('{{index .items 0}}', {})).toBe(`template: output:1:2: ${at}: index of untyped nil`);
  expect(failure('{{index .items 7}}', { items: [1] })).toContain('error calling index: index out of range: 7');
});

// text/template/funcs.go, and kubectl 1.36 for the first
test.each([
  ['{{index .metadata.labels 5}}', 'index: value has type int; should be string'],
  ['{{index .spec.ports "a"}}', 'index: cannot index slice/array with type string'],
  ['{{index .metadata "x" "y"}}', 'index: index of nil pointer'],
  ['{{index .kind.x}}', ''],
  ['{{eq .kind 5}}', 'eq: incompatible types for comparison: string and int'],
  ['{{len 3}}', 'len: len of type int'],
  ['{{slice .kind 1 99}}', 'slice: index out of range: 99'],
  ['{{slice .kind 2 1}}', 'slice: invalid slice index: 2 > 1'],
  ['{{eq .kind}}', 'eq: missing argument for comparison'],
  ['{{lt .spec.nosuch 5}}', 'lt: invalid type for comparison'],
])('%s is refused', (template, why) => {
  expect(() => runGoTemplate(template, SERVICE)).toThrow(
    why === '' ? /can't evaluate field x/ : `error calling ${why}`,
  );
});

// kubectl 1.36; the last two from text/template/parse/lex.go
test.each([
  ['{{"unclosed}}', 'unterminated quoted string'],
  ['{{.kind}', "bad character U+007D '}'"],
  ['{{.kind', 'unclosed action'],
  ['{{`x}}', 'unterminated raw quoted string'],
  ['{{/* x }}', 'unclosed comment'],
])('%s is no template', (template, why) => {
  expect(() => runGoTemplate(template, SERVICE)).toThrow(
    `error parsing template ${template}, template: output:1: ${why}`,
  );
});

test('a template that nobody has defined', () => {
  expect(() => runGoTemplate('{{template "x"}}', SERVICE)).toThrow(
    'template: output:1:11: executing "output" at <{{template "x"}}>: template "x" not defined',
  );
});
