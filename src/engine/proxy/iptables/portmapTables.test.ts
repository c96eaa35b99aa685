import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../model/Pod.ts';
import type { Chain } from '../../../model/Rule.ts';
import type { Place, Trace } from '../../../model/Trace.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../../shell/execute.ts';
import { reach } from '../../trace/reach.ts';
import { kubeletTables } from './kubeletTables.ts';
import { withPortmap } from './portmapTables.ts';

const text = (mode: string): string => `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${mode}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  nodeName: n1
  containers:
  - name: c
    image: nginx
    ports:
    - {containerPort: 80, hostPort: 8080}
    - {containerPort: 80, hostPort: 8081, hostIP: 127.0.0.1}
    - {containerPort: 53, hostPort: 5353, protocol: UDP}
    - {containerPort: 80, hostPort: 8082, hostIP: 0.0.0.0}
    - {containerPort: 80, hostPort: 8083, hostIP: "::"}
    - {containerPort: 8084}
---
apiVersion: v1
kind: Pod
metadata: {name: near}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: far}
spec: {nodeName: n2, containers: [{name: c, image: busybox}]}
`;

const place = (name: string): Place => {
  if (name === 'client') return { kind: 'client' };
  return /^n\d$/.test(name) ? { kind: 'node', name } : { kind: 'pod', namespace: 'default', name };
};

const ending = ({ ending: e }: Trace): string =>
  e.result === 'delivered' && 'pod' in e ? `${e.pod.split('/')[1]} sees ${e.source}` : e.result;

const outcomes = (cluster: Cluster, from: string, url: string): string =>
  [...new Set(reach(cluster, place(from), url).traces.map(ending))].join('; ');

