import { en } from '../../words/en.ts';
import { sayHop, sayLabel } from '../../words/say.ts';
import { describe, expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { simulate } from '../simulate.ts';
import { execute } from '../shell/execute.ts';
import { reach } from './reach.ts';

const text = (network: string): string => `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: overlay}
spec: {podNetwork: ${network}}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: agnhost}]}
---
apiVersion: v1
kind: Pod
metadata: {name: tool}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
`;

const open = (network: string) => openSettled(text(network)).opened.cluster;
const TOOL = { kind: 'pod', namespace: 'default', name: 'tool' } as const;

describe('Pod traffic in VXLAN', () => {
  it('wraps the packet between the Nodes, there and back', () => {
    const [trace] = reach(open('vxlan'), TOOL, 'tcp://10.96.0.80:80').traces;
    expect(trace?.ending).toEqual({ result: 'delivered', pod: 'default/web', port: 8080, source: '10.244.1.2' });
    expect(trace?.hops.map((hop) => `${hop.at.name} ${sayLabel(en, hop.label)}`)).toEqual([
      'default/tool SYN ▸ 10.96.0.80',
      'n1 dst ▸ 10.244.2.2',
      'n1 VXLAN ▸ 192.168.251.102',
      'n2 unwraps',
      'n2 forwards',
      'default/web sees 10.244.1.2',
      'n2 forwards',
      'n2 VXLAN ▸ 192.168.251.101',
      'n1 unwraps',
      'n1 src ◂ 10.96.0.80',
      'default/tool answered',
    ]);
    const wrapped = trace?.hops.filter((hop) => hop.after.outer).map((hop) => hop.after.outer);
    expect(wrapped).toMatchObject([
      { src: '192.168.251.101', dst: '192.168.251.102', dport: 8472, vni: 1 },
      { src: '192.168.251.102', dst: '192.168.251.101', dport: 8472, vni: 1 },
    ]);
    // routers spread by the outer source port: one inner flow has one
    expect(wrapped?.every((outer) => outer && outer.sport >= 32768 && outer.sport < 61000)).toBe(true);
    expect(trace?.hops[2] && sayHop(en, trace.hops[2])).toBe(
      'n1 wraps it in VXLAN 1: UDP from 192.168.251.101 to n2 (192.168.251.102:8472).',
    );
  });

  it('takes the address of the VXLAN device for what a Node sends to another Node’s Pods', () => {
    const sources = (from: Parameters<typeof reach>[1], url: string) =>
      reach(open('vxlan'), from, url).traces.map(({ ending }) => ('source' in ending ? ending.source : ending.result));
    expect(sources({ kind: 'node', name: 'n1' }, 'tcp://10.244.2.2:8080')).toEqual(['10.244.1.0']);
    expect(sources({ kind: 'client' }, 'tcp://192.168.251.103:30080')).toEqual(['10.244.3.0']);
    expect(sources({ kind: 'client' }, 'tcp://192.168.251.102:30080')).toEqual(['10.244.2.1']);
  });

  it('carries IPv6 between the IPv6 addresses of the Nodes', () => {
    const cluster = open('vxlan');
    const [trace] = reach(cluster, TOOL, 'tcp://[fd00:10:244:2::2]:8080').traces;
    expect(trace?.ending).toMatchObject({ result: 'delivered', source: 'fd00:10:244:1::2' });
    expect(trace?.hops.find((hop) => hop.after.outer)?.after.outer).toMatchObject({
      src: 'fd00:251::101',
      dst: 'fd00:251::102',
    });
  });

  it('shows its devices and routes', () => {
    const { stdout } = execute(open('vxlan'), 'node/n1', 'ip route | grep flannel; ip -br addr | grep flannel', '');
    expect(stdout).toContain('10.244.2.0/24 via 10.244.2.0 dev flannel.1');
    expect(stdout).toMatch(/flannel\.1 +UNKNOWN +10\.244\.1\.0\/32/);
  });
});

it('routes unless it is told otherwise, and refuses what it does not know', () => {
  const { traces } = reach(open('routed'), TOOL, 'tcp://10.244.2.2:8080');
  expect(traces[0]?.hops.some((hop) => hop.after.outer)).toBe(false);
  const { diagnostics } = simulate({ text: text('ipip') });
  expect(diagnostics).toMatchObject([
    { code: 'settings/invalid', path: 'spec.podNetwork', message: expect.stringContaining('"routed", "vxlan"') },
  ]);
});
