import { describe, expect, it } from 'vitest';
import type { PolicyPeer, PolicyRule } from '../../model/NetworkPolicy.ts';
import type { LabelSelector } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSettled } from '../openSettled.ts';
import { reach } from '../trace/reach.ts';

/** What upstream's policies of test/e2e/network/netpol say: fields of a spec, in their Namespace. */
interface Policy {
  namespace?: string;
  podSelector?: LabelSelector;
  ingress?: PolicyRule[] | null;
  egress?: PolicyRule[] | null;
  policyTypes?: string[];
}

/** `x/a > *` and whether it is allowed; later lines overrule earlier ones, and at first all is allowed. */
type Expectation = [flow: string, allowed: boolean];

interface Case {
  name: string;
  pods: string;
  policies: Policy[];
  /** Labels beside `pod`, and of Namespaces beside `ns`. */
  labels?: Record<string, Record<string, string>>;
  /** `81/tcp`. */
  port?: string;
  expect: Expectation[];
}

const pod = (name: string): LabelSelector => ({ matchLabels: { pod: name } });
const ns = (name: string): LabelSelector => ({ matchLabels: { ns: name } });
const among = (key: string, operator: string, ...values: string[]): LabelSelector => ({
  matchExpressions: [{ key, operator, values }],
});
const from = (...peers: PolicyPeer[]): PolicyRule => ({ from: peers });
const to = (...peers: PolicyPeer[]): PolicyRule => ({ to: peers });
const port = (number: number | string, protocol?: 'TCP' | 'UDP' | 'SCTP'): PolicyRule =>
  ({ ports: [{ port: number, ...(protocol && { protocol }) }] }) as PolicyRule;
const onA = { podSelector: pod('a') };
const ADDRESS_OF_B = '10.244.1.3';

