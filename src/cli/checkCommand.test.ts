import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCommand } from './checkCommand.ts';
import { catchPrinted } from '../../test/catchPrinted.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubehop-'));
const file = (name: string, content: string): string => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));

file(
  'app/b-service.yaml',
  `# the shop
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector:
    app: wbe
  ports: [{port: 80}]
`,
);
file(
  'app/a-pod.yml',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: c, image: nginx}]}\n',
);
file('app/notes.txt', 'kind: nonsense');
file('app/z/crd.yaml', 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n');
const app = join(folder, 'app');

const printed = catchPrinted();

describe('kubehop check', () => {
  it('names the file that the API server refuses something of', () => {
    const twice = file('twice/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n');
    file('twice/b.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n');
    expect(checkCommand([join(twice, '..')])).toBe(1);
    expect(printed.stdout).toContain(`error when creating "${join(folder, 'twice/b.yaml')}": configmaps "c" already`);
  });

  it('takes a folder for one cluster, tells the line in the file, and fails', () => {
    expect(checkCommand([app])).toBe(1);
    expect(printed.stdout).toMatch(/b-service\.yaml:7:10: warning selector\/nothing: Service web selects nothing/);
    expect(printed.stdout).toContain('    Fix: Select app=web\n');
    expect(printed.stdout).toMatch(/crd\.yaml:2:7: info kind\/unknown/);
    expect(printed.stdout).toMatch(/0 errors, 1 warning, 1 notes in 3 documents\n$/);
  });

  it('fails from the severity on that is asked for', () => {
    expect(checkCommand(['--fail-on', 'error', app])).toBe(0);
    expect(checkCommand(['--fail-on=info', app])).toBe(1);
    expect(checkCommand(['--fail-on=never', app])).toBe(0);
  });

  it('tells JSON where to edit, and SARIF too', () => {
    checkCommand(['-o', 'json', app]);
    const found = JSON.parse(printed.stdout).findings.find((one: { code: string }) => one.code === 'selector/nothing');
    expect(found).toMatchObject({ code: 'selector/nothing', object: 'Service/shop/web', path: 'spec.selector.app' });
    expect(found.fixes[0].edits[0]).toMatchObject({
      text: 'web',
      at: { from: { line: 7, column: 10 }, to: { line: 7, column: 13 } },
    });
    expect(found.evidence[0].at.from.file).toContain('a-pod.yml');
    expect(found.docs).toMatch(/^https:\/\/kubernetes\.io\/docs\//);
    printed.stdout = '';
    checkCommand(['-o', 'sarif', app]);
    const [run] = JSON.parse(printed.stdout).runs;
    const result = run.results.find((one: { ruleId: string }) => one.ruleId === 'selector/nothing');
    expect(result).toMatchObject({ level: 'warning' });
    expect(result.locations[0].physicalLocation.region).toEqual({
      startLine: 7,
      startColumn: 10,
      endLine: 7,
      endColumn: 13,
    });
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toContain('selector/nothing');
  });

  it('is silent about what a team has a reason for, and says what silences nothing', () => {
    const config = file(
      'quiet.yaml',
      'silence:\n- {code: selector/*, object: Service/shop/*, reason: it comes later}\n- {code: policy/dns, reason: old}\n',
    );
    expect(checkCommand(['--config', config, app])).toBe(0);
    expect(printed.stdout).not.toContain('selector/nothing');
    expect(printed.stdout).toContain('1 silenced');
    expect(printed.stderr).toBe('kubehop: nothing to silence: policy/dns (old)\n');
    printed.stdout = '';
    checkCommand(['--config', config, '-o', 'sarif', app]);
    expect(printed.stdout).toContain('it comes later');
  });

  it.each([
    ['silence: [{code: x}]', 'a reason is missing'],
    ['silence: [{reason: x}]', 'a code is missing'],
    ['silence: [{code: x, reason: why, line: a}]', 'unknown field "line"'],
    ['silence: [{code: x, reason: 5}]', 'expected text'],
    ['quiet: []', 'unknown field "quiet"'],
    ['silence: 5', 'expected a list'],
    ['a: [', 'yaml'],
  ])('refuses the configuration %s', (text, why) => {
    const config = file('bad.yaml', text);
    expect(() => checkCommand(['--config', config, app])).toThrow(why);
  });

  it.each([
    [[], 'a FILE or a DIR'],
    [['-o', 'xml', app], 'not "xml"'],
    [['--fail-on', 'x', app], 'not "x"'],
    [[join(folder, 'none.yaml')], 'there is no such file'],
    [[join(folder, 'app', 'z', '..', '..', 'app', 'z', 'none')], 'there is no such file'],
  ])('refuses %j', (args, why) => {
    expect(() => checkCommand(args)).toThrow(why);
  });

  it('takes a cluster that nobody describes for large enough, with labels that it cannot know', () => {
    const many = Array.from(
      { length: 400 },
      (_, i) => `apiVersion: v1
kind: Pod
metadata: {name: p${i}}
spec: {nodeSelector: {disk: ssd}, containers: [{name: c, image: nginx, resources: {requests: {cpu: "8"}}}]}
`,
    );
    expect(checkCommand([file('many.yaml', many.join('---\n').replaceAll('nodeSelector: {disk: ssd}, ', ''))])).toBe(0);
    expect(printed.stdout).toContain('0 errors, 0 warnings, 0 notes in 400 documents');
    expect(checkCommand([file('ssd.yaml', many[0] ?? '')])).toBe(0);
    expect(printed.stdout).toContain('info pod/pending');
  });

  it('reads what is broken and binary, and says where', () => {
    const broken = file('broken/a.yaml', 'kind: [\n');
    const binary = file('broken/b.yaml', '\u0000\u0001\u0002PNG\uffff');
    expect(checkCommand([broken])).toBe(1);
    expect(printed.stdout).toMatch(/a\.yaml:\d+:\d+: error yaml\/syntax/);
    expect(checkCommand([binary])).toBe(1);
    expect(checkCommand([file('empty.yaml', '')])).toBe(0);
  });
});
