import { describe, expect, it } from 'vitest';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import {
  gatewayOf,
  hasHostPort,
  hasSameNetwork,
  interfacesOf,
  isUp,
  nodeIP,
  nodeIPs,
  podCIDRs,
  podIPs,
  routesOf,
  vtepOf,
} from './nodeNetwork.ts';

const node = (name: string, ips: string[], ranges: string[]): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  spec: { podCIDRs: ranges },
  status: { addresses: ips.map((address) => ({ type: 'InternalIP', address })) },
});
const pod = (name: string, ips: string[], containers: Pod['spec']['containers'] = [{ name: 'c' }]): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { nodeName: 'n1', containers },
  status: { phase: 'Running', podIPs: ips.map((ip) => ({ ip })) },
});
const mapped: Pod['spec']['containers'] = [
  { name: 'beside' },
  { name: 'c', ports: [{ containerPort: 80, hostPort: 8080, protocol: 'TCP' }] },
];

const both = node('n1', ['192.168.251.101', 'fd00:251::101'], ['10.244.1.0/24', 'fd00:10:244:1::/64']);
const other = node('n2', ['192.168.251.102', 'fd00:251::102'], ['10.244.2.0/24', 'fd00:10:244:2::/64']);
const bare: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'bare' }, spec: {}, status: {} };

