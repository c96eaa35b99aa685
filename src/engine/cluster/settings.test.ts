import { describe, expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';

const manifests = (clusterCIDR: string, mode: string): string => `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${mode}
${clusterCIDR}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80}]}
`;

/**
 * kubeadm puts the range of Pods into a kube-proxy configuration that says none. What is written there is what kube-proxy
 * reads: an empty text is no range, and it cannot tell traffic of Pods (cmd/kube-proxy/app/server_linux.go,
 * getLocalDetectors).
 */
describe('clusterCIDR', () => {
  it.each([
    ['', '! -s 10.244.0.0/16 '],
    ['clusterCIDR: 10.128.0.0/9', '! -s 10.128.0.0/9 '],
    ['clusterCIDR: ""', undefined],
    ['clusterCIDR:', undefined],
    ['clusterCIDR: fd00:1::/48', undefined],
  ])('%j', (line, source) => {
    const { cluster } = openSettled(manifests(line, 'iptables')).opened;
    const { stdout } = execute(cluster, 'node/n1', 'iptables-save -t nat', '');
    const marked = stdout.split('\n').filter((rule) => rule.includes('10.96.0.80/32') && rule.includes('MARK-MASQ'));
    expect(marked).toEqual(source === undefined ? [] : [expect.stringContaining(source)]);
  });

  it('empty, in mode nftables, masquerades nothing to cluster IPs', () => {
    const { cluster } = openSettled(manifests('clusterCIDR: ""', 'nftables')).opened;
    const { stdout } = execute(cluster, 'node/n1', 'nft list chain ip kube-proxy services', '');
    expect(stdout).toContain('vmap @service-ips');
    expect(stdout).not.toContain('@cluster-ips');
  });
});
