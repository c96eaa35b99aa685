import { describe, expect, it } from 'vitest';
import type { Place } from '../../model/Trace.ts';
import { openSettled } from '../openSettled.ts';
import { reach } from './reach.ts';

const pod = (name: string, spec: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec: {${spec}}
`;

const service = (name: string, spec: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {${spec}}
`;

const manifests = [
  pod(
    'host',
    'nodeName: n1, hostNetwork: true, containers: [{name: c, image: agnhost, ports: [{containerPort: 9090}]}]',
  ),
  pod('web', 'nodeName: n2, containers: [{name: c, image: nginx}]'),
  pod('tool', 'nodeName: n3, containers: [{name: c, image: busybox}]'),
  service(
    'host',
    'clusterIP: 10.96.0.90, type: NodePort, selector: {app: host}, ports: [{port: 80, targetPort: 9090, nodePort: 30090}]',
  ),
  service('web', 'clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80}]'),
  service('pods', 'clusterIP: None, selector: {app: web}, ports: [{port: 80}]'),
  service('alias', 'type: ExternalName, externalName: web.default.svc.cluster.local'),
  service('alias-pods', 'type: ExternalName, externalName: pods.default.svc.cluster.local'),
];

const clusterIn = (mode: string) =>
  openSettled(
    [`apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n`, ...manifests].join(
      '---\n',
    ),
  ).opened.cluster;

const place = (text: string): Place => {
  const [kind = '', name = ''] = text.split('/');
  if (kind === 'client') return { kind: 'client' };
  return kind === 'node' ? { kind: 'node', name } : { kind: 'pod', namespace: 'default', name };
};

/** What a real cluster answered in mode iptables; the others end alike. */
describe.each(['iptables', 'nftables', 'ipvs'])('mode %s', (mode) => {
  const cluster = clusterIn(mode);
  it.each([
    ['pod/tool', 'tcp://alias:80', 'web:80 sees 10.244.3.2'],
    ['pod/tool', 'tcp://alias-pods:80', 'web:80 sees 10.244.3.2'],
    ['pod/tool', 'tcp://pods:80', 'web:80 sees 10.244.3.2'],
    ['pod/tool', 'tcp://pods:81', 'refused'],
    ['pod/tool', 'tcp://10.244.2.2:80', 'web:80 sees 10.244.3.2'],
    ['pod/tool', 'tcp://host:80', 'host:9090 sees 10.244.3.2'],
    // a Node that delivers to itself never comes to POSTROUTING, where it would masquerade
    ['client', 'tcp://192.168.251.101:30090', 'host:9090 sees 198.51.100.7'],
    ['client', 'tcp://192.168.251.102:30090', 'host:9090 sees 192.168.251.102'],
    ['client', 'tcp://192.168.251.101:9090', 'host:9090 sees 198.51.100.7'],
    ['pod/host', 'tcp://10.96.0.80:80', 'web:80 sees 192.168.251.101'],
    ['pod/host', 'tcp://10.96.0.90:80', 'host:9090 sees 192.168.251.101'],
    ['node/n1', 'tcp://127.0.0.1:9090', 'host:9090 sees 127.0.0.1'],
  ])('%s → %s: %s', (from, url, expected) => {
    const endings = reach(cluster, place(from), url).traces.map(({ ending: e }) =>
      e.result === 'delivered' && 'pod' in e ? `${e.pod.split('/')[1]}:${e.port} sees ${e.source}` : e.result,
    );
    expect(endings).toEqual([expected]);
  });
});
