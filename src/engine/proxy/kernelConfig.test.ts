import { describe, expect, it } from 'vitest';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { KubeObject } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ServiceSpec } from '../../model/Service.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { startProxies } from '../time/proxySync.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { renderIptablesSave } from './iptables/render.ts';
import { kernelConfigOf } from './kernelConfig.ts';

const NODE_PORT: Partial<ServiceSpec> = {
  type: 'NodePort',
  clusterIP: '10.96.0.80',
  clusterIPs: ['10.96.0.80', 'fd00:10:96::80'],
  ports: [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }],
};
const CHECKED: Partial<ServiceSpec> = {
  ...NODE_PORT,
  type: 'LoadBalancer',
  externalTrafficPolicy: 'Local',
  healthCheckNodePort: 30099,
};

/** A Service of both families, with an endpoint of each on n1, which has addresses of both. */
function shop(proxy: Partial<ProxySettings> = {}, spec = NODE_PORT): Cluster {
  const cluster = clusterFixture(proxy);
  const node = cluster.store.get<Node>('Node', undefined, 'n1')!;
  const addresses = ['192.168.251.101', 'fd00:251::101'].map((address) => ({ type: 'InternalIP', address }));
  cluster.store.put<Node>({ ...node, status: { addresses } });
  putService(cluster, 'web', spec, [{ pod: putPod(cluster, { name: 'web', node: 'n1', ip: '10.244.1.2' }) }]);
  const slice = cluster.store.get<EndpointSlice>('EndpointSlice', 'default', 'web-slice')!;
  const endpoints = [{ addresses: ['fd00:10:244:1::2'], nodeName: 'n1' }];
  const metadata = { ...slice.metadata, name: 'web-slice-6' };
  cluster.store.put<EndpointSlice>({ ...slice, metadata, addressType: 'IPv6', endpoints });
  return cluster;
}

const nat = (cluster: Cluster, family: 'IPv4' | 'IPv6', chain: string): string[] =>
  renderIptablesSave(kernelConfigOf(cluster, 'n1'), family, 'nat', { date: '' })
    .split('\n')
    .filter((line) => line.startsWith(`-A ${chain} `));

const sockets = (cluster: Cluster, at: number): string[] =>
  kernelConfigOf(cluster, 'n1').listeners.flatMap(({ address, port }) => (port === at ? [address] : []));

it('is of Nodes that there are', () => {
  expect(() => kernelConfigOf(clusterFixture(), 'n9')).toThrow('no Node n9');
});

describe('where node ports are open', () => {
  // pkg/proxy/iptables/proxier.go, syncProxyRules: "localhost NodePorts are not supported on IPv6"
  it('is not loopback in IPv6', () => {
    const cluster = shop({ nodePortAddresses: ['::1/128', 'fd00:251::/64'] });
    const opened = nat(cluster, 'IPv6', 'KUBE-SERVICES').filter((line) => line.endsWith('-j KUBE-NODEPORTS'));
    expect(opened.map((line) => line.split(' ').slice(2, 4).join(' '))).toEqual(['-d fd00:251::101/128']);
  });

  it('is marked as loopback’s in IPv4 alone', () => {
    const rules = (family: 'IPv4' | 'IPv6') => nat(shop(), family, 'KUBE-NODEPORTS').map((line) => line.split(' ')[2]);
    expect(rules('IPv4')).toEqual(['-d', '-p']);
    expect(rules('IPv6')).toEqual(['-p']);
  });

  // pkg/proxy/healthcheck/service_health.go: wherever the ranges say, without an exception
  it('is loopback for health checks', () => {
    expect(sockets(shop({ nodePortAddresses: ['127.0.0.0/8', '::1/128'] }, CHECKED), 30099)).toEqual([
      '127.0.0.1',
      '::1',
    ]);
    const noLocalhost = { nodePortAddresses: ['127.0.0.0/8', '::1/128'], localhostNodePorts: false };
    expect(sockets(shop(noLocalhost, CHECKED), 30099)).toEqual(['127.0.0.1', '::1']);
  });

  // pkg/proxy/ipvs/proxier.go, syncProxyRules: GetNodeIPs, of all interfaces
  it('is also a Cluster IP in mode ipvs, if the ranges hold it', () => {
    const servers = (nodePortAddresses: string[]) => [
      ...(kernelConfigOf(shop({ mode: 'ipvs', nodePortAddresses }), 'n1').ipvs?.IPv4.servers.keys() ?? []),
    ];
    expect(servers(['10.96.0.0/12'])).toEqual(['tcp 10.96.0.80:80', 'tcp 10.96.0.80:30080']);
    expect(servers(['10.0.0.0/16'])).toEqual(['tcp 10.96.0.80:80']);
  });
});

