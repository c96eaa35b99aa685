import { describe, expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { runScenario } from '../runScenario.ts';
import { importDump } from '../importDump.ts';
import { simulate } from '../simulate.ts';
import { base64 } from '../admit/config.ts';
import { jsonStreamError } from './jsonSyntaxError.ts';
import { parseText } from './parse.ts';

/** What a text that is not read is refused with. */
const codesOf = (text: string): string[] => parseText(text).diagnostics.map(({ code }) => code);
const refused = (text: string): boolean => parseText(text).diagnostics.some(({ severity }) => severity === 'error');

/** Nine names, each for nine of the name before. */
const bomb = (levels: number): string =>
  `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: levels }, (_, i) => {
    const [name, before] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  }).join('\n')}\n`;

describe('texts that grow (T1, T3, T5)', () => {
  it.each([8, 6])('an alias bomb of %i levels is refused by what it expands to', (levels) => {
    expect(codesOf(bomb(levels))).toEqual(['budget/aliases']);
  });

  it.each(['a: &a [*a]', '*undefined', 'a: *nope\nb: &nope x'])('%j is refused', (text) => {
    expect(refused(text)).toBe(true);
  });

  it('an anchor that is defined twice is the later one', () => {
    expect(parseText('a: &x 1\nb: &x 2\nc: *x\n').documents[0]?.value).toEqual({ a: 1, b: 2, c: 2 });
  });

  it('merge chains and long lists of merges end', () => {
    const chain = `m0: &m0 {k0: 1}\n${Array.from({ length: 5000 }, (_, i) => `m${i + 1}: &m${i + 1} {<<: *m${i}, k${i + 1}: 1}`).join('\n')}`;
    expect(refused(chain)).toBe(true);
    const many = `a: &a {x: 1}\nb: {<<: [${Array(5000).fill('*a').join(', ')}]}`;
    expect(parseText(many).documents[0]?.value).toHaveProperty('b.x', 1);
    expect(parseText('a: {<<: []}').documents[0]?.error).toBeUndefined();
    expect(parseText(`!!omap [${Array.from({ length: 20_000 }, (_, i) => `{k${i}: 1}`).join(', ')}]`)).toBeDefined();
  });
});

describe('texts that nest (T2)', () => {
  it.each([
    ['[', 10_000],
    ['[', 100_000],
    ['{', 50_000],
    ['- ', 5000],
    ['? ', 50_000],
  ] as const)('%j × %i is refused', (piece, times) => expect(refused(piece.repeat(times))).toBe(true));

  it.each([
    [1500, 'budget/nesting'],
    // its indentation alone is longer than a document may be
    [2000, 'budget/document'],
  ])('a map in %i maps is refused', (depth, code) => {
    const deep = Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(codesOf(deep)).toEqual([code]);
  });
});

describe('texts that are wide (T4)', () => {
  it('100,000 keys in one map are refused by their number', () => {
    expect(codesOf(Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join('\n'))).toEqual(['budget/keys']);
  });

  it.each([
    ['20,000 anchors', Array.from({ length: 19_999 }, (_, i) => `k${i}: &a${i} 1`).join('\n')],
    ['50,000 anchors of one value', '&a '.repeat(50_000)],
    ['a megabyte of lines', '\n'.repeat(1_000_000)],
    ['100,000 separators', '---\n'.repeat(100_000)],
  ])('%s come to an end', (_, text) => expect(parseText(text).documents.length).toBeLessThan(2));
});

describe('names of prototypes (T6)', () => {
  const text = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {constructor: x, toString: s}
  annotations: {constructor.prototype: x}
spec:
  selector: {constructor: x}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: constructor, labels: {constructor: x}}
spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
`;

  it('are labels like others, and selectors find them', () => {
    const { cluster } = openSettled(text).opened;
    expect(cluster.store.get('Service', 'default', 'web')?.metadata.labels).toHaveProperty('constructor', 'x');
    const [slice] = cluster.store.list('EndpointSlice', 'default').filter((s) => s.metadata.name.startsWith('web'));
    expect(slice?.['endpoints']).toHaveLength(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('are nothing where nobody wrote them', () => {
    const step = (run: string): string => `  - run: ${run}\n`;
    const head = 'kind: Scenario\napiVersion: kubehop.dev/v1\nmetadata: {name: t}\nspec:\n  steps:\n';
    const [columns, with_, without] = runScenario(
      `${head}${step('kubectl get svc web -L toString,hasOwnProperty --no-headers')}` +
        `${step('kubectl get svc -l hasOwnProperty -o name')}${step("kubectl get svc -l '!valueOf' -o name")}---\n${text}`,
    ).steps.map((answer) => ('stdout' in answer ? answer.stdout : undefined));
    expect(columns).toMatch(/ s\s*$/);
    expect(with_).toBe('');
    expect(without).toContain('service/web');
  });

  it('are refused as labels like any name that begins with a line', () => {
    const { refusals } = openSettled(text.replace('toString: s', '__proto__: z')).opened;
    expect(refusals[0]?.message).toContain('Invalid value: "__proto__"');
  });

  it('come by a merge as by themselves', () => {
    const [document] = parseText('a: &a {__proto__: {polluted: true}}\nb: {<<: *a}\n').documents;
    expect(JSON.stringify(document?.value)).toContain('"b":{"__proto__":{"polluted":true}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('letters that are none (T7)', () => {
  it.each([
    ['a byte order mark', '\ufeffa: 1\n'],
    ['CRLF', 'a: 1\r\nb: 2\r\n'],
    ['a tab after a value', 'a: 1\t\n'],
  ])('%s is accepted', (_, text) => expect(refused(text)).toBe(false));

  it.each([
    ['NUL', 'a: \0'],
    ['BEL', 'a: \u0007'],
    ['a tab before a key', 'a:\n\tb: 1\n'],
    ['what a UTF-16 file looks like', 'a\0:\0 \x001\0'],
  ])('%s is refused', (_, text) => expect(refused(text)).toBe(true));
});

it('gives the same result for the same text, again and again (T24)', () => {
  const text = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: same}
spec: {seed: 7}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 5
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
`;
  const results = new Set(Array.from({ length: 20 }, () => JSON.stringify(simulate({ text }))));
  expect(results.size).toBe(1);
});