const cases: Case[] = [
  {
    name: 'default-deny-ingress',
    pods: 'x/a x/b y/a y/b',
    policies: [{ ingress: [] }],
    expect: [['* > x/*', false]],
  },
  {
    name: 'default-deny-ingress, UDP',
    pods: 'x/a x/b y/a y/b',
    port: '80/udp',
    policies: [{ ingress: [] }],
    expect: [['* > x/*', false]],
  },
  {
    name: 'default-deny-ingress, SCTP',
    pods: 'x/a x/b y/a y/b',
    port: '80/sctp',
    policies: [{ ingress: [] }],
    expect: [['* > x/*', false]],
  },
  {
    name: 'default-deny-all',
    pods: 'x/a x/b y/a',
    policies: [{ policyTypes: ['Ingress', 'Egress'] }],
    expect: [
      ['* > x/*', false],
      ['x/* > *', false],
    ],
  },
  {
    name: 'from Pods of the Namespace, by podSelector',
    pods: 'x/a x/b x/c y/a',
    policies: [{ ...onA, ingress: [from({ podSelector: pod('b') })] }],
    expect: [
      ['* > x/a', false],
      ['x/b > x/a', true],
    ],
  },
  {
    name: 'ingress for a target beside deny-all',
    pods: 'x/a x/b y/a',
    policies: [{ ingress: [] }, { ...onA, ingress: [from({ podSelector: {}, namespaceSelector: {} })] }],
    expect: [
      ['* > x/a', true],
      ['* > x/b', false],
    ],
  },
  {
    name: 'from all Namespaces',
    pods: 'x/a x/b y/a z/a',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: {} })] }],
    expect: [],
  },
  {
    name: 'from another Namespace, by namespaceSelector',
    pods: 'x/a x/b y/a z/a',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: ns('y') })] }],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ],
  },
  {
    name: 'podSelector with matchExpressions',
    pods: 'x/a x/b y/a',
    policies: [{ ...onA, ingress: [from({ podSelector: among('pod', 'In', 'b') })] }],
    expect: [
      ['* > x/a', false],
      ['x/b > x/a', true],
    ],
  },
  {
    name: 'namespaceSelector with matchExpressions',
    pods: 'x/a x/b y/a z/a',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: among('ns', 'In', 'y') })] }],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ],
  },
  {
    name: 'podSelector or namespaceSelector',
    pods: 'x/a x/b x/c y/a',
    policies: [
      { ...onA, ingress: [from({ namespaceSelector: among('ns', 'NotIn', 'x') }, { podSelector: pod('b') })] },
    ],
    expect: [['x/c > x/a', false]],
  },
  {
    name: 'podSelector and namespaceSelector',
    pods: 'x/a x/b y/a y/b z/b',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: among('ns', 'NotIn', 'x'), podSelector: pod('b') })] }],
    expect: [
      ['* > x/a', false],
      ['y/b > x/a', true],
      ['z/b > x/a', true],
    ],
  },
  {
    name: 'several podSelectors and namespaceSelectors',
    pods: 'x/a x/b y/a y/b y/c',
    policies: [
      {
        ...onA,
        ingress: [from({ namespaceSelector: among('ns', 'NotIn', 'x'), podSelector: among('pod', 'In', 'b', 'c') })],
      },
    ],
    expect: [
      ['x/* > x/a', false],
      ['y/a > x/a', false],
    ],
  },
  {
    name: 'any of several podSelectors',
    pods: 'x/a x/b x/c',
    policies: [{ ...onA, ingress: [from({ podSelector: pod('b') }, { podSelector: pod('c') })] }],
    expect: [
      ['* > x/a', false],
      ['x/b > x/a', true],
      ['x/c > x/a', true],
    ],
  },
  {
    name: 'one Pod of another Namespace',
    pods: 'x/a x/b y/a y/b z/a',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: ns('y'), podSelector: pod('a') })] }],
    expect: [
      ['* > x/a', false],
      ['y/a > x/a', true],
    ],
  },
  ...(['81/tcp', '81/udp', '81/sctp'] as const).map((aim) => ({
    name: `a Namespace on a port, ${aim}`,
    pods: 'x/a x/b y/a y/b z/a',
    port: aim,
    policies: [
      {
        ...onA,
        ingress: [
          {
            ...from({ namespaceSelector: ns('y') }),
            ...port(81, aim.slice(3).toUpperCase() as 'TCP' | 'UDP' | 'SCTP'),
          },
        ],
      },
    ],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ] as Expectation[],
  })),
  {
    name: 'stacked policies: the port that only the second one has is closed without it',
    pods: 'x/a x/b y/a y/b z/a',
    policies: [{ ...onA, ingress: [{ ...from({ namespaceSelector: ns('y') }), ...port(81) }] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'stacked policies add up',
    pods: 'x/a x/b y/a y/b z/a',
    policies: [
      { ...onA, ingress: [{ ...from({ namespaceSelector: ns('y') }), ...port(81) }] },
      { ...onA, ingress: [{ ...from({ namespaceSelector: ns('y') }), ...port(80) }] },
    ],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ],
  },
  { name: 'allow-all', pods: 'x/a x/b y/a', policies: [{ ingress: [{}] }], expect: [] },
  {
    name: 'a named port lets its number in',
    pods: 'x/a x/b y/a',
    port: '81/tcp',
    policies: [{ ingress: [port('serve-81-tcp')] }],
    expect: [],
  },
  {
    name: 'a named port lets no other in',
    pods: 'x/a x/b y/a',
    policies: [{ ingress: [port('serve-81-tcp')] }],
    expect: [['* > x/*', false]],
  },
  {
    name: 'a Namespace on a named port',
    pods: 'x/a x/b y/a z/a',
    policies: [{ ...onA, ingress: [{ ...from({ namespaceSelector: ns('y') }), ...port('serve-80-tcp', 'TCP') }] }],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ],
  },
  {
    name: 'egress on a named port',
    pods: 'x/a y/a',
    policies: [{ egress: [port('serve-80-tcp')], policyTypes: ['Egress'] }],
    expect: [],
  },
  {
    name: 'egress on a named port, another port',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ egress: [port('serve-80-tcp')], policyTypes: ['Egress'] }],
    expect: [['x/* > *', false]],
  },
  {
    name: 'a Namespace before its label',
    pods: 'x/a y/a',
    policies: [{ ...onA, ingress: [from({ namespaceSelector: { matchLabels: { ns2: 'updated' } } })] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'a Namespace with its label',
    pods: 'x/a y/a',
    labels: { y: { ns2: 'updated' } },
    policies: [{ ...onA, ingress: [from({ namespaceSelector: { matchLabels: { ns2: 'updated' } } })] }],
    expect: [],
  },
  {
    name: 'a Pod with its new label',
    pods: 'x/a x/b',
    labels: { 'x/b': { pod2: 'updated' } },
    policies: [{ ...onA, ingress: [from({ podSelector: { matchLabels: { pod: 'b', pod2: 'updated' } } })] }],
    expect: [],
  },
  {
    name: 'a Pod that a policy selects by a new label',
    pods: 'x/a y/a',
    labels: { 'x/a': { target: 'isolated' } },
    policies: [{ podSelector: { matchLabels: { target: 'isolated' } }, ingress: [] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'no Pods of other Namespaces',
    pods: 'x/a x/b y/a z/a',
    policies: [{ ingress: [from({ podSelector: {} })] }],
    expect: [
      ['y/* > x/*', false],
      ['z/* > x/*', false],
    ],
  },
  {
    name: 'no egress of one Pod',
    pods: 'x/a x/b y/a',
    policies: [{ ...onA, egress: [], policyTypes: ['Egress'] }],
    expect: [['x/a > *', false]],
  },
  {
    name: 'no egress of a Namespace',
    pods: 'x/a x/b y/a',
    policies: [{ policyTypes: ['Egress'] }],
    expect: [['x/* > *', false]],
  },
  {
    name: 'ingress and egress together',
    pods: 'x/a x/b x/c y/a',
    policies: [{ ...onA, ingress: [from({ podSelector: pod('b') })], egress: [port(80)] }],
    expect: [
      ['* > x/a', false],
      ['x/b > x/a', true],
    ],
  },
  {
    name: 'ingress and egress together, a port that egress has not',
    pods: 'x/a x/b x/c y/a',
    port: '81/tcp',
    policies: [{ ...onA, ingress: [from({ podSelector: pod('b') })], egress: [port(80)] }],
    expect: [
      ['* > x/a', false],
      ['x/a > *', false],
      ['x/b > x/a', true],
    ],
  },
  {
    name: 'egress denied that ingress allows',
    pods: 'x/a y/a y/b',
    policies: [
      { ...onA, egress: [to({ namespaceSelector: ns('y'), podSelector: pod('a') })], policyTypes: ['Egress'] },
      { namespace: 'y', ...onA, ingress: [from({ namespaceSelector: ns('x'), podSelector: pod('a') })] },
      {
        namespace: 'y',
        podSelector: pod('b'),
        ingress: [from({ namespaceSelector: ns('x'), podSelector: pod('a') })],
      },
    ],
    expect: [
      ['x/a > *', false],
      ['* > y/a', false],
      ['x/a > y/a', true],
      ['* > y/b', false],
    ],
  },
  {
    name: 'egress to one Pod of another Namespace',
    pods: 'x/a y/a y/b',
    policies: [
      { ...onA, egress: [to({ namespaceSelector: ns('y'), podSelector: pod('a') })], policyTypes: ['Egress'] },
    ],
    expect: [
      ['x/a > *', false],
      ['x/a > y/a', true],
    ],
  },
  {
    name: 'any port of a protocol',
    pods: 'x/a y/a',
    policies: [{ ...onA, ingress: [{ ports: [{ protocol: 'TCP' }] }] }],
    expect: [],
  },
  {
    name: 'any port of a protocol, another protocol',
    pods: 'x/a y/a',
    port: '80/udp',
    policies: [{ ...onA, ingress: [{ ports: [{ protocol: 'TCP' }] }] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'allow-all beside a stricter policy, ingress',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ingress: [port(80)] }, { ingress: [{}] }],
    expect: [],
  },
  {
    name: 'allow-all beside a stricter policy, egress',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [
      { egress: [port(80)], policyTypes: ['Egress'] },
      { egress: [{}], policyTypes: ['Egress'] },
    ],
    expect: [],
  },
  {
    name: 'egress to a CIDR block',
    pods: 'x/a y/a y/b',
    policies: [{ ...onA, egress: [to({ ipBlock: { cidr: '10.244.1.4/32' } })], policyTypes: ['Egress'] }],
    expect: [
      ['x/a > *', false],
      ['x/a > y/b', true],
    ],
  },
  {
    name: 'egress to a CIDR block but its exception',
    pods: 'x/a x/b x/c',
    policies: [
      {
        ...onA,
        egress: [to({ ipBlock: { cidr: '10.244.1.0/24', except: [`${ADDRESS_OF_B}/32`] } })],
        policyTypes: ['Egress'],
      },
    ],
    expect: [['x/a > x/b', false]],
  },
  {
    name: 'an exception that another peer allows',
    pods: 'x/a x/b x/c',
    policies: [
      {
        ...onA,
        egress: [
          to({ ipBlock: { cidr: '10.244.1.0/24', except: [`${ADDRESS_OF_B}/32`] } }),
          to({ ipBlock: { cidr: `${ADDRESS_OF_B}/32` } }),
        ],
        policyTypes: ['Egress'],
      },
    ],
    expect: [],
  },
  {
    name: 'ingress and egress are independent',
    pods: 'x/a x/b y/a',
    policies: [
      { ...onA, egress: [{}], policyTypes: ['Egress'] },
      { ...onA, ingress: [] },
    ],
    expect: [['* > x/a', false]],
  },
  {
    name: 'SCTP is not TCP',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ingress: [] }, { ...onA, ingress: [port(81, 'SCTP')] }],
    expect: [['* > x/*', false]],
  },
  {
    name: 'a policy for SCTP isolates from TCP',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ...onA, ingress: [port(80, 'SCTP')] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'UDP is not TCP',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ...onA, ingress: [port(81, 'UDP')] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'a Namespace by the label of its own name',
    pods: 'x/a x/b y/a z/a',
    policies: [
      { ...onA, ingress: [from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'y' } } })] },
    ],
    expect: [
      ['x/* > x/a', false],
      ['z/* > x/a', false],
    ],
  },
  {
    name: 'every Namespace but one by the label of its own name',
    pods: 'x/a x/b y/a z/a',
    policies: [
      {
        ...onA,
        egress: [to({ namespaceSelector: among('kubernetes.io/metadata.name', 'NotIn', 'y') })],
        policyTypes: ['Egress'],
      },
    ],
    expect: [['x/a > y/*', false]],
  },
  // beyond upstream's tests: the API's own words (k8s.io/api, networking/v1/types.go)
  {
    name: 'a range of ports holds both its ends',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ...onA, ingress: [{ ports: [{ protocol: 'TCP', port: 80, endPort: 81 }] }] }],
    expect: [],
  },
  {
    name: 'a range of ports ends',
    pods: 'x/a y/a',
    port: '81/tcp',
    policies: [{ ...onA, ingress: [{ ports: [{ protocol: 'TCP', port: 79, endPort: 80 }] }] }],
    expect: [['* > x/a', false]],
  },
  {
    name: 'without policyTypes a policy with egress isolates both ways',
    pods: 'x/a y/a',
    policies: [{ ...onA, egress: [{}] }],
    expect: [['* > x/a', false]],
  },
];