it('in mode ipvs has the addresses of Services at kube-ipvs0, but for those that it has elsewhere', () => {
  const externalIPs = ['50.60.70.81', '192.168.251.101'];
  const cluster = shop({ mode: 'ipvs' }, { ...NODE_PORT, externalIPs });
  const { interfaces } = kernelConfigOf(cluster, 'n1');
  expect(interfaces.find(({ name }) => name === 'kube-ipvs0')?.addresses).toEqual([
    '10.96.0.80/32',
    '50.60.70.81/32',
    'fd00:10:96::80/128',
  ]);
});

// plugins/meta/portmap/portmap_iptables.go, fillDnatRules: whoever calls from the Node's own Pods, in each family
it('masquerades those of its Pods that call one by its hostPort', () => {
  const cluster = shop();
  const node = cluster.store.get<Node>('Node', undefined, 'n1')!;
  cluster.store.put<Node>({ ...node, spec: { podCIDRs: ['fd00:10:244:1::/64', '10.244.1.0/24'] } });
  const { spec, status, ...pod } = putPod(cluster, { name: 'mapped', node: 'n1', ip: '10.244.1.3' });
  const ports = [{ containerPort: 80, hostPort: 8080, protocol: 'TCP' as const }];
  const podIPs = [{ ip: '10.244.1.3' }, { ip: 'fd00:10:244:1::3' }];
  const mapped: Pod = { ...pod, spec: { ...spec, containers: [{ name: 'c', ports }] }, status: { ...status, podIPs } };
  cluster.control.pods.replace(keyOf(mapped), { ...pod, spec, status }, cluster.store.put<Pod>(mapped));
  const marked = (family: 'IPv4' | 'IPv6') => {
    const text = renderIptablesSave(kernelConfigOf(cluster, 'n1'), family, 'nat', { date: '' });
    return [...text.matchAll(/-A CNI-DN-\w+ -s (\S+)/g)].map(([, range]) => range);
  };
  expect(marked('IPv4')).toEqual(['10.244.1.0/24', '127.0.0.1/32']);
  expect(marked('IPv6')).toEqual(['fd00:10:244:1::/64']);
});

// nftables/proxier.go, OnServiceCIDRsChanged; nft prints a set by address
it('in mode nftables drops what goes to no Service in the ranges of the start, in their order', () => {
  const cluster = shop({ mode: 'nftables' });
  const put = (name: string, cidrs: string[], creationTimestamp: string): void => {
    cluster.store.put<KubeObject>({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name, creationTimestamp },
      spec: { cidrs },
    } as KubeObject);
  };
  put('more', ['172.16.0.0/16', 'fd00:10:97::/108'], timestamp(0));
  put('first', ['9.0.0.0/24'], timestamp(0));
  put('later', ['10.0.0.0/24'], timestamp(60_000));
  const rules = kernelConfigOf(cluster, 'n1').nftables?.IPv4.chains.get('cluster-ips-check')?.rules ?? [];
  const ranges = rules.flatMap(({ matches }) =>
    matches.flatMap((match) => (match.kind === 'address' ? match.cidrs : [])),
  );
  expect(ranges).toEqual(['9.0.0.0/24', '10.96.0.0/12', '172.16.0.0/16']);
});

describe('what listens on a Node', () => {
  it('is no API server where the Node has no labels', () => {
    const cluster = clusterFixture();
    const { labels, ...metadata } = cluster.store.get<Node>('Node', undefined, 'n1')!.metadata;
    expect(labels).toBeDefined();
    cluster.store.put<Node>({ ...cluster.store.get<Node>('Node', undefined, 'n1')!, metadata });
    expect(sockets(cluster, 6443)).toEqual([]);
  });

  it('is a Pod in its network, at the address that the Pod listens at', () => {
    const cluster = clusterFixture();
    const listens = '127.0.0.1:8080/tcp,8081/tcp';
    putPod(cluster, { name: 'web', node: 'n1', ip: '192.168.251.101', hostNetwork: true, listens });
    expect([8080, 8081].map((port) => sockets(cluster, port))).toEqual([['127.0.0.1'], ['0.0.0.0', '::']]);
  });

  it('is kube-proxy for the Services that it knew at its last sync, where it takes its time', () => {
    const cluster = clusterFixture();
    startProxies(cluster);
    putService(cluster, 'web', CHECKED, []);
    expect(sockets(cluster, 30099)).toEqual([]);
    startProxies(cluster);
    expect(sockets(cluster, 30099)).toEqual(['0.0.0.0', '::']);
  });
});
