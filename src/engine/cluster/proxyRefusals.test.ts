import { describe, expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';

const configuration = (fields: string): string =>
  `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n${fields}\n`;

/** As kube-proxy 1.36.3 told it, asked with `--config`. */
describe('a configuration that kube-proxy refuses', () => {
  const CIDRS = 'KubeProxyConfiguration.DetectLocalConfiguration.ClusterCIDRs';
  const pair = 'must be a either a single CIDR or dual-stack pair of CIDRs (e.g. [10.100.0.0/16, fde4:8dba:82e1::/48]';
  const block = 'must be a valid CIDR block (e.g. 10.100.0.0/16 or fde4:8dba:82e1::/48)';
  it.each([
    [
      'nodePortAddresses: [primary, 10.0.0.0/8]',
      `KubeProxyConfiguration.NodePortAddresses[0]: Invalid value: "primary": can't use both 'primary' and CIDRs`,
    ],
    [
      'nodePortAddresses: [10.0.0.0/8, primary, x]',
      `KubeProxyConfiguration.NodePortAddresses[1]: Invalid value: "primary": can't use both 'primary' and CIDRs`,
    ],
    [
      'nodePortAddresses: [10.0.0.1]',
      'KubeProxyConfiguration.NodePortAddresses[0]: Invalid value: "10.0.0.1": must be a valid CIDR',
    ],
    [
      'nodePortAddresses: primary',
      'json: cannot unmarshal string into Go struct field KubeProxyConfiguration.nodePortAddresses of type []string',
    ],
    [
      'mode: 5',
      'json: cannot unmarshal number into Go struct field KubeProxyConfiguration.mode of type v1alpha1.ProxyMode',
    ],
    [
      'mode: IPTables',
      'KubeProxyConfiguration.Mode.ProxyMode: Invalid value: "IPTables": must be iptables, ipvs, nftables or blank (blank means the best-available proxy [currently iptables])',
    ],
    ['clusterCIDR: "10.0.0.0/8, fd00::/48"', `${CIDRS}[1]: Invalid value: " fd00::/48": ${block}`],
    ['clusterCIDR: "10.0.0.0/8,"', `${CIDRS}[1]: Invalid value: "": ${block}`],
    ['clusterCIDR: 10.0.0.0/8,11.0.0.0/8', `${CIDRS}: Invalid value: ["10.0.0.0/8","11.0.0.0/8"]: ${pair}`],
    [
      'clusterCIDR: "10.0.0.0/8,fd00::/48,11.0.0.0/8"',
      `${CIDRS}: Invalid value: ["10.0.0.0/8","fd00::/48","11.0.0.0/8"]: ${pair}`,
    ],
    [
      'detectLocalMode: foo',
      'KubeProxyConfiguration.DetectLocalMode: Unsupported value: "foo": supported values: "ClusterCIDR", "NodeCIDR", "BridgeInterface", "InterfaceNamePrefix", ""',
    ],
    [
      'detectLocalMode: BridgeInterface',
      'KubeProxyConfiguration.DetectLocalConfiguration.InterfaceName: Invalid value: "": must not be empty',
    ],
    [
      'iptables: {masqueradeBit: -1}',
      'KubeProxyConfiguration.KubeProxyIPTablesConfiguration.MasqueradeBit: Invalid value: -1: must be within the range [0, 31]',
    ],
    [
      'mode: ipvs\nipvs: {excludeCIDRs: [x]}',
      'KubeProxyConfiguration.KubeProxyIPVSConfiguration.ExcludeCidrs[0]: Invalid value: "x": must be a valid CIDR',
    ],
  ])('%s', (fields, message) => {
    const { diagnostics } = openSettled(configuration(fields)).opened;
    expect(diagnostics.filter((d) => d.code === 'settings/invalid').map((d) => d.message)).toEqual([message]);
  });

  it.each([
    'nodePortAddresses: [primary]',
    'nodePortAddresses: [010.0.0.0/8]',
    'clusterCIDR: " 10.0.0.0/8"\ndetectLocalMode: NodeCIDR',
    'clusterCIDR: ""',
    'mode: ""',
    'mode:',
  ])('%s is accepted', (fields) => {
    expect(openSettled(configuration(fields)).opened.diagnostics).toEqual([]);
  });

  it('counts as not written', () => {
    const { cluster } = openSettled(configuration('iptables: {masqueradeBit: 32, masqueradeAll: true}')).opened;
    expect(execute(cluster, 'node/n1', 'iptables-save -t nat', '').stdout).toContain('--set-xmark 0x4000/0x0');
  });
});
