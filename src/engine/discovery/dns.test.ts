import { beforeAll, describe, expect, it } from 'vitest';
import { createObject } from '../admit/api.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openCluster } from '../cluster/open.ts';
import { openSettled } from '../openSettled.ts';
import { readSettings } from '../cluster/settings.ts';
import { react, settle } from '../controllers/settle.ts';
import { answerDns } from './dns.ts';
import { type DnsType, reverseName } from './dnsRecords.ts';
import { resolveName } from './resolve.ts';

let cluster: Cluster;

beforeAll(() => {
  cluster = openCluster(readSettings([]).settings, []);
  const service = (name: string, spec: object): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec,
  });
  const pod = (name: string, app: string, more: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app } },
    spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'nginx' }], ...more },
  });
  const objects = [
    service('web', {
      clusterIP: '10.96.1.1',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80 },
        { name: 'metrics', port: 9090 },
      ],
    }),
    service('peers', { clusterIP: 'None', selector: { app: 'peer' }, ports: [{ name: 'api', port: 7001 }] }),
    service('nobody', { clusterIP: 'None', selector: { app: 'nobody' }, ports: [{ port: 1 }] }),
    service('inside', { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' }),
    service('outside', { type: 'ExternalName', externalName: 'example.com' }),
    service('by-ip', { type: 'ExternalName', externalName: '192.0.2.1' }),
    pod('peer-1', 'peer', { hostname: 'first', subdomain: 'peers' }),
    pod('peer-2', 'peer'),
  ];
  for (const object of objects) {
    createObject(cluster, object, {});
    react(cluster);
  }
  settle(cluster);
});

const data = (name: string, type: DnsType): string => {
  const { rcode, answer } = answerDns(cluster, name, type);
  return answer.length > 0
    ? answer
        .map((r) => r.data)
        .sort()
        .join(' | ')
    : rcode;
};

