import { en } from '../../words/en.ts';
import { sayHop, sayNote, sayReason, sayRule } from '../../words/say.ts';
import { describe, expect, it } from 'vitest';
import type { Place, Step, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSettled } from '../openSettled.ts';
import { reach } from './reach.ts';

const pod = (name: string, node: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name.replace(/-\d$/, '')}}}
spec:
  nodeName: ${node}
  ${more}
  containers: [{name: c, image: agnhost}]
`;

const policy = (spec: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: guard}
spec: {podSelector: {matchLabels: {app: web}}, ${spec}}
`;

/** web-1 on n1, web-2 on n2, behind a Service at 10.96.0.80:80, node port 30080; tool on n3. */
function cluster(spec: string, service = '', mode = 'iptables'): Cluster {
  const documents = [
    `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n`,
    pod('web-1', 'n1'),
    pod('web-2', 'n2'),
    pod('tool', 'n3'),
    pod('agent', 'n1', 'hostNetwork: true'),
    `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
  ${service}
`,
    policy(spec),
  ];
  return openSettled(documents.join('---\n')).opened.cluster;
}

const place = (text: string): Place => {
  const [kind = '', name = ''] = text.split('/');
  if (kind === 'client') return { kind: 'client' };
  return kind === 'node' ? { kind: 'node', name } : { kind: 'pod', namespace: 'default', name };
};

const ending = ({ ending: e }: Trace): string => {
  if (e.result !== 'delivered') return e.result;
  return 'pod' in e ? `${e.pod.split('/')[1]} sees ${e.source}` : `node ${e.node}`;
};

const outcomes = (of: Cluster, from: string, url: string): string =>
  [...new Set(reach(of, place(from), url).traces.map(ending))].sort().join('; ');

const CLIENT = 'ingress: [{from: [{ipBlock: {cidr: 198.51.100.7/32}}]}]';
const FROM_TOOL = 'ingress: [{from: [{podSelector: {matchLabels: {app: tool}}}]}]';

describe.each(['iptables', 'nftables', 'ipvs'])('what a policy sees, mode %s', (mode) => {
  it.each([
    // a Node's own masquerade comes after the policy, that of another Node before it
    ['the client, Cluster', CLIENT, '', 'client', 'tcp://192.168.251.101:30080', 'timeout; web-1 sees 10.244.1.1'],
    ['the client, Cluster, by a Node without Pods', CLIENT, '', 'client', 'tcp://192.168.251.103:30080', 'timeout'],
    // judged on the Pod's own Node before that Node masquerades, and on another one behind it
    ['the client by the Node of a Pod, not let in', FROM_TOOL, '', 'client', 'tcp://192.168.251.101:30080', 'timeout'],
    [
      "a Node by the Service: its own Pod, not another Node's",
      'policyTypes: [Ingress]',
      '',
      'node/n1',
      'tcp://10.96.0.80:80',
      'timeout; web-1 sees 10.244.1.1',
    ],
    ['a Pod by a Service to itself', FROM_TOOL, '', 'pod/web-1', 'tcp://10.96.0.80:80', 'timeout'],
    [
      'egress to a Service: the port of its Pods',
      'policyTypes: [Egress], egress: [{ports: [{port: 8080}]}]',
      '',
      'pod/web-1',
      'tcp://10.96.0.80:80',
      'web-1 sees 10.244.1.1; web-2 sees 10.244.1.2',
    ],
    [
      'the client, Local',
      CLIENT,
      'externalTrafficPolicy: Local',
      'client',
      'tcp://203.0.113.10:80',
      'web-1 sees 198.51.100.7; web-2 sees 198.51.100.7',
    ],
    [
      'a Pod by a Service',
      FROM_TOOL,
      '',
      'pod/tool',
      'tcp://10.96.0.80:80',
      'web-1 sees 10.244.3.2; web-2 sees 10.244.3.2',
    ],
    [
      'a Pod that is not asked for',
      'ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]',
      '',
      'pod/tool',
      'tcp://10.96.0.80:80',
      'timeout',
    ],
    ['a port of the Service', 'ingress: [{ports: [{port: 80}]}]', '', 'pod/tool', 'tcp://10.96.0.80:80', 'timeout'],
    [
      'the port of the Pod',
      'ingress: [{ports: [{port: 8080}]}]',
      '',
      'pod/tool',
      'tcp://10.244.1.2:8080',
      'web-1 sees 10.244.3.2',
    ],
    ["the Pod's own Node", 'policyTypes: [Ingress]', '', 'node/n1', 'tcp://10.244.1.2:8080', 'web-1 sees 10.244.1.1'],
    [
      "a hostNetwork Pod of the Pod's Node",
      'policyTypes: [Ingress]',
      '',
      'pod/agent',
      'tcp://10.244.1.2:8080',
      'web-1 sees 10.244.1.1',
    ],
    ['another Node', 'policyTypes: [Ingress]', '', 'node/n2', 'tcp://10.244.1.2:8080', 'timeout'],
    [
      'another Node by its address',
      'ingress: [{from: [{ipBlock: {cidr: 192.168.251.0/24}}]}]',
      '',
      'node/n2',
      'tcp://10.244.1.2:8080',
      'web-1 sees 192.168.251.102',
    ],
    [
      'egress to a Service: its Pods',
      'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.96.0.80/32}}]}]',
      '',
      'pod/web-1',
      'tcp://10.96.0.80:80',
      'timeout',
    ],
    [
      'egress to its own Node',
      'policyTypes: [Egress]',
      '',
      'pod/web-1',
      'tcp://192.168.251.101:8080',
      'agent sees 10.244.1.2',
    ],
    ['egress to another Node', 'policyTypes: [Egress]', '', 'pod/web-1', 'icmp://192.168.251.102', 'timeout'],
    [
      'an answer to what was let in',
      `policyTypes: [Ingress, Egress], ${FROM_TOOL}`,
      '',
      'pod/tool',
      'tcp://10.244.1.2:8080',
      'web-1 sees 10.244.3.2',
    ],
    ['a refusal', `${FROM_TOOL}`, '', 'pod/tool', 'udp://10.244.1.2:9', 'refused'],
    [
      'a ping, and rules with ports',
      'ingress: [{ports: [{port: 8080}]}]',
      '',
      'pod/tool',
      'icmp://10.244.1.2',
      'timeout',
    ],
    ['a ping, and a rule without', FROM_TOOL, '', 'pod/tool', 'icmp://10.244.1.2', 'web-1 sees undefined'],
  ])('%s', (_, spec, service, from, url, expected) => {
    expect(outcomes(cluster(spec, service, mode), from, url)).toBe(expected);
  });
});

