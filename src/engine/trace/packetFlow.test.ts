import { en } from '../../words/en.ts';
import { sayLabel } from '../../words/say.ts';
import { describe, expect, it } from 'vitest';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { reach } from './reach.ts';

const place = (text: string): Place => {
  const [kind = '', name = ''] = text.split('/');
  if (kind === 'client') return { kind: 'client' };
  return kind === 'node' ? { kind: 'node', name } : { kind: 'pod', namespace: 'default', name };
};

const ending = ({ ending: e }: Trace): string => {
  if (e.result !== 'delivered') return e.result;
  return 'pod' in e ? `${e.pod.split('/')[1]} sees ${e.source}` : `node ${e.node}`;
};

/** All outcomes, sorted, as one line. */
const outcomes = (cluster: Cluster, from: string, url: string): string =>
  [...new Set(reach(cluster, place(from), url).traces.map(ending))].sort().join('; ');

/** The flows of upstream's packetFlowTest in this cluster: web-1 on n1, web-2 on n2, a client Pod on n3. */
function shop(spec: Parameters<typeof putService>[2], vips: string[] = [], proxy = {}): Cluster {
  const cluster = clusterFixture(proxy);
  const one = putPod(cluster, { name: 'web-1', node: 'n1', ip: '10.244.1.2' });
  const two = putPod(cluster, { name: 'web-2', node: 'n2', ip: '10.244.2.2' });
  putPod(cluster, { name: 'tool', node: 'n3', ip: '10.244.3.2' });
  putService(cluster, 'web', { clusterIP: '10.96.0.80', ...spec }, [{ pod: one }, { pod: two }], vips);
  return cluster;
}

const nodePort = { protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: 30080 };

type Flow = [from: string, url: string, expected: string];

const both = (source: string): string => `web-1 sees ${source}; web-2 sees ${source}`;

describe.each<[string, Cluster, Flow[]]>([
  [
    'ClusterIP',
    shop({}),
    [
      ['pod/tool', 'tcp://10.96.0.80:80', both('10.244.3.2')],
      ['pod/web-1', 'tcp://10.96.0.80:80', 'web-1 sees 10.244.1.1; web-2 sees 10.244.1.2'],
      ['node/n1', 'tcp://10.96.0.80:80', 'web-1 sees 10.244.1.1; web-2 sees 192.168.251.101'],
      ['node/control-plane', 'tcp://10.96.0.80:80', both('192.168.251.100')],
      ['client', 'tcp://10.96.0.80:80', 'timeout'],
      ['pod/tool', 'tcp://10.96.0.80:81', 'timeout'],
      ['pod/tool', 'icmp://10.96.0.80', 'timeout'],
      ['pod/web-1', 'tcp://10.244.1.2:8080', 'web-1 sees 10.244.1.2'],
      ['pod/tool', 'tcp://10.244.1.2:81', 'refused'],
      ['pod/tool', 'udp://10.244.1.2:81', 'refused'],
      ['pod/tool', 'icmp://10.244.1.2', 'web-1 sees undefined'],
      ['pod/tool', 'tcp://10.244.1.9:8080', 'timeout'],
      ['client', 'icmp://192.168.251.102', 'node n2'],
      ['pod/tool', 'tcp://[fd00::1]:80', 'unreachable'],
    ],
  ],
  [
    'NodePort, externalTrafficPolicy Cluster',
    shop({ type: 'NodePort', ports: [nodePort] }),
    [
      ['client', 'tcp://192.168.251.101:30080', 'web-1 sees 10.244.1.1; web-2 sees 192.168.251.101'],
      ['client', 'tcp://192.168.251.103:30080', both('192.168.251.103')],
      ['pod/tool', 'tcp://192.168.251.101:30080', 'web-1 sees 10.244.1.1; web-2 sees 192.168.251.101'],
      ['pod/web-1', 'tcp://192.168.251.102:30080', 'web-1 sees 192.168.251.102; web-2 sees 10.244.2.1'],
      ['node/n2', 'tcp://127.0.0.1:30080', 'web-1 sees 192.168.251.102; web-2 sees 10.244.2.1'],
      ['node/n1', 'tcp://10.244.1.1:30080', 'web-1 sees 10.244.1.1; web-2 sees 192.168.251.101'],
      ['node/n1', 'tcp://[::1]:30080', 'refused'],
      ['client', 'tcp://192.168.251.101:30081', 'refused'],
    ],
  ],
  [
    'NodePort, externalTrafficPolicy Local',
    shop({ type: 'NodePort', externalTrafficPolicy: 'Local', ports: [nodePort] }),
    [
      ['client', 'tcp://192.168.251.101:30080', 'web-1 sees 198.51.100.7'],
      ['client', 'tcp://192.168.251.103:30080', 'timeout'],
      ['node/n3', 'tcp://192.168.251.103:30080', both('192.168.251.103')],
      ['node/n3', 'tcp://192.168.251.101:30080', 'web-1 sees 192.168.251.103'],
      ['pod/tool', 'tcp://192.168.251.103:30080', both('10.244.3.2')],
      // the endpoint on n2 answers the Pod directly, which does not know it
      ['pod/tool', 'tcp://192.168.251.101:30080', 'timeout; web-1 sees 10.244.3.2'],
      ['node/n3', 'tcp://127.0.0.1:30080', both('192.168.251.103')],
    ],
  ],
  [
    'internalTrafficPolicy Local',
    shop({ internalTrafficPolicy: 'Local' }),
    [
      ['pod/web-1', 'tcp://10.96.0.80:80', 'web-1 sees 10.244.1.1'],
      ['pod/tool', 'tcp://10.96.0.80:80', 'timeout'],
    ],
  ],
  [
    'LoadBalancer',
    shop({ type: 'LoadBalancer', ports: [nodePort] }, ['203.0.113.10']),
    [
      [
        'client',
        'tcp://203.0.113.10:80',
        'web-1 sees 10.244.1.1; web-1 sees 192.168.251.102; web-1 sees 192.168.251.103; web-2 sees 10.244.2.1; web-2 sees 192.168.251.101; web-2 sees 192.168.251.103',
      ],
      ['client', 'tcp://203.0.113.10:81', 'timeout'],
      ['client', 'icmp://203.0.113.10', 'timeout'],
      ['pod/tool', 'tcp://203.0.113.10:80', both('192.168.251.103')],
    ],
  ],
  [
    'LoadBalancer with source ranges',
    shop({ type: 'LoadBalancer', loadBalancerSourceRanges: [' 192.168.251.102/32'], ports: [nodePort] }, [
      '203.0.113.10',
    ]),
    [
      ['client', 'tcp://203.0.113.10:80', 'timeout'],
      ['pod/tool', 'tcp://203.0.113.10:80', 'timeout'],
      ['node/n2', 'tcp://203.0.113.10:80', 'web-1 sees 192.168.251.102; web-2 sees 10.244.2.1'],
      ['client', 'tcp://192.168.251.103:30080', both('192.168.251.103')],
    ],
  ],
  [
    'masqueradeAll',
    shop({}, [], { masqueradeAll: true }),
    [['pod/tool', 'tcp://10.96.0.80:80', both('192.168.251.103')]],
  ],
  [
    'localhostNodePorts off',
    shop({ type: 'NodePort', ports: [nodePort] }, [], { localhostNodePorts: false }),
    [
      ['node/n1', 'tcp://127.0.0.1:30080', 'refused'],
      ['client', 'tcp://192.168.251.103:30080', both('192.168.251.103')],
    ],
  ],
])('%s', (_, cluster, flows) => {
  it.each(flows)('%s → %s: %s', (from, url, expected) => {
    expect(outcomes(cluster, from, url)).toBe(expected);
  });
});

