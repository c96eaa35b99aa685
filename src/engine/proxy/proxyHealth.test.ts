import { describe, expect, it } from 'vitest';
import type { Cluster } from '../cluster/Cluster.ts';
import { openDocuments } from '../openDocuments.ts';
import { openSettled } from '../openSettled.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from '../shell/execute.ts';
import { startProxies, tellProxies } from '../time/proxySync.ts';
import { timelineOf } from '../time/timelineOf.ts';
import { isProxyHealthy } from './proxyHealth.ts';

const manifests = `
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
iptables: {minSyncPeriod: 100s}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  healthCheckNodePort: 31000
  selector: {app: web}
  ports: [{port: 80}]
`;

/** pkg/proxy/healthcheck: healthcheck_test.go, TestHealthzServer and TestLivezServer, and what the load balancer is told. */
describe('a kube-proxy that holds back what it has heard', () => {
  const ask = (cluster: Cluster, path: string): string =>
    execute(cluster, 'client', `curl -s -w ' %{http_code}' http://192.168.251.101:${path}`, '').stdout;
  const { cluster } = openSettled(manifests).opened;
  startProxies(cluster);
  tellProxies(cluster);
  const heard = cluster.now + 20;

  it.each<[string, after: number, path: string, RegExp]>([
    ['is healthy for a while', 59_000, '10256/healthz', /"nodeEligible":true,"healthy":true,.* 200$/],
    ['is not after two periods', 61_000, '10256/healthz', /"nodeEligible":true,"healthy":false,.* 503$/],
    [
      'says of which family',
      61_000,
      '10256/livez',
      /"IPv4":\{[^}]*"healthy":false\},"IPv6":\{[^}]*"healthy":true\}.* 503$/,
    ],
    [
      'lets load balancers send to it',
      59_000,
      '31000/',
      /"localEndpoints": 3,\n\t"serviceProxyHealthy": true\n\} 200$/,
    ],
    ['keeps load balancers away', 61_000, '31000/', /"localEndpoints": 3,\n\t"serviceProxyHealthy": false\n\} 503$/],
  ])('%s', (_, after, path, answer) => {
    cluster.now = heard + after;
    expect(ask(cluster, path)).toMatch(answer);
  });

  it.each([
    [59_999, true],
    [60_000, false],
  ])('late by %i ms, it is healthy: %s', (after, healthy) => {
    cluster.now = heard + 100_000;
    const proxy = cluster.control.proxies.get('n1')!;
    cluster.control.proxies.set('n1', { ...proxy, queuedAt: cluster.now - after });
    expect(isProxyHealthy(cluster, 'n1')).toBe(healthy);
  });

  it('is healthy again when it has synced', () => {
    const curl = (seconds: number) =>
      `  - {at: ${seconds}s, on: client, run: "curl -sf http://192.168.251.101:10256/healthz"}\n`;
    const scale = (n: number) => `  - {at: ${n}s, run: kubectl scale deployment/web --replicas=${n}}\n`;
    // the rules of the second change may not be written before a hundred seconds have passed since the first
    const steps = [scale(1), scale(6), curl(50), curl(80), curl(120)].join('');
    const head = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: t}\nspec:\n  steps:\n${steps}`;
    const { events } = timelineOf(openDocuments(parseText(head + manifests)), new Map());
    const exits = events.flatMap((event) => (event.kind === 'step' ? [event.exit] : []));
    expect(exits).toEqual([0, 0, 0, 22, 0]);
  });
});