describe('CoreDNS', () => {
  it.each<[string, DnsType, string]>([
    ['web.default.svc.cluster.local.', 'A', '10.96.1.1'],
    ['WEB.default.svc.CLUSTER.local', 'A', '10.96.1.1'],
    ['web.default.svc.cluster.local', 'AAAA', 'NOERROR'],
    ['web.nowhere.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['peers.default.svc.cluster.local', 'A', '10.244.1.2 | 10.244.1.3'],
    ['nobody.default.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['first.peers.default.svc.cluster.local', 'A', '10.244.1.2'],
    ['10-244-1-2.peers.default.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['10-244-1-3.peers.default.svc.cluster.local', 'A', '10.244.1.3'],
    ['_http._tcp.web.default.svc.cluster.local', 'SRV', '0 100 80 web.default.svc.cluster.local.'],
    ['_http._udp.web.default.svc.cluster.local', 'SRV', 'NXDOMAIN'],
    [
      'web.default.svc.cluster.local',
      'SRV',
      '0 50 80 web.default.svc.cluster.local. | 0 50 9090 web.default.svc.cluster.local.',
    ],
    ['inside.default.svc.cluster.local', 'A', '10.96.1.1 | web.default.svc.cluster.local.'],
    ['outside.default.svc.cluster.local', 'CNAME', 'example.com.'],
    ['by-ip.default.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['10-1-2-3.default.pod.cluster.local', 'A', '10.1.2.3'],
    ['10-1-2-3.nowhere.pod.cluster.local', 'A', 'NXDOMAIN'],
    ['default.svc.cluster.local', 'A', 'NOERROR'],
    ['a.b.c.d.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['dns-version.cluster.local', 'TXT', '"1.1.0"'],
    ['svc.cluster.local', 'TXT', 'NXDOMAIN'],
    ['web.default.svc.cluster.local', 'TXT', 'NOERROR'],
    [reverseName('10.96.1.1'), 'PTR', 'web.default.svc.cluster.local.'],
    [reverseName('10.244.1.2'), 'PTR', 'first.peers.default.svc.cluster.local.'],
    [reverseName('10.9.9.9'), 'PTR', 'NXDOMAIN'],
    // recorded: nobody looks for the name of an SOA, and the reverse zones have nothing but pointers
    ['nothere.default.svc.cluster.local', 'SOA', 'NOERROR'],
    ['dns-version.cluster.local', 'SOA', 'NOERROR'],
    [reverseName('10.9.9.9'), 'SOA', 'NOERROR'],
    [reverseName('10.96.1.1'), 'A', 'NXDOMAIN'],
    [reverseName('10.96.1.1'), 'TXT', 'NXDOMAIN'],
    ['in-addr.arpa', 'A', 'NOERROR'],
    ['244.10.in-addr.arpa', 'A', 'NXDOMAIN'],
    ['web.default.svc.cluster.local', 'CAA', 'NOERROR'],
    ['nothere.default.svc.cluster.local', 'CAA', 'NXDOMAIN'],
    ['ns.dns.cluster.local', 'TXT', 'NXDOMAIN'],
    ['ns.dns.cluster.local', 'PTR', 'NXDOMAIN'],
    ['example.com', 'A', 'NXDOMAIN'],
  ])('answers %s %s with %s', (name, type, expected) => {
    expect(data(name, type)).toBe(expected);
  });

  it('is asked through the search list', () => {
    const place = { kind: 'pod', namespace: 'default', name: 'peer-1' } as const;
    expect(resolveName(cluster, place, 'web').ips).toEqual(['10.96.1.1']);
    expect(resolveName(cluster, place, 'example.com')).toEqual({
      ips: [],
      name: '',
      chain: [],
      asked: [
        'example.com.default.svc.cluster.local.',
        'example.com.svc.cluster.local.',
        'example.com.cluster.local.',
        'example.com.',
      ],
    });
    expect(resolveName(cluster, { kind: 'client' }, 'web').ips).toEqual([]);
  });

  it('writes reverse names of both families', () => {
    expect(reverseName('fd00:10:96::262')).toBe(
      '2.6.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa.',
    );
  });
});

/** plugin/kubernetes: handler_test.go, what is in no row above (reference §12.17). */
describe('CoreDNS, with six endpoints and two families', () => {
  const { cluster: other } = openSettled(`apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: v1
kind: Service
metadata: {name: hdls}
spec: {clusterIP: None, ports: [{name: http, port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: hdls-1, labels: {kubernetes.io/service-name: hdls}}
addressType: IPv4
ports: [{name: http, port: 80}]
endpoints:
${[2, 3, 4, 5].map((n) => `- {addresses: [172.16.0.${n}]}\n`).join('')}
- {addresses: [172.16.0.6], hostname: dup-name}
- {addresses: [172.16.0.7], hostname: dup-name}
---
apiVersion: v1
kind: Service
metadata: {name: portless}
spec: {clusterIP: None, selector: {app: hdls}}
---
apiVersion: v1
kind: Pod
metadata: {name: hdls, labels: {app: hdls}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: dual}
spec:
  ipFamilyPolicy: RequireDualStack
  clusterIPs: [10.96.1.9, "fd00:10:96::9"]
  clusterIP: 10.96.1.9
  ports: [{name: http, port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: alias}
spec: {type: ExternalName, externalName: example.com}
`).opened;
  const zone = 'default.svc.cluster.local';
  const answer = (name: string, type: DnsType): string[] => {
    const { rcode, answer: records } = answerDns(other, name, type);
    return records.length > 0 ? records.map((record) => record.data).sort() : [rcode];
  };

  it('weighs the ports of all addresses, and names each target once', () => {
    expect(answer(`_http._tcp.hdls.${zone}`, 'SRV')).toEqual(
      ['172-16-0-2', '172-16-0-3', '172-16-0-4', '172-16-0-5', 'dup-name'].map(
        (host) => `0 16 80 ${host}.hdls.${zone}.`,
      ),
    );
    expect(answer(`dup-name.hdls.${zone}`, 'A')).toEqual(['172.16.0.6', '172.16.0.7']);
  });

  it.each<[name: string, type: DnsType, expected: string[]]>([
    ['portless', 'A', ['10.244.1.2']],
    ['portless', 'SRV', ['NOERROR']],
    ['dual', 'A', ['10.96.1.9']],
    ['dual', 'AAAA', ['fd00:10:96::9']],
    ['dual', 'SRV', [`0 50 80 dual.${zone}.`]],
    ['hdls', 'AAAA', ['NOERROR']],
    ['sub.alias', 'A', ['NXDOMAIN']],
    ['_http._tcp.alias', 'SRV', ['NXDOMAIN']],
    ['alias', 'A', ['example.com.']],
    ['172-16-0-9.hdls', 'A', ['NXDOMAIN']],
    ['dual', 'SOA', ['NOERROR']],
    ['dual', 'NS', ['NOERROR']],
    ['dual', 'TXT', ['NOERROR']],
  ])('%s %s', (name, type, expected) => {
    expect(answer(`${name}.${zone}`, type)).toEqual(expected);
  });

  it.each(['svc', 'pod', 'default.svc'])('%s is there, without data', (name) => {
    expect(answer(`${name}.cluster.local`, 'A')).toEqual(['NOERROR']);
  });
});
