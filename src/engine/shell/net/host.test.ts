import { expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled(`
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: box}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}`).opened;
const says = (command: string): string => execute(cluster, 'pod/box', command, '').stdout;

it('host -a asks for ANY, once, and its long form says nothing of records that are not there', () => {
  const all = says('host -a web.default.svc.cluster.local.');
  expect(all.match(/Trying/g)).toHaveLength(1);
  expect(all).toMatch(/IN\s+ANY/);
  expect(all).not.toContain('has no ANY record');
  expect(says('host -t any web')).toBe('web.default.svc.cluster.local has no ANY record\n');
});
