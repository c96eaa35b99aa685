import { describe, expect, it } from 'vitest';
import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import {
  categorizeEndpoints,
  endpointCountOf,
  endpointsOf,
  hasHints,
  type ProxyEndpoint,
  serviceOfSlice,
} from './endpoints.ts';
import type { ServicePort } from './servicePorts.ts';

const port = (policy: Partial<ServicePort>): ServicePort => ({
  name: 'default/web',
  service: 'Service/default/web',
  serviceName: 'default/web',
  portName: '',
  path: 'spec.ports[0]',
  protocol: 'tcp',
  clusterIP: '10.96.0.80',
  clusterIPPath: 'spec.clusterIP',
  port: 80,
  nodePort: 0,
  externalIPs: [],
  loadBalancerVIPs: [],
  sourceRanges: [],
  healthCheckNodePort: 0,
  affinitySeconds: 0,
  externalLocal: false,
  internalLocal: false,
  external: false,
  selects: true,
  ...policy,
});

const BOTH = port({});
const ETP = port({ externalLocal: true, external: true, nodePort: 30080 });
const ITP = port({ internalLocal: true });
const ITP_NODE_PORT = port({ internalLocal: true, external: true, nodePort: 30080 });
const BOTH_LOCAL = port({ internalLocal: true, externalLocal: true, external: true, nodePort: 30080 });

/** `R` ready, `U` not ready, `D` draining (serving, terminating), `T` terminating only; `L` on this Node; `z=a+b`, `n=n1` hints. */
function endpoints(text: string): ProxyEndpoint[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word, i) => {
      const [state = '', ...hints] = word.split(',');
      const hint = (kind: string): string[] =>
        hints
          .find((h) => h.startsWith(`${kind}=`))
          ?.slice(2)
          .split('+') ?? [];
      return {
        text: `10.244.0.${i + 1}:80`,
        ip: `10.244.0.${i + 1}`,
        port: 80,
        node: state.includes('L') ? 'n1' : 'n2',
        ready: state.includes('R'),
        serving: state.includes('R') || state.includes('D'),
        terminating: state.includes('D') || state.includes('T'),
        zoneHints: hint('z'),
        nodeHints: hint('n'),
        because: { object: `Pod/default/p${i + 1}`, path: '' },
      };
    });
}

const numbers = (list: readonly ProxyEndpoint[]): string =>
  list.map((e) => e.ip.slice(e.ip.lastIndexOf('.') + 1)).join(' ');

/** pkg/proxy/topology_test.go, TestCategorizeEndpoints (reference §12.16). */
const TABLE: [
  name: string,
  service: ServicePort,
  given: string,
  zone: string,
  cluster: string,
  local: string,
  reachable: string,
  hasAny: boolean,
][] = [
  ['zone hints on all', BOTH, 'R,z=a R,z=b R,z=c R,z=a', 'a', '1 4', '', '1 4', true],
  ['eTP Local with hints', ETP, 'RL,z=a RL,z=b R,z=c R,z=a', 'a', '1 4', '1 2', '1 2 4', true],
  [
    'iTP Local and a node port, with hints',
    ITP_NODE_PORT,
    'RL,z=a RL,z=b R,z=c R,z=a',
    'a',
    '1 4',
    '1 2',
    '1 2 4',
    true,
  ],
  ['a Node without zone', BOTH, 'R,z=a', '', '1', '', '1', true],
  ['no endpoint for the zone', BOTH, 'R,z=a', 'b', '1', '', '1', true],
  ['hints of what is not ready do not count', BOTH, 'U,z=a R,z=b R,z=c U,z=a', 'a', '2 3', '', '2 3', true],
  ['one lacks a hint', BOTH, 'R,z=a R R,z=b', 'a', '1 2 3', '', '1 2 3', true],
  ['several zones in a hint', BOTH, 'R,z=a+b+c R,z=b+c R,z=b+d R,z=c', 'c', '1 2 4', '', '1 2 4', true],
  ['node hints', BOTH, 'R,z=a,n=n1 R,z=b,n=n2 R,z=c,n=n3 R,z=a,n=n4', 'a', '1', '', '1', true],
  ['node hints for others only', BOTH, 'R,z=a,n=n2 R,z=b,n=n3 R,z=a,n=n4', 'a', '1 3', '', '1 3', true],
  ['one lacks a node hint', BOTH, 'R,z=a,n=n1 R,z=b R,z=a,n=n4', 'a', '1 3', '', '1 3', true],
  ['node hints for one that is not ready', BOTH, 'R,n=n1 U R,n=n2', '', '1', '', '1', true],
  ['iTP Local, none', ITP, '', 'a', '', '', '', false],
  ['iTP Local, all remote', ITP, 'R R', 'a', '', '', '', true],
  ['iTP Local, some local', ITP, 'RL R', 'a', '', '1', '1', true],
  ['none ready', BOTH, 'U T', 'a', '', '', '', false],
  ['all draining', BOTH, 'D D', 'a', '1 2', '', '1 2', true],
  ['iTP Local with a node port', ITP_NODE_PORT, 'RL R', 'a', '1 2', '1', '1 2', true],
  ['eTP Local', ETP, 'RL R', 'a', '1 2', '1', '1 2', true],
  ['both Local, all remote', BOTH_LOCAL, 'R R', 'a', '1 2', '', '1 2', true],
  ['both Local, all remote and draining', BOTH_LOCAL, 'D D', 'a', '1 2', '', '1 2', true],
  ['eTP Local falls back to a draining local one', ETP, 'R UL DL D', 'a', '1', '3', '1 3', true],
  ['eTP Local without an address for the outside', port({ externalLocal: true }), 'RL R', 'a', '1 2', '', '1 2', true],
];

