import type { IpFamily } from '../../model/Address.ts';
import type { Hint } from '../../model/Message.ts';
import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { IpvsScheduler } from '../../model/Ipvs.ts';
import { parseCidr, printCidr } from '../net/cidr.ts';
import type { ClusterSettings, ProxySettings } from './Cluster.ts';
import { readDelays } from './delays.ts';
import { proxyRefusals } from './proxyRefusals.ts';
import { isPlain, type Plain, plainOf } from '../plain.ts';
import { clone } from '../admit/clone.ts';

const PODS = '10.244.0.0/16';
const PODS_IPV6 = 'fd00:10:244::/48';
const SERVICES = '10.96.0.0/12';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * What the scenario says about the cluster itself: kubeadm's ClusterConfiguration, KubeProxyConfiguration and
 * the Scenario's seed and networks. What cannot be used is replaced by the default, and a diagnostic says so.
 */
export function readSettings(values: readonly unknown[]): { settings: ClusterSettings; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const last = (kind: string, group: string): { value: Plain; document: number } => {
    const document = values.findLastIndex(
      (v) => isPlain(v) && v['kind'] === kind && text(v['apiVersion']).startsWith(group),
    );
    return { value: plainOf(values[document]), document };
  };
  const cluster = last('ClusterConfiguration', '');
  const networking = plainOf(cluster.value['networking']);
  const complain = (document: number, path: string, message: string, hint: Hint): void => {
    diagnostics.push({ code: 'settings/invalid', severity: 'error', message, hint, document, path });
  };

  const subnets = (field: string, fallback: string): string[] => {
    const given = text(networking[field]).replaceAll(' ', '');
    if (!given) return fallback.split(',');
    const parsed = given.split(',').map(parseCidr);
    const bad = parsed.some((c) => c === null);
    const sameFamily = parsed.length === 2 && parsed[0]?.family === parsed[1]?.family;
    if (bad || parsed.length > 2 || sameFamily) {
      const message = `networking.${field}: Invalid value: "${given}": ${bad ? "couldn't parse subnet" : 'expected one (IPv4 or IPv6) CIDR or two CIDRs from each family for dual-stack networking'}`;
      complain(cluster.document, `networking.${field}`, message, ['defaultUsed', fallback]);
      return fallback.split(',');
    }
    return parsed.flatMap((c) => (c ? [printCidr(c)] : []));
  };
  const serviceSubnets = subnets('serviceSubnet', SERVICES);
  let podSubnets = subnets('podSubnet', serviceSubnets.length > 1 ? `${PODS},${PODS_IPV6}` : PODS);
  const families = serviceSubnets.map((c): IpFamily => (c.includes(':') ? 'IPv6' : 'IPv4'));
  if (!families.every((f) => podSubnets.some((c) => c.includes(':') === (f === 'IPv6'))))
    podSubnets = families.map((f) => (f === 'IPv6' ? PODS_IPV6 : PODS));

  const proxyDocument = last('KubeProxyConfiguration', '');
  // kube-proxy does not start with what it refuses: here it is as if it were not written
  const accepted = clone(proxyDocument.value);
  const refusals = isUsual(proxyDocument.value) ? [] : proxyRefusals(proxyDocument.value);
  for (const { path, message } of refusals) {
    const [part = '', field = ''] = path.replace(/\[\d+\]$/, '').split('.');
    if (field === '') delete accepted[part];
    else delete plainOf(accepted[part])[field];
    complain(proxyDocument.document, path, message, ['withoutIt']);
  }
  const proxy = readProxy(accepted, podSubnets);
  if (proxy.mode === 'ipvs') {
    diagnostics.push({
      code: 'settings/unrecorded',
      severity: 'info',
      message: ['unrecorded'],
      hint: ['deprecated'],
      document: proxyDocument.document,
      path: 'mode',
    });
    const scheduler = text(plainOf(proxyDocument.value['ipvs'])['scheduler']);
    if (scheduler && scheduler !== proxy.ipvs.scheduler) {
      const real = OTHER_SCHEDULERS.includes(scheduler);
      diagnostics.push({
        code: real ? 'settings/unsupported' : 'settings/invalid',
        severity: real ? 'warning' : 'error',
        message: real
          ? ['unsupportedScheduler', scheduler, SCHEDULERS.join(', ')]
          : `ipvs.scheduler: Invalid value: "${scheduler}": kube-proxy does not start: the kernel has no such scheduler`,
        hint: ['usedInstead', 'rr'],
        document: proxyDocument.document,
        path: 'ipvs.scheduler',
      });
    }
  }

  const scenario = last('Scenario', 'kubehop.dev/');
  const { seed, podNetwork, nodeNetwork, delays } = plainOf(scenario.value['spec']);
  const badDelay = (path: string): void =>
    complain(scenario.document, path, `${path}: expected a known delay, and a time such as 1s, at most 10m`, [
      'delayDefaultUsed',
    ]);
  const choose = <T extends string>(field: string, given: unknown, usual: T, other: T): T => {
    if (given === undefined || given === usual) return usual;
    if (given === other) return other;
    const message = `spec.${field}: Unsupported value: ${JSON.stringify(given)}: supported values: "${usual}", "${other}"`;
    complain(scenario.document, `spec.${field}`, message, ['usedInstead', usual]);
    return usual;
  };
  return {
    settings: {
      podSubnets,
      serviceSubnets,
      families,
      dnsDomain: text(networking['dnsDomain']) || 'cluster.local',
      proxy,
      podNetwork: choose('podNetwork', podNetwork, 'routed', 'vxlan'),
      nodeNetwork: choose('nodeNetwork', nodeNetwork, 'open', 'private'),
      delays: readDelays(delays, proxyDocument.value, proxy.mode, badDelay),
      seed: typeof seed === 'number' && Number.isFinite(seed) ? Math.trunc(seed) : 1,
    },
    diagnostics,
  };
}