describe('what fuzzing found', () => {
  // the answers are those of Go's encoding/json
  it.each([
    ['{😀>-\n', "json: offset 2: invalid character 'ð' looking for beginning of object key string"],
    ['  {ä', "json: offset 4: invalid character 'Ã' looking for beginning of object key string"],
    ['{"a":é}', "json: offset 6: invalid character 'Ã' looking for beginning of value"],
    ['[1,\uD800]', "json: offset 4: invalid character 'ï' looking for beginning of value"],
  ])('%j: an offset counts bytes', (text, message) => {
    expect(jsonStreamError(text)).toBe(message);
  });

  it.each(['__proto__', 'constructor', 'toString'])('a resource that is called %s has no limit (T6)', (name) => {
    const requests = `requests: {cpu: 3, ${name}: 1}`;
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: i, resources: {${requests}}}]}\n`;
    const { diagnostics } = simulate({ text });
    expect(JSON.stringify(diagnostics)).toContain(`requests[${name}]`);
  });

  it.each([
    'kind: {toString: 1, valueOf: 1}\napiVersion: v1\n',
    'kind: Node\napiVersion: v1\nmetadata: {name: {toString: 1}}\n',
    'kind: {toString: 1}\nitems: [{kind: {toString: null}}]\n',
    'apiVersion: {toString: 1}\nkind: Service\nmetadata: {name: a}\n',
  ])('%j is refused, and does not run what it names', (text) => {
    expect(simulate({ text }).ok).toBe(false);
    expect(importDump(text)).toBeDefined();
  });

  it('half of a pair is encoded as what Go writes for it', () => {
    expect(base64('\uD800')).toBe('77+9');
  });
});
