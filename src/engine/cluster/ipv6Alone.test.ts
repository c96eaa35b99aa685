import { expect, it } from 'vitest';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { reach } from '../trace/reach.ts';
import type { Place } from '../../model/Trace.ts';

const text = (podNetwork: string, mode: string): string =>
  [
    { apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata: { name: 'six' }, spec: { podNetwork } },
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      networking: { serviceSubnet: 'fd00:10:96::/112', podSubnet: 'fd00:10:244::/48' },
    },
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode },
    ...['web', 'tool'].map((app, i) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: app, labels: { app } },
      spec: {
        nodeName: `n${i + 1}`,
        containers: [{ name: 'c', image: 'nginx', ports: [{ containerPort: 8080 }] }],
      },
    })),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: {
        type: 'LoadBalancer',
        clusterIP: 'fd00:10:96::99',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
      },
    },
  ]
    .map((document) => JSON.stringify(document))
    .join('\n---\n');

const TOOL: Place = { kind: 'pod', namespace: 'default', name: 'tool' };
const PODS = /^delivered fd00:10:244:2::2$/;

it.each([
  ['routed', 'iptables'],
  ['routed', 'nftables'],
  ['routed', 'ipvs'],
  ['vxlan', 'iptables'],
  ['vxlan', 'nftables'],
])('a cluster of IPv6 alone works, Pods %s, mode %s', (podNetwork, mode) => {
  const { cluster } = openDocuments(parseText(text(podNetwork, mode)));
  settle(cluster);
  const ends = (from: Place, url: string): string[] => [
    ...new Set(
      reach(cluster, from, url).traces.map(({ ending }) =>
        'source' in ending ? `delivered ${ending.source}` : ending.result,
      ),
    ),
  ];
  for (const url of ['tcp://[fd00:10:244:1::2]:8080', 'tcp://[fd00:10:96::99]:80', 'tcp://web:80'])
    expect(ends(TOOL, url), url).toEqual([expect.stringMatching(PODS)]);
  for (const url of ['tcp://[fd00:251::103]:30080', 'tcp://[fd00:203::10]:80'])
    for (const end of ends({ kind: 'client' }, url)) expect(end, url).toMatch(/^delivered/);
  expect(cluster.store.get('EndpointSlice', 'default', 'kubernetes')).toMatchObject({
    addressType: 'IPv6',
    endpoints: [{ addresses: ['fd00:251::100'] }],
  });
});