/** The Pods in the order of their names, all on n1, so that their addresses are known: 10.244.1.2, .3 … */
function clusterOf({ pods, policies, labels = {} }: Case, mode: string): Cluster {
  const names = pods.split(' ');
  const namespaces = [...new Set(names.map((name) => name.slice(0, 1)))];
  const protocols = ['TCP', 'UDP', 'SCTP'];
  const named = [80, 81].flatMap((number) =>
    protocols.map((protocol) => ({ number, protocol, name: `serve-${number}-${protocol.toLowerCase()}` })),
  );
  const ports = named.map(({ number, protocol, name }) => ({ containerPort: number, protocol, name }));
  // other ports than the Pods', so that a policy which looks at the Service's is found out
  const doors = named.map(({ number, protocol, name }) => ({
    port: 1000 + number,
    targetPort: number,
    protocol,
    name,
  }));
  const documents = [
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode },
    ...namespaces.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ns: name, ...labels[name] } },
    })),
    ...names.map((key) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: key.slice(2), namespace: key.slice(0, 1), labels: { pod: key.slice(2), ...labels[key] } },
      spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'agnhost', ports }] },
    })),
    ...names.map((key, i) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: key.slice(2), namespace: key.slice(0, 1) },
      spec: { clusterIP: `10.96.1.${2 + i}`, selector: { pod: key.slice(2) }, ports: doors },
    })),
    ...policies.map(({ namespace = 'x', ...spec }, i) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `p${i}`, namespace },
      spec: { podSelector: {}, ...spec },
    })),
  ];
  return openSettled(documents.map((document) => JSON.stringify(document)).join('\n---\n')).opened.cluster;
}

