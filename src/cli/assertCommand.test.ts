import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assertCommand } from './assertCommand.ts';
import { catchPrinted } from '../../test/catchPrinted.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubehop-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (steps: string): string => {
  const path = join(folder, 'web.yaml');
  writeFileSync(
    path,
    `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 31002}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: web}
spec: {steps: [${steps}]}
`,
  );
  return path;
};

const printed = catchPrinted();

describe('kubehop assert', () => {
  const good = '{on: client, reach: "tcp://192.168.251.101:31002", expect: delivered to default/web-*}';
  const bad = '{run: kubectl get svc web, expect: {exit: 0, prints: ["<pending> & #1"]}}';

  it('says of a place that is none what it is', () => {
    const nowhere = '{on: default/web-*, reach: "tcp://web:80", expect: delivered to default/web-*}';
    expect(assertCommand([file(nowhere)])).toBe(1);
    expect(printed.stdout).toContain('found \\"default/web-*\\" is not a place: say admin, client, node/NAME');
  });

  it('prints TAP, and fails when something is not as expected', () => {
    expect(assertCommand([file(`${good}, ${bad}`)])).toBe(1);
    const [version, plan, first, second, ...rest] = printed.stdout.split('\n');
    expect([version, plan]).toEqual(['TAP version 14', '1..2']);
    expect(first).toMatch(
      /^ok 1 - .*web\.yaml: client tcp:\/\/192\.168\.251\.101:31002: delivered to default\/web-\*$/,
    );
    expect(second).toMatch(/^not ok 2 - .*kubectl get svc web: <pending> & \\#1, exit 0$/);
    expect(rest.slice(0, 2)).toEqual(['  ---', '  wrong:']);
    expect(rest[2]).toMatch(/^ {2}- "expected <pending> & #1; found NAME .*"$/);
    expect(rest.slice(3)).toEqual(['  ...', '']);
  });

  it('prints what build servers read', () => {
    expect(assertCommand(['-o', 'junit', file(`${good}, ${bad}`)])).toBe(1);
    expect(printed.stdout).toContain('<testsuites name="kubehop" tests="2" failures="1">');
    expect(printed.stdout).toContain('<failure message="expected &lt;pending&gt; &amp; #1; found NAME');
    expect(assertCommand(['-o', 'junit', file(good)])).toBe(0);
  });

  it('says that nothing is expected, and what it does not know', () => {
    expect(() => assertCommand([file('{run: kubectl get svc}')])).toThrow('nothing is expected');
    expect(() => assertCommand(['-o', 'html', file(good)])).toThrow('not "html"');
    expect(() => assertCommand([])).toThrow('a FILE or a DIR');
  });
});
