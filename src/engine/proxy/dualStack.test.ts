import { expect, test } from 'vitest';
import type { IpFamily } from '../../model/Address.ts';
import type { Node } from '../../model/Node.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { familyOf } from '../net/ip.ts';
import { openSettled } from '../openSettled.ts';
import { kernelConfigOf } from './kernelConfig.ts';
import { renderNftTable } from './nftables/render.ts';

// What kube-proxy does with IPv6 where both families are.

const open = (mode: string, nodePorts = '[]'): Cluster =>
  openSettled(`apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${mode}
nodePortAddresses: ${nodePorts}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: both}
spec: {podNetwork: vxlan}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  ipFamilyPolicy: RequireDualStack
  selector: {app: web}
  loadBalancerSourceRanges: [198.51.100.7/32, 203.0.113.0/24, "fd00:51::7/128", "fd00:52::/64", "fd00:53::/32"]
  ports: [{port: 80, nodePort: 30080}]
`).opened.cluster;

test.each<[family: IpFamily, loopback: string, ranges: string]>([
  ['IPv4', 'ip daddr != 127.0.0.0/8', 'ip saddr != { 198.51.100.7, 203.0.113.0/24 } drop'],
  ['IPv6', 'ip6 daddr != ::1', 'ip6 saddr != { fd00:51::7, fd00:52::/64, fd00:53::/32 } drop'],
])(
  'mode nftables, %s: no node ports at loopback, and a range of one address is printed as that',
  (family, ...parts) => {
    const cluster = open('nftables', '[0.0.0.0/0, "::/0"]');
    const web = cluster.store.get<Service>('Service', 'default', 'web')!;
    const ingress = ['203.0.113.80', 'fd00:80::80'].map((ip) => ({ ip, ipMode: 'VIP' as const }));
    cluster.store.put<Service>({ ...web, status: { loadBalancer: { ingress } } });
    const { nftables } = kernelConfigOf(cluster, 'n1');
    const text = nftables ? renderNftTable(nftables[family]) : '';
    for (const part of parts) expect(text).toContain(part);
  },
);

test('mode ipvs: virtual servers are at addresses of their family', () => {
  const { ipvs } = kernelConfigOf(open('ipvs'), 'n1');
  for (const family of ['IPv4', 'IPv6'] as const) {
    const keys = [...(ipvs?.[family].servers.keys() ?? [])].map((key) => key.replace(/^\w+ \[?|\]?:\d+$/g, ''));
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((ip) => familyOf(ip) !== family)).toEqual([]);
  }
});

test('a Node has a VXLAN device of each family that it has an address of', () => {
  const cluster = open('iptables');
  const devices = (): string[] =>
    kernelConfigOf(cluster, 'n1').interfaces.flatMap(({ name, vxlan }) => (vxlan ? [name] : []));
  expect(devices()).toEqual(['flannel.1', 'flannel-v6.1']);
  const node = cluster.store.get<Node>('Node', undefined, 'n1')!;
  const [ipv4] = node.status.addresses!.filter(({ address }) => familyOf(address) === 'IPv4');
  cluster.store.put<Node>({ ...node, status: { ...node.status, addresses: [ipv4!] } });
  expect(devices()).toEqual(['flannel.1']);
});
