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

// as a cluster's kubectl answered
test.each([
  ["{{`b`}}{{'c'}}{{1.5}}{{-1}}{{0x10}}{{1e3}}{{1i}}", 'b991.5-1161000(0+1i)'],
  ['a{{-1}} {{- 2 -}} b', 'a-12b'],
  ['{{block "c" .kind}}<{{.}}>{{end}}', '<Service>'],
  ['{{$x := 1}}{{if true}}{{$x := 2}}{{end}}{{$x}}{{$x = 3}}{{$x}}', '13'],
  ['{{$y := 1}}{{range .spec.ports}}{{$y = .port}}{{end}}{{$y}}', '9090'],
  ['{{range 3}}{{.}}{{end}}{{range $i, $p := .spec.ports}}{{$i}}{{$p.name}}{{end}}', '0120http1metrics'],
  ['{{with .nothing}}a{{else with .kind}}{{.}}{{end}}', 'Service'],
  ['{{printf "%T %T %s" 1 (index .spec.ports 0).port 5}}', 'int int64 %!s(int=5)'],
  ['{{eq (index .spec.ports 0).port 80}}{{and 1 0}}{{or 0 "x"}}', 'true0x'],
  ['{{range .spec.ports}}{{template "p" .}}{{end}}{{define "p"}}{{.name}};{{end}}', 'http;metrics;'],
  ['{{.kind | printf "%s-%s" "a"}}{{(.metadata).name}}', 'a-Serviceweb'],
])('%s prints %s', (template, printed) => {
  expect(runGoTemplate(template, SERVICE)).toBe(printed);
});

test.each([
  ['{{}}', 'missing value for command'],
  ['{{()}}', 'missing value for parenthesized pipeline'],
  ['{{(.kind}}', 'unclosed left paren'],
  ['{{.kind)}}', 'unexpected right paren'],
  ['{{..kind}}', 'unexpected . after term "."'],
  ['{{.kind.}}', 'unexpected <.> in operand'],
  ['{{ - .kind}}', 'illegal number syntax: "-"'],
  ['{{.a.example.com/x}}', "bad character U+002F '/'"],
  ['{{$x}}', 'undefined variable "$x"'],
  ['{{"a" | "b"}}', 'non executable command in pipeline stage 2'],
  ['{{if .kind}}{{else}}{{else}}{{end}}', 'expected end; found {{else}}'],
  ['{{if .kind}}x', 'unexpected EOF'],
  ['{{else}}', 'unexpected {{else}}'],
  ['{{break}}', '{{break}} outside {{range}}'],
  ['{{.kind, .spec}}', 'unexpected "," in operand'],
  ['{{"\\z"}}', 'invalid syntax'],
])('%s cannot be parsed: %s', (template, why) => {
  expect(() => runGoTemplate(template, SERVICE)).toThrow(
    `error parsing template ${template}, template: output:1: ${why}`,
  );
});

test.each([
  ['{{len .kind .kind}}', '2: executing "output" at <len>: wrong number of args for len: want 1 got 2'],
  ['{{index}}', '2: executing "output" at <index>: wrong number of args for index: want at least 1 got 0'],
  ['{{.kind len}}', '2: executing "output" at <.kind>: kind is not a method but has arguments'],
  ['{{true}}{{nil}}', '10: executing "output" at <nil>: nil is not a command'],
  ['{{$x = 1}}', '7: executing "output" at <1>: undefined variable: $x'],
  ['{{1 .kind}}', '2: executing "output" at <1>: can\'t give argument to non-function 1'],
  [
    '{{eq 1 1.0}}',
    '2: executing "output" at <eq 1 1.0>: error calling eq: incompatible types for comparison: int and float64',
  ],
  ['{{range .metadata.name}}{{end}}', '17: executing "output" at <.metadata.name>: range can\'t iterate over web'],
  ['{{call .kind}}', '2: executing "output" at <call .kind>: error calling call: non-function .kind of type string'],
  [
    '{{define "a"}}{{len 1}}{{end}}{{template "a"}}',
    '16: executing "a" at <len 1>: error calling len: len of type int',
  ],
  [
    '{{base64decode "!"}}',
    '2: executing "output" at <base64decode "!">: error calling base64decode: base64 decode failed: illegal base64 data at input byte 0',
  ],
])('%s fails: %s', (template, why) => {
  expect(() => runGoTemplate(template, SERVICE)).toThrow(`template: output:1:${why}`);
});

test('a key that is not there is a mistake where it may not be missing', () => {
  expect(() => runGoTemplate('{{.spec.nothing}}', SERVICE, false)).toThrow('map has no entry for key "nothing"');
});
