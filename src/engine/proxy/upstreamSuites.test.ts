import { describe, expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { kernelConfigOf } from './kernelConfig.ts';
import { renderNftTable } from './nftables/render.ts';

/** What upstream's suites of the modes have besides flows and rule texts (reference §12.17). */
describe('nftables: what is sent to a Service range', () => {
  const drops = (serviceSubnets: string[], family: 'IPv4' | 'IPv6'): string[] => {
    const cluster = clusterFixture({ mode: 'nftables' });
    cluster.settings.serviceSubnets = serviceSubnets;
    const { nftables } = kernelConfigOf(cluster, 'n1');
    if (!nftables) throw new Error('not in mode nftables');
    const [, chain = ''] = renderNftTable(nftables[family]).split('chain cluster-ips-check {');
    const lines = chain.slice(0, chain.indexOf('}\n')).split('\n');
    return lines.map((line) => line.trim()).filter((line) => line.includes(' drop '));
  };
  const WHY = 'drop comment "Drop traffic to unallocated ClusterIPs"';

  it.each<[ranges: string[], ipv4: string[], ipv6: string[]]>([
    [['172.30.0.0/16'], [`ip daddr 172.30.0.0/16 ${WHY}`], []],
    [['172.30.0.0/16', 'fd00:10:96::/112'], [`ip daddr 172.30.0.0/16 ${WHY}`], [`ip6 daddr fd00:10:96::/112 ${WHY}`]],
    [[], [], []],
  ])('%j', (ranges, ipv4, ipv6) => {
    expect(drops(ranges, 'IPv4')).toEqual(ipv4);
    expect(drops(ranges, 'IPv6')).toEqual(ipv6);
  });
});

describe('IPVS', () => {
  const text = (family: string): string => `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "${family === 'IPv6' ? 'fd00:10:244::/48' : '10.244.0.0/16'}", serviceSubnet: "${family === 'IPv6' ? 'fd00:10:96::/112' : '10.96.0.0/12'}"}
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ipvs
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
  type: NodePort
  clusterIP: "${family === 'IPv6' ? 'fd00:10:96::80' : '10.96.0.80'}"
  selector: {app: web}
  sessionAffinity: ClientIP
  sessionAffinityConfig: {clientIP: {timeoutSeconds: 100}}
  ports:
  - {name: t, port: 80, targetPort: 8080, nodePort: 30080}
  - {name: u, port: 80, targetPort: 8080, nodePort: 30080, protocol: UDP}
  - {name: s, port: 80, targetPort: 8080, nodePort: 30080, protocol: SCTP}
`;
  const at = (family: string, line: string): string =>
    execute(openSettled(text(family)).opened.cluster, 'node/n1', line, '').stdout;

  it.each([
    ['IPv4', '10.96.0.80/32', '10.96.0.80:80', '10.244.1.2:8080'],
    ['IPv6', 'fd00:10:96::80/128', '[fd00:10:96::80]:80', '[fd00:10:244:1::2]:8080'],
  ])('%s: an address is bound once for all ports; node ports in TCP, UDP and SCTP', (family, bound, address, pod) => {
    const addresses = at(family, 'ip addr show kube-ipvs0');
    expect(addresses.split(bound)).toHaveLength(2);
    const servers = at(family, 'ipvsadm -Ln');
    for (const protocol of ['TCP', 'UDP', 'SCTP'])
      expect(servers).toMatch(new RegExp(`^${protocol} +${address.replace(/[[\].]/g, '\\$&')} rr persistent 100`, 'm'));
    expect(servers.split(`-> ${pod} `).length - 1).toBe(servers.split('rr persistent').length - 1);
    expect(servers.match(/:30080 rr/g)?.length).toBeGreaterThanOrEqual(6);
    const save = at(family, family === 'IPv6' ? 'ip6tables-save -t nat' : 'iptables-save -t nat');
    expect(save).toContain(`-A KUBE-SERVICES -s ${family === 'IPv6' ? '::1/128' : '127.0.0.0/8'} -j RETURN\n`);
  });
});

describe('the server of health check node ports', () => {
  it('answers for each Service with what is ready on the Node', () => {
    const cluster = clusterFixture();
    const [one, two] = [2, 3].map((n) => putPod(cluster, { name: `web-${n}`, node: 'n1', ip: `10.244.1.${n}` }));
    if (!one || !two) throw new Error('no Pods');
    const local = (n: number) => ({
      type: 'LoadBalancer' as const,
      externalTrafficPolicy: 'Local' as const,
      clusterIP: `10.96.0.8${n}`,
      healthCheckNodePort: 30100 + n,
    });
    putService(cluster, 'a', local(1), [{ pod: one }, { pod: two }]);
    putService(cluster, 'b', local(2), [{ pod: one, state: 'draining' }]);
    const ask = (ip: string, port: number): string =>
      execute(cluster, 'client', `curl -s -i http://${ip}:${port}/any/path`, '').stdout;
    const healthy = ask('192.168.251.101', 30101);
    expect(healthy).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(healthy).toMatch(/^X-Load-Balancing-Endpoint-Weight: 2\r?$/m);
    expect(healthy).toContain('"localEndpoints": 2,');
    for (const [ip, port] of [
      ['192.168.251.101', 30102],
      ['192.168.251.102', 30101],
    ] as const) {
      expect(ask(ip, port)).toMatch(/^HTTP\/1\.1 503 Service Unavailable/);
      expect(ask(ip, port)).toMatch(/^X-Load-Balancing-Endpoint-Weight: 0\r?$/m);
    }
    putService(cluster, 'b', local(2), [{ pod: one }]);
    expect(ask('192.168.251.101', 30102)).toMatch(/200 OK[^]*"name": "b"/);
  });
});
