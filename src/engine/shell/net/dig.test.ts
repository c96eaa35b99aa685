import { expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled(`
apiVersion: v1
kind: Service
metadata: {name: peers0}
spec: {clusterIP: 10.96.30.10, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: box}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}`).opened;
const says = (words: string): string =>
  execute(cluster, 'pod/box', `dig +noall ${words} peers0.default.svc.cluster.local`, '').stdout;

// as DiG 9.18.49 prints them
it('dig leaves out class and TTL of records, and moves up what stands behind them', () => {
  expect(says('+answer')).toBe('peers0.default.svc.cluster.local. 30 IN\tA\t10.96.30.10\n');
  expect(says('+answer +nocl')).toBe('peers0.default.svc.cluster.local. 30 A\t10.96.30.10\n');
  expect(says('+answer +nottlid')).toBe('peers0.default.svc.cluster.local. IN A\t10.96.30.10\n');
  expect(says('+answer +nocl +nottl')).toBe('peers0.default.svc.cluster.local. A 10.96.30.10\n');
  expect(says('+question +nocl')).toBe(';peers0.default.svc.cluster.local. IN A\n');
  expect(says('+answer +noclass +class')).toBe(says('+answer'));
});
