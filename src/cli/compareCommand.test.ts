import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareCommand } from './compareCommand.ts';
import { catchPrinted } from '../../test/catchPrinted.ts';

const text = (policy: string) => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  externalTrafficPolicy: ${policy}
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 31002}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]}
`;

const folder = mkdtempSync(join(tmpdir(), 'kubehop-'));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const [cluster, local] = [file('cluster.yaml', text('Cluster')), file('local.yaml', text('Local'))];
afterAll(() => rmSync(folder, { recursive: true }));

const printed = catchPrinted();

describe('kubehop compare', () => {
  it('says nothing but that, and ends well, when nothing differs', () => {
    expect(compareCommand([cluster, cluster])).toBe(0);
    expect(printed.stdout).toMatch(/^0 of \d+ connections end differently\n$/);
  });
  it('lists what ends differently, and the chances of one connection', () => {
    expect(compareCommand([cluster, local, '--from', 'client', 'tcp://192.168.251.101:31002'])).toBe(1);
    expect(printed.stdout).toMatch(/≠ +100 % +0 % +delivered to Pod default\/web-1/);
    expect(printed.stdout).toMatch(/≠ +0 % +100 % +timeout/);
    expect(printed.stdout).toMatch(/client +192\.168\.251\.101:31002 +Service default\/web nodePort +1 of 1 +timeout/);
  });
  it('tells the same as JSON', () => {
    expect(compareCommand([cluster, local, '-o', 'json', '--from', 'client', 'tcp://192.168.251.101:31002'])).toBe(1);
    const told = JSON.parse(printed.stdout);
    expect(told.outcomes).toContainEqual({ kind: 'failure', name: 'timeout', a: 0, b: 1 });
    expect(told.cells).toContainEqual(
      expect.objectContaining({
        from: 'client',
        owner: 'n1',
        b: { outcomes: [{ result: 'timeout', share: 1 }], receivers: [] },
      }),
    );
    expect(told).toMatchObject({ onlyA: { from: [], to: [] }, onlyB: { from: [], to: [] }, leftOut: [] });
  });
  it('names what only one of them has', () => {
    const more = file(
      'more.yaml',
      `${text('Cluster')}---\n${text('Cluster').split('---\n')[1]?.replace('web-1', 'web-2')}`,
    );
    expect(compareCommand([cluster, more])).toBe(1);
    expect(printed.stdout).toContain('only in B: pod/default/web-2');
  });
  it.each([
    [['a.yaml'], 'two FILEs'],
    [['-', '-'], 'standard input'],
    [[cluster, local, '--from', 'client'], 'go together'],
    [[cluster, local, 'tcp://web:80', 'more', '--from', 'client'], 'too much'],
    [[cluster, local, 'tcp://web:80', '--from', 'pod/none'], 'none'],
  ])('refuses %j', (args, why) => {
    expect(() => compareCommand(args)).toThrow(why);
  });
});