const fits = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)));

function isExpected({ expect: lines }: Case, source: string, target: string): boolean {
  let allowed = true;
  for (const [pattern, says] of lines) {
    const [a = '', b = ''] = pattern.split(' > ');
    if (fits(a, source) && fits(b, target)) allowed = says;
  }
  return allowed;
}

// upstream's tests dial the Pods; what a policy says of them must hold behind their Services too, in every mode
describe.each<[way: string, mode: string, net: string, more: number]>([
  ['Pod to Pod', 'iptables', '10.244.1', 0],
  ['by a Service, iptables', 'iptables', '10.96.1', 1000],
  ['by a Service, nftables', 'nftables', '10.96.1', 1000],
  ['by a Service, ipvs', 'ipvs', '10.96.1', 1000],
])('the truth tables of test/e2e/network/netpol, %s', (_, mode, net, more) => {
  it.each(cases)('$name', (one) => {
    const cluster = clusterOf(one, mode);
    const [number, protocol] = (one.port ?? '80/tcp').split('/');
    const expected: Record<string, boolean> = {};
    const seen: Record<string, boolean> = {};
    const names = one.pods.split(' ');
    for (const source of names)
      for (const target of names) {
        // a Pod's way to itself does not leave it; upstream does not look at it either
        if (source === target) continue;
        const flow = `${source} > ${target}`;
        expected[flow] = isExpected(one, source, target);
        const [namespace = '', name = ''] = source.split('/');
        const url = `${protocol}://${net}.${2 + names.indexOf(target)}:${more + Number(number)}`;
        const { traces } = reach(cluster, { kind: 'pod', namespace, name }, url);
        const endings = traces.map((trace) => trace.ending.result);
        expect(endings).toHaveLength(1);
        expect(['delivered', 'timeout']).toContain(endings[0]);
        seen[flow] = endings[0] === 'delivered';
      }
    expect(seen).toEqual(expected);
  });
});