const MODES: readonly ProxySettings['mode'][] = ['iptables', 'nftables', 'ipvs'];
const LOCAL_MODES: readonly ProxySettings['detectLocalMode'][] = [
  'ClusterCIDR',
  'NodeCIDR',
  'BridgeInterface',
  'InterfaceNamePrefix',
];

const SCHEDULERS: readonly IpvsScheduler[] = ['rr', 'wrr', 'lc', 'wlc', 'sed', 'nq', 'dh', 'sh'];
const OTHER_SCHEDULERS = ['lblc', 'lblcr', 'fo', 'ovf', 'mh', 'twos'];

/** The mode that most have, and nothing else: the small worker, which is without the judge, takes it as it is. */
const isUsual = (document: Plain): boolean =>
  Object.entries(document).every(
    ([field, value]) => field === 'apiVersion' || field === 'kind' || (field === 'mode' && value === 'iptables'),
  );

/** kube-proxy: pkg/proxy/apis/config/v1alpha1, defaults and conversion. */
function readProxy(document: Plain, podSubnets: readonly string[]): ProxySettings {
  const mode = MODES.find((m) => m === text(document['mode'])) ?? 'iptables';
  const iptables = plainOf(document['iptables']);
  const ofMode = mode === 'nftables' ? plainOf(document['nftables']) : iptables;
  const ipvs = plainOf(document['ipvs']);
  const detectLocal = plainOf(document['detectLocal']);
  const bit = ofMode['masqueradeBit'];
  return {
    mode,
    // Written and empty is no range, and no detection. kubeadm would write its Pod subnet there; kube-proxy does not.
    clusterCIDR: 'clusterCIDR' in document ? text(document['clusterCIDR']) : podSubnets.join(','),
    detectLocalMode: LOCAL_MODES.find((m) => m === text(document['detectLocalMode'])) ?? 'ClusterCIDR',
    bridgeInterface: text(detectLocal['bridgeInterface']),
    interfaceNamePrefix: text(detectLocal['interfaceNamePrefix']),
    nodePortAddresses: Array.isArray(document['nodePortAddresses']) ? document['nodePortAddresses'].map(String) : [],
    masqueradeAll: ofMode['masqueradeAll'] === true,
    masqueradeBit: typeof bit === 'number' ? bit : 14,
    localhostNodePorts: iptables['localhostNodePorts'] !== false,
    tcpBeLiberal: plainOf(document['conntrack'])['tcpBeLiberal'] === true,
    ipvs: {
      scheduler: SCHEDULERS.find((s) => s === text(ipvs['scheduler'])) ?? 'rr',
      strictARP: ipvs['strictARP'] === true,
    },
  };
}