describe('what a trace says of it', () => {
  const stepsOf = (trace: Trace | undefined): Extract<Step, { kind: 'policy' }>[] =>
    (trace?.hops ?? []).flatMap((hop) => hop.steps.flatMap((step) => (step.kind === 'policy' ? [step] : [])));

  const inEnglish = ({ tried, ...step }: Extract<Step, { kind: 'policy' }>) => ({
    ...step,
    tried: tried.map((rule) => ({ ...rule, text: sayRule(en, rule), note: sayNote(en, rule.note) })),
  });

  it('names the policy, the field, and why no rule fits', () => {
    const [trace] = reach(cluster(CLIENT), { kind: 'client' }, 'tcp://192.168.251.103:30080').traces;
    expect(sayReason(en, trace?.reason ?? [])).toMatch(
      /^n\d drops it: no NetworkPolicy lets n3 \(192\.168\.251\.103\) in to web-\d at port 8080\/tcp\. The source is no longer the client: n3 has put its own address there\./,
    );
    expect(stepsOf(trace).map(inEnglish)).toMatchObject([
      {
        type: 'Ingress',
        ruleId: '',
        tried: [
          {
            chain: 'NetworkPolicy guard',
            text: 'from 198.51.100.7/32 to any port',
            note: '192.168.251.103 is not in 198.51.100.7/32',
            because: [{ object: 'NetworkPolicy/default/guard', path: 'spec.ingress[0].from' }],
          },
        ],
      },
    ]);
    expect(trace?.hops.at(-1)).toMatchObject({ hook: 'POSTROUTING', label: ['dropped'] });
  });

  it('names the rule that lets it in', () => {
    const [trace] = reach(cluster(FROM_TOOL), place('pod/tool'), 'tcp://10.244.1.2:8080').traces;
    expect(stepsOf(trace)).toMatchObject([
      { ruleId: 'NetworkPolicy/default/guard spec.ingress[0]', pod: 'default/web-1' },
    ]);
    expect(trace?.hops.map((hop) => sayHop(en, hop))).toContain(
      'n1 lets it in to web-1 (NetworkPolicy guard), and forwards it to web-1.',
    );
  });

  it.each([
    ['iptables', 'FORWARD'],
    ['nftables', 'FORWARD'],
    // in at LOCAL_IN, and out as if the Node had sent it
    ['ipvs', 'POSTROUTING'],
  ])('names it behind a change of the destination too, mode %s', (mode, hook) => {
    const from: Place = { kind: 'pod', namespace: 'default', name: 'web-1' };
    const egress = 'policyTypes: [Egress], egress: [{ports: [{port: 8080}]}]';
    const { traces } = reach(cluster(egress, '', mode), from, 'tcp://10.96.0.80:80');
    const there = traces.find(({ ending: e }) => e.result === 'delivered' && 'pod' in e && e.pod === 'default/web-2');
    const allowed = there?.hops.find((hop) => hop.steps.some((step) => step.kind === 'policy'));
    expect(allowed).toMatchObject({ hook, label: ['allowed'] });
    expect(allowed && sayHop(en, allowed)).toBe(
      'n1 lets it out of web-1 (NetworkPolicy guard), and forwards it to web-2 by way of n2.',
    );
  });
});