describe.each(['iptables', 'nftables'])('hostPort, mode %s', (mode) => {
  const { cluster } = openSettled(text(mode)).opened;
  it.each([
    ['client', 'tcp://192.168.251.101:8080', 'web sees 198.51.100.7'],
    ['client', 'udp://192.168.251.101:5353', 'web sees 198.51.100.7'],
    ['client', 'tcp://192.168.251.102:8080', 'refused'],
    ['client', 'tcp://192.168.251.101:8081', 'refused'],
    ['client', 'tcp://192.168.251.101:8082', 'web sees 198.51.100.7'],
    ['client', 'tcp://[fd00:251::101]:8082', 'refused'],
    ['client', 'tcp://192.168.251.101:8083', 'refused'],
    ['client', 'tcp://[fd00:251::101]:8083', 'web sees fd00:51::7'],
    ['client', 'tcp://192.168.251.101:8084', 'refused'],
    ['client', 'tcp://[fd00:251::101]:8080', 'web sees fd00:51::7'],
    ['n1', 'tcp://127.0.0.1:8080', 'web sees 10.244.1.1'],
    ['n1', 'tcp://127.0.0.1:8081', 'web sees 10.244.1.1'],
    ['n1', 'tcp://192.168.251.101:8080', 'web sees 192.168.251.101'],
    ['n1', 'tcp://192.168.251.101:8081', 'refused'],
    ['n2', 'tcp://192.168.251.101:8080', 'web sees 192.168.251.102'],
    // every Pod of the same Node's range is taken for a hairpin
    ['near', 'tcp://192.168.251.101:8080', 'web sees 10.244.1.1'],
    ['web', 'tcp://192.168.251.101:8080', 'web sees 10.244.1.1'],
    ['far', 'tcp://192.168.251.101:8080', 'web sees 10.244.2.2'],
  ])('%s → %s: %s', (from, url, expected) => {
    expect(outcomes(cluster, from, url)).toBe(expected);
  });

  it('is shown as rules, on the Pod’s Node only', () => {
    const lines = (node: string): string[] =>
      execute(cluster, `node/${node}`, 'iptables-save -t nat', '')
        .stdout.split('\n')
        .filter((line) => line.includes('CNI-'))
        .map((line) => line.replace(/CNI-DN-\w+/g, 'CNI-DN-X').replace(/id: \\"\w+/, 'id: \\"X'));
    expect(lines('n2')).toEqual([]);
    // what portmap 1.7.1 and iptables-save 1.8.9 made of the same ports; the first chain has the port of the other
    // family among them (portmap_iptables.go, fillDnatRules)
    expect(lines('n1').filter((line) => line.startsWith('-A'))).toEqual([
      '-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT',
      '-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT',
      '-A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ',
      '-A CNI-DN-X -s 10.244.1.0/24 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -s 127.0.0.1/32 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.244.1.2:80',
      '-A CNI-DN-X -s 10.244.1.0/24 -d 127.0.0.1/32 -p tcp -m tcp --dport 8081 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -s 127.0.0.1/32 -d 127.0.0.1/32 -p tcp -m tcp --dport 8081 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -d 127.0.0.1/32 -p tcp -m tcp --dport 8081 -j DNAT --to-destination 10.244.1.2:80',
      '-A CNI-DN-X -s 10.244.1.0/24 -p udp -m udp --dport 5353 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -s 127.0.0.1/32 -p udp -m udp --dport 5353 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -p udp -m udp --dport 5353 -j DNAT --to-destination 10.244.1.2:53',
      '-A CNI-DN-X -s 10.244.1.0/24 -p tcp -m tcp --dport 8082 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -s 127.0.0.1/32 -p tcp -m tcp --dport 8082 -j CNI-HOSTPORT-SETMARK',
      '-A CNI-DN-X -p tcp -m tcp --dport 8082 -j DNAT --to-destination 10.244.1.2:80',
      '-A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"pods\\" id: \\"X\\"" -m multiport --dports 8080,8081,8082,8083 -j CNI-DN-X',
      '-A CNI-HOSTPORT-DNAT -p udp -m comment --comment "dnat name: \\"pods\\" id: \\"X\\"" -m multiport --dports 5353 -j CNI-DN-X',
      '-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE',
      '-A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000',
    ]);
  });

  it('leads back to the line of the manifest', () => {
    const [trace] = reach(cluster, { kind: 'client' }, 'tcp://192.168.251.101:8080').traces;
    const step = trace?.hops.flatMap((hop) => hop.steps).find((one) => one.kind === 'translate');
    expect(step).toMatchObject({
      because: [{ object: 'Pod/default/web', path: 'spec.containers[0].ports[0].hostPort' }],
    });
  });
});

describe('hostPort, beside kube-proxy’s rules', () => {
  const { cluster } = openSettled(text('iptables')).opened;
  const lines = (command: string): string[] => execute(cluster, 'node/n1', command, '').stdout.trimEnd().split('\n');

  it('comes second where a destination changes, first where a source does', () => {
    const targets = (chain: string): (string | undefined)[] =>
      lines(`iptables-save -t nat | grep -e "^-A ${chain}"`).map((line) => /-j (\S+)/.exec(line)?.[1]);
    expect(targets('PREROUTING')).toEqual(['KUBE-SERVICES', 'CNI-HOSTPORT-DNAT']);
    expect(targets('POSTROUTING')).toEqual(['CNI-HOSTPORT-MASQ', 'KUBE-POSTROUTING']);
  });

  it('has chains of containers’ names, and no mark for loopback in IPv6', () => {
    const [mark, translation, ...more] = lines('ip6tables-save -t nat | grep -e "^-A CNI-DN.*dport 8080"');
    expect(mark).toMatch(/^-A CNI-DN-[\da-f]{21} -s fd00:10:244:1::\/64 -p tcp .* -j CNI-HOSTPORT-SETMARK$/);
    expect(translation).toMatch(/ -j DNAT --to-destination \[fd00:10:244:1::2\]:80$/);
    expect(more).toEqual([]);
  });
});

// plugins/meta/portmap/portmap_iptables.go, fillDnatRules
describe('chains of portmap', () => {
  const pod = (name: string, ip: string, hostPorts: number[], hostIP?: string): Pod => {
    const ports = hostPorts.map((hostPort) => ({
      containerPort: 80,
      hostPort,
      protocol: 'TCP' as const,
      ...(hostIP && { hostIP }),
    }));
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default' },
      spec: { nodeName: 'n1', containers: [{ name: 'beside' }, { name: 'c', ports }] },
      status: { phase: 'Running', podIPs: [{ ip }] },
    };
  };
  const chainsOf = (pods: Pod[], family: 'IPv4' | 'IPv6' = 'IPv4', podCIDR?: string): Chain[] => {
    const chains: Chain[] = [];
    withPortmap(kubeletTables(family), pods, family, podCIDR).nat.chains.forEach((chain) => chains.push(chain));
    return chains;
  };
  const web = pod('web', '10.244.1.2', [8080]);
  const own = (chains: Chain[]): Chain[] => chains.filter(({ name }) => name.startsWith('CNI-DN-'));
  const entries = (chains: Chain[]): Chain | undefined => chains.find(({ name }) => name === 'CNI-HOSTPORT-DNAT');

  it('stand beside the others, each once, their rules numbered by where they stand', () => {
    const chains = chainsOf([web, pod('api', '10.244.1.3', [9090])], 'IPv4', '10.244.1.0/24');
    const names = chains.map(({ name }) => name);
    expect(names).toContain('KUBE-KUBELET-CANARY');
    expect(names).toContain('INPUT');
    expect(new Set(names).size).toBe(names.length);
    const ids = chains.flatMap(({ name, rules }) => rules.map(({ id }) => [id.startsWith(`nat/${name}/`), id]));
    expect(ids.filter(([placed]) => !placed)).toEqual([]);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(ids.length);
  });

  it('are of one Pod each', () => {
    const chains = chainsOf([web, pod('api', '10.244.1.3', [9090])]);
    const targets = own(chains).map(({ rules }) => rules.at(-1)?.target);
    expect(targets).toEqual(['10.244.1.2', '10.244.1.3'].map((ip) => ({ kind: 'dnat', ip, port: 80 })));
    const jumps = entries(chains)?.rules.map(({ target }) => (target.kind === 'jump' ? target.chain : ''));
    expect(jumps).toEqual(own(chains).map(({ name }) => name));
  });

  it('take fifteen ports in one rule', () => {
    const chains = chainsOf([
      pod(
        'web',
        '10.244.1.2',
        Array.from({ length: 17 }, (_, i) => 8000 + i),
      ),
    ]);
    const ports = entries(chains)?.rules.flatMap(({ matches }) =>
      matches.flatMap((m) => ('ports' in m ? [m.ports] : [])),
    );
    expect(ports?.map((list) => [list.length, list[0]])).toEqual([
      [15, 8000],
      [2, 8015],
    ]);
  });

  it('cite the port in each rule', () => {
    const chains = chainsOf([web], 'IPv4', '10.244.1.0/24');
    const because = [{ object: 'Pod/default/web', path: 'spec.containers[1].ports[0].hostPort' }];
    const rules = [...own(chains), entries(chains)].flatMap((chain) => chain?.rules ?? []);
    expect(rules.map((rule) => rule.because)).toEqual([because, because, because, because]);
  });

  it('mark loopback alone where the Node has no Pod range', () => {
    const sources = own(chainsOf([web]))[0]?.rules.map(({ matches: [first] }) => first);
    expect(sources).toEqual([
      { kind: 'source', cidr: '127.0.0.1/32' },
      { kind: 'protocol', protocol: 'tcp' },
    ]);
  });

  it('are only in families of which the Pod has an address', () => {
    const tables = kubeletTables('IPv6');
    expect(withPortmap(tables, [web], 'IPv6', undefined)).toBe(tables);
  });

  it('are there for a port of the other family, and have no rule of it', () => {
    const chains = chainsOf([pod('web', 'fd00:10:244:1::2', [8080], '127.0.0.1')], 'IPv6', 'fd00:10:244:1::/64');
    expect(own(chains).map(({ rules }) => rules)).toEqual([[]]);
    expect(entries(chains)?.rules).toHaveLength(1);
  });
});