describe('addresses of a Node and of its Pods', () => {
  it('are those of its status and of its ranges', () => {
    expect([nodeIPs(both), podCIDRs(both)]).toEqual([
      ['192.168.251.101', 'fd00:251::101'],
      ['10.244.1.0/24', 'fd00:10:244:1::/64'],
    ]);
    for (const [family, gateway, vtep] of [
      ['IPv4', '10.244.1.1', '10.244.1.0'],
      ['IPv6', 'fd00:10:244:1::1', 'fd00:10:244:1::'],
    ] as const)
      expect([gatewayOf(both, family), vtepOf(both, family)]).toEqual([gateway, vtep]);
  });

  it('are none before it has any', () => {
    expect([nodeIPs(bare), podCIDRs(bare)]).toEqual([[], []]);
    expect([nodeIP(bare, 'IPv4'), gatewayOf(bare, 'IPv4'), vtepOf(bare, 'IPv6')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const { podIPs: none, ...status } = pod('new', []).status;
    expect([none, podIPs({ ...pod('new', []), status })]).toEqual([[], []]);
  });

  it('are canonical, and what is none is left out', () => {
    expect(nodeIPs(node('n1', ['fd00:0251::0:101', 'nonsense'], []))).toEqual(['fd00:251::101']);
    expect(podIPs(pod('web', ['fd00:10:244:1:0::2', 'nonsense']))).toEqual(['fd00:10:244:1::2']);
  });

  it('make a Pod that runs part of the network', () => {
    expect(isUp(pod('web', ['10.244.1.2']))).toBe(true);
    expect(isUp(pod('web', []))).toBe(false);
    expect(isUp({ ...pod('web', ['10.244.1.2']), status: { phase: 'Pending', podIPs: [{ ip: '10.244.1.2' }] } })).toBe(
      false,
    );
  });
});

it('a hostPort of any container counts', () => {
  expect([mapped, mapped.slice(1), mapped.slice(0, 1)].map((of) => hasHostPort(pod('web', [], of)))).toEqual([
    true,
    true,
    false,
  ]);
});

it('a Pod has the same network as long as its name, its addresses and whether it has a hostPort stay', () => {
  const [one, other] = ['10.244.1.2', 'fd00:10:244:1::2'];
  const before = pod('web', [one, other]);
  const { metadata } = before;
  expect(hasSameNetwork(before, { ...before, metadata: { ...metadata, labels: { app: 'web' } } })).toBe(true);
  const changed: Pod[] = [
    pod('api', [one, other]),
    { ...before, metadata: { ...metadata, namespace: 'other' } },
    pod('web', [one]),
    pod('web', [one, other, '10.244.1.9']),
    pod('web', [one, 'fd00:10:244:1::9']),
    pod('web', ['10.244.1.9', other]),
    pod('web', [one, other], mapped),
  ];
  expect(changed.filter((after) => hasSameNetwork(before, after))).toEqual([]);
});

describe('interfaces', () => {
  it('are loopback, the wire, and a veth of each Pod with the gateways that it needs', () => {
    const pods = [pod('web', ['10.244.1.2', 'fd00:10:244:1::2'], mapped), pod('p48', ['10.244.1.3'])];
    const [lo, eth0, web, second] = interfacesOf(both, pods, 'routed');
    expect(lo).toEqual({ name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] });
    expect(eth0).toEqual({ name: 'eth0', addresses: ['192.168.251.101/24', 'fd00:251::101/64'] });
    expect(web).toMatchObject({ addresses: ['10.244.1.1/32', 'fd00:10:244:1::1/128'], routeLocalnet: true });
    expect(second).toEqual({ name: 'veth07c7990d', addresses: ['10.244.1.1/32'], pod: 'default/p48' });
  });

  it('of a Node elsewhere have its address alone', () => {
    const [, eth0] = interfacesOf(node('n1', ['10.0.0.5', '2001:db8::5'], []), [], 'routed');
    expect(eth0?.addresses).toEqual(['10.0.0.5/32', '2001:db8::5/128']);
  });

  it('of a Pod whose family the Node has no range of have no address', () => {
    const [, , veth] = interfacesOf(node('n1', [], ['10.244.1.0/24']), [pod('web', ['fd00:10:244:1::2'])], 'routed');
    expect(veth?.addresses).toEqual([]);
  });

  // flannel, pkg/backend/vxlan: a device in each family in which the Node has an address and a range
  it.each([
    [both, ['flannel.1 10.244.1.0/32', 'flannel-v6.1 fd00:10:244:1::/128']],
    [node('n1', ['192.168.251.101'], ['10.244.1.0/24', 'fd00:10:244:1::/64']), ['flannel.1 10.244.1.0/32']],
    [node('n1', ['192.168.251.101', 'fd00:251::101'], ['10.244.1.0/24']), ['flannel.1 10.244.1.0/32']],
  ])('in VXLAN, %#', (of, devices) => {
    const own = interfacesOf(of, [], 'vxlan').slice(2);
    expect(own.map(({ name, addresses }) => `${name} ${addresses.join()}`)).toEqual(devices);
  });
});

it('everything else is the router’s, in the families in which the Node has an address', () => {
  const defaults = (of: Node) => routesOf(of, [], [of], 'routed').filter(({ cidr }) => cidr.endsWith('/0'));
  const four = { cidr: '0.0.0.0/0', device: 'eth0', via: '192.168.251.1' };
  expect(defaults(both)).toEqual([four, { cidr: '::/0', device: 'eth0', via: 'fd00:251::1' }]);
  expect(defaults(node('n1', ['192.168.251.101'], []))).toEqual([four]);
});

describe('routes to the Pods of another Node', () => {
  const four = (name: string, of: Node): Node => node(name, nodeIPs(of).slice(0, 1), podCIDRs(of));
  const via = (from: Node, to: Node, network: 'routed' | 'vxlan'): string[] =>
    routesOf(from, [], [from, to], network)
      .filter(({ cidr }) => podCIDRs(to).includes(cidr))
      .map((route) => `${route.device} ${route.via}`);

  it.each<[what: string, from: Node, to: Node, routed: string[], vxlan: string[]]>([
    [
      'of both families',
      both,
      other,
      ['eth0 192.168.251.102', 'eth0 fd00:251::102'],
      ['flannel.1 10.244.2.0', 'flannel-v6.1 fd00:10:244:2::'],
    ],
    ['whose Node has no address of IPv6', both, four('n2', other), ['eth0 192.168.251.102'], ['flannel.1 10.244.2.0']],
    [
      'from a Node without an address of IPv6',
      four('n1', both),
      other,
      ['eth0 192.168.251.102', 'eth0 fd00:251::102'],
      ['flannel.1 10.244.2.0'],
    ],
  ])('%s', (_, from, to, routed, vxlan) => {
    expect(via(from, to, 'routed')).toEqual(routed);
    expect(via(from, to, 'vxlan')).toEqual(vxlan);
  });
});
