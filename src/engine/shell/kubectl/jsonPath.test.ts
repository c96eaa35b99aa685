import { expect, it } from 'vitest';
import { evaluateAsJson, evaluateTemplate, valuesAt } from './jsonPath.ts';

const pods = {
  items: [
    { metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x' } }, spec: { ports: [{ p: 80 }, { p: 443 }] } },
    { metadata: { name: 'b' }, spec: { ports: [{ name: 'dns', p: 53 }] } },
  ],
};

it.each([
  ['{.items[*].metadata.name}', 'a b'],
  ['{.items[0].metadata.name}{"\\n"}', 'a\n'],
  ['{.items[-1].metadata.name}', 'b'],
  ['{.items[0:1].metadata.name}', 'a'],
  ['{range .items[*]}{.metadata.name}{"\\t"}{.spec.ports[*].p}{"\\n"}{end}', 'a\t80 443\nb\t53\n'],
  ['{range .items[*]}{range .spec.ports[*]}{.p},{end};{end}', '80,443,;53,;'],
  ['{.items[?(@.metadata.name=="b")].spec.ports[0].p}', '53'],
  ['{.items[*].spec.ports[?(@.p>80)].p}', '443'],
  ['{.items[0].metadata.labels.app\\.kubernetes\\.io/name}', 'x'],
  ["{.items[0].metadata.labels['app\\.kubernetes\\.io/name']}", 'x'],
  ["{.items[0].metadata.labels['app.kubernetes.io/name']}", ''],
  ["{.items[1]['metadata.name']}", 'b'],
  ['{..p}', '80 443 53'],
  ['{.items[1].spec}', '{"ports":[{"name":"dns","p":53}]}'],
  ['{.nothing} is {.items[1].spec.ports[0].name}', ' is dns'],
  ["{.items[*]['metadata.name', 'spec']}", 'a b {"ports":[{"p":80},{"p":443}]} {"ports":[{"name":"dns","p":53}]}'],
  // As a cluster's kubectl answered: literals, and a range that nothing ends.
  ['{"a"}{1}{true}', 'a1true'],
  ['{range .items[*]}{.metadata.name},', 'a,b,,'],
  ['{.}|{.items[1:1]}|{.items[::2].metadata.name}', '||a'],
])('%s', (template, expected) => {
  expect(evaluateTemplate(template, pods)).toBe(expected);
});

it('finds the values of a bare path', () => {
  expect(valuesAt('.items[*].spec.ports[*].p', pods)).toEqual([80, 443, 53]);
  expect(valuesAt('{.items[0].metadata.name}', pods)).toEqual(['a']);
});

it('takes each name of a union of all values first', () => {
  expect(evaluateTemplate("{.items[*].spec.ports[*]['p','name']}", pods)).toBe('80 443 53 dns');
});

it.each([
  ['{.items[?(@.metadata.name==b)]}', 'unrecognized identifier b'],
  ['{.items[?(@.metadata.name="b")]}', 'unrecognized filter operator ='],
  ['{.items[?(@.metadata.name>5)]}', 'incompatible types for comparison'],
  ['{.items[1].metadata[?(@.name)]}', 'map[name:b] is not array or slice and cannot be filtered'],
])('%s cannot be evaluated', (template, why) => {
  expect(() => evaluateTemplate(template, pods)).toThrow(why);
});

it.each([
  ['{metadata.name}', 'unrecognized identifier metadata'],
  ['{len .items}', 'unrecognized identifier len'],
  ['{end}', 'not in range, nothing to end'],
])('%s is refused as kubectl refuses it: %s', (template, why) => {
  expect(() => evaluateTemplate(template, { metadata: { name: 'web' }, items: [] })).toThrow(why);
});

// kubectl 1.36, and client-go's jsonpath.go
it.each([
  ['{.items[1:0]}', 'starting index 1 is greater than ending index 0'],
  ['{.items[0:3]}', 'array index out of bounds: index 2, length 2'],
  ['{.items[-5:]}', 'array index out of bounds: index -3, length 2'],
])('%s is out of bounds', (template, why) => {
  expect(() => evaluateTemplate(template, pods)).toThrow(why);
});

// as a cluster's kubectl answered: client-go's parser.go
it.each([
  ['{{.items}}', "unrecognized character in action: U+007B '{'"],
  ['{.items', 'unclosed action'],
  ['{.items[0', 'unterminated array'],
  ['{.items[a]}', 'invalid array index a'],
  ['{.items[?(@.p==1]}', 'unterminated filter'],
  ['{.items[?(@.p==1)x]}', 'unclosed array expect ]'],
  ['{"a}', 'unterminated quoted string'],
  ['{"\\z"}', 'unquote string "\\z" error invalid syntax'],
  ['{1.5.5}', 'cannot parse number 1.5.5'],
  ['{....}', 'invalid multiple recursive descent'],
  ['{#}', "unrecognized character in action: U+0023 '#'"],
])('%s is no template: %s', (template, why) => {
  expect(() => evaluateTemplate(template, pods)).toThrow(why);
});

it.each([
  ['{1.5}{+1}{-1}', '1.51-1'],
  ['{"x" "y"}', 'y'],
  ['{.items[0].metadata.name.*}', '97'],
  ['{.items[0].metadata.name "x"}', 'x'],
  ['{.items[1,0].metadata.name}', 'b a'],
  ['{"\\x41\\u00e9\\101\\""}', 'A\u00e9A"'],
  ['{range .nothing[*]}{.name}x{end}y', 'y'],
  ['{range .items[*]}{@.metadata.name}{$.metadata.name}{end}', 'aabb'],
  ['{.items[?(.metadata)].metadata.name}', 'a b'],
  ['{.items[?(name)].metadata.name}', 'a b'],
])('%s prints %s', (template, expected) => {
  expect(evaluateTemplate(template, pods)).toBe(expected);
});

it.each([
  ['{.nothing}', 'nothing is not found'],
  ['{.items[*].metadata.labels.none}', 'none is not found'],
  ['{.items[0].spec[0]}', 'map[string]interface {} is not array or slice'],
  ['{.items[0].metadata.name[*]}', 'string is not array or slice'],
  ['{.items[?(@.metadata==1)]}', 'invalid type for comparison'],
  ['{.items[*].spec.ports[?(@.p==80.5)]}', 'incompatible types for comparison'],
])('%s finds nothing: %s', (template, why) => {
  expect(() => evaluateTemplate(template, pods, false)).toThrow(why);
});

it('gives a list for each part of a template', () => {
  expect(evaluateAsJson('{.items[*].metadata.name}{.nothing}', pods)).toBe('[\n    "a",\n    "b"\n]\n[]\n');
});