describe('categorizeEndpoints', () => {
  it.each(TABLE)('%s', (_, service, given, zone, cluster, local, reachable, hasAny) => {
    const found = categorizeEndpoints(service, endpoints(given), { name: 'n1', zone });
    expect({
      cluster: numbers(found.cluster),
      local: numbers(found.local),
      reachable: numbers(found.reachable),
      hasAny: found.hasAny,
    }).toEqual({ cluster, local, reachable, hasAny });
  });
});

describe('endpointCountOf', () => {
  const slice = (ports: EndpointSlice['ports']): EndpointSlice =>
    ({ ports, endpoints: [{ addresses: ['10.244.0.1'] }, { addresses: ['10.244.0.2'] }] }) as EndpointSlice;

  it.each<[EndpointSlice['ports'], number]>([
    [[{ name: 'http', protocol: 'TCP', port: 80 }], 2],
    // another name, another protocol, no number: none of them is the port
    [[{ name: 'https', protocol: 'TCP', port: 443 }], 0],
    [[{ name: 'http', protocol: 'UDP', port: 80 }], 0],
    [[{ name: 'http', protocol: 'TCP' }], 0],
    [
      [
        { name: 'dns', protocol: 'UDP', port: 53 },
        { name: 'http', port: 80 },
      ],
      2,
    ],
    [null, 0],
  ])('of ports %j: %i', (ports, count) => {
    expect(endpointCountOf(slice(ports), { portName: 'http', protocol: 'tcp' })).toBe(count);
  });

  it('of a slice without endpoints: none', () => {
    const { endpoints: _, ...rest } = slice([{ name: '', port: 80 }]);
    expect(endpointCountOf(rest as EndpointSlice, { portName: '', protocol: 'tcp' })).toBe(0);
  });
});