describe('a Service without endpoints', () => {
  const cluster = clusterFixture();
  putPod(cluster, { name: 'tool', node: 'n3', ip: '10.244.3.2' });
  putService(
    cluster,
    'none',
    { type: 'LoadBalancer', clusterIP: '10.96.0.80', ports: [nodePort] },
    [],
    ['203.0.113.10'],
  );
  it.each([
    ['pod/tool', 'tcp://10.96.0.80:80'],
    ['node/n1', 'tcp://10.96.0.80:80'],
    ['client', 'tcp://192.168.251.101:30080'],
    ['node/n1', 'tcp://192.168.251.101:30080'],
    ['node/n1', 'tcp://127.0.0.1:30080'],
    ['client', 'tcp://203.0.113.10:80'],
  ])('refuses %s → %s', (from, url) => {
    expect(outcomes(cluster, from, url)).toBe('refused');
  });
});

describe('the hops of a way', () => {
  it('change one thing each, there and back', () => {
    const cluster = shop({ type: 'NodePort', ports: [nodePort] });
    const { traces } = reach(cluster, { kind: 'client' }, 'tcp://192.168.251.103:30080');
    const trace = traces.find((t) => ending(t).startsWith('web-1'));
    expect(trace?.share).toBeCloseTo(0.5);
    expect(trace?.hops.map((hop) => `${hop.at.name} ${hop.hook ?? ''} ${sayLabel(en, hop.label)}`)).toEqual([
      'external client  SYN ▸ 192.168.251.103',
      'n3 PREROUTING dst ▸ 10.244.1.2',
      'n3 POSTROUTING src ▸ 192.168.251.103',
      'n1 FORWARD forwards',
      'default/web-1  sees 192.168.251.103',
      'n1 FORWARD forwards',
      'n3 PREROUTING dst ◂ 198.51.100.7',
      'n3 POSTROUTING src ◂ 192.168.251.103',
      'external client  answered',
    ]);
  });
});