describe('endpointsOf', () => {
  const slice = (name: string, number: number, ...of: SliceEndpoint[]): EndpointSlice => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: 'shop' },
    addressType: 'IPv4',
    ports: [{ name: '', protocol: 'TCP', port: number }],
    endpoints: of,
  });
  const at = (address: string, more: Partial<SliceEndpoint> = {}): SliceEndpoint => ({ addresses: [address], ...more });
  const texts = (...slices: EndpointSlice[]): string[] => endpointsOf(BOTH, slices).map(({ text }) => text);

  it('come in the plain order of their texts, whichever slice they are in', () => {
    const first = slice('a', 80, at('10.0.0.9'), at('10.0.0.1'), at('10.0.0.10'));
    const second = slice('b', 8080, at('10.0.0.1'), at('10.0.0.2'));
    const order = ['10.0.0.10:80', '10.0.0.1:80', '10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.9:80'];
    expect(texts(first, second)).toEqual(order);
    expect(texts(second, first)).toEqual(order);
    expect(texts(first)).toEqual(['10.0.0.10:80', '10.0.0.1:80', '10.0.0.9:80']);
    expect(texts(slice('a', 80, at('no address'), at('10.0.0.1')))).toEqual(['10.0.0.1:80']);
  });

  // pkg/proxy/endpointslicecache.go, addEndpoints
  it('of one address are one: that of the slice that was created later, unless it terminates', () => {
    const [old, young] = [at('10.0.0.1', { nodeName: 'old' }), at('10.0.0.1', { nodeName: 'young' })];
    const going = { ...young, conditions: { terminating: true } };
    const nodes = (...slices: EndpointSlice[]): string[] => endpointsOf(BOTH, slices).map(({ node }) => node);
    expect(nodes(slice('a', 80, old), slice('b', 80, young))).toEqual(['young']);
    expect(nodes(slice('b', 80, old), slice('a', 80, young))).toEqual(['young']);
    expect(nodes(slice('b', 80, going), slice('a', 80, old))).toEqual(['old']);
    expect(nodes(slice('a', 80, going), slice('b', 80, old))).toEqual(['old']);
  });

  it('are ready and serving unless it is said otherwise, and cite their Pod or where they are written', () => {
    const targetRef = { kind: 'Pod', name: 'web' };
    const told = slice(
      'a',
      80,
      at('10.0.0.1', { targetRef }),
      at('10.0.0.2', { targetRef: { ...targetRef, namespace: 'other' } }),
      at('10.0.0.3', { targetRef: { kind: 'Node', name: 'n1' }, hints: { forZones: [{ name: 'z' }] } }),
      at('10.0.0.4', { conditions: { ready: false, serving: false, terminating: true }, nodeName: 'n1' }),
      at('10.0.0.5', { hints: { forNodes: [{ name: 'n1' }, { name: 'n2' }] } }),
    );
    const usual = { node: '', ready: true, serving: true, terminating: false, zoneHints: [], nodeHints: [] };
    const shown = endpointsOf(BOTH, [told]).map(
      ({ because, node, ready, serving, terminating, zoneHints, nodeHints }) => ({
        because: `${because.object} ${because.path}`.trim(),
        node,
        ready,
        serving,
        terminating,
        zoneHints,
        nodeHints,
      }),
    );
    expect(shown).toEqual([
      { because: 'Pod/shop/web', ...usual },
      { because: 'Pod/other/web', ...usual },
      { because: 'EndpointSlice/shop/a endpoints[2]', ...usual, zoneHints: ['z'] },
      {
        because: 'EndpointSlice/shop/a endpoints[3]',
        ...usual,
        node: 'n1',
        ready: false,
        serving: false,
        terminating: true,
      },
      { because: 'EndpointSlice/shop/a endpoints[4]', ...usual, nodeHints: ['n1', 'n2'] },
    ]);
  });

  it.each<[SliceEndpoint['hints'][], boolean]>([
    [[], false],
    [[undefined, {}], false],
    [[undefined, { forZones: [{ name: 'z' }] }], true],
    [[{ forNodes: [{ name: 'n1' }] }, undefined], true],
    [[{ forZones: [] }], false],
  ])('with hints %j: %s', (hints, expected) => {
    expect(hasHints(slice('a', 80, ...hints.map((one) => at('10.0.0.1', one && { hints: one }))))).toBe(expected);
  });

  it('belong to the Service that a label names, but to none that is headless or of another family', () => {
    const labelled = (labels: Record<string, string>): string => {
      const one = slice('a', 80);
      return serviceOfSlice({ ...one, metadata: { ...one.metadata, labels } }, 'IPv4');
    };
    const web = { 'kubernetes.io/service-name': 'web' };
    expect(labelled(web)).toBe('shop/web');
    expect(labelled({})).toBe('');
    expect(labelled({ ...web, 'service.kubernetes.io/headless': '' })).toBe('');
    expect(serviceOfSlice(slice('a', 80), 'IPv6')).toBe('');
  });
});
