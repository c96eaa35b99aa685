import { invalid, notSupported } from '../admit/fieldErrors.ts';
import type { FieldError } from '../admit/ApiResponse.ts';
import { jsonKind } from '../admit/decode.ts';
import { sloppyCidr } from '../admit/validators.ts';
import { isPlain, type Plain } from '../plain.ts';

/** A field of KubeProxyConfiguration with which kube-proxy does not start. */
export interface ProxyRefusal {
  /** Where it stands: `clusterCIDR`, `nodePortAddresses[1]`, `nftables.masqueradeBit`. */
  path: string;
  /** As kube-proxy tells it, without its `failed validate: `. */
  message: string;
}

const MODES = ['iptables', 'ipvs', 'nftables'];
const LOCAL_MODES = ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', ''];

/** Of which type fields are in Go: those that are no text there are decoded before anything is validated. */
const GO_TYPES: Readonly<Record<string, string>> = {
  mode: 'v1alpha1.ProxyMode',
  clusterCIDR: 'string',
  detectLocalMode: 'v1alpha1.LocalMode',
  nodePortAddresses: '[]string',
};

/**
 * What kube-proxy refuses, of the fields that are read here, in its order
 * (pkg/proxy/apis/config/validation/validation.go). A field's path there is made of the names of Go's types.
 */
export function proxyRefusals(document: Plain): ProxyRefusal[] {
  const undecoded = Object.entries(GO_TYPES).flatMap(([path, type]) => {
    const value = document[path] ?? undefined;
    const kind = jsonKind(value);
    if (value === undefined || kind === (type === '[]string' ? 'array' : 'string')) return [];
    const message = `json: cannot unmarshal ${kind} into Go struct field KubeProxyConfiguration.${path} of type ${type}`;
    return [{ path, message }];
  });
  if (undecoded.length > 0) return undecoded;

  const mode = document['mode'] ?? '';
  const refusals: ProxyRefusal[] = [];
  const refuse = (path: string, { field, message }: FieldError): void => {
    refusals.push({ path, message: `KubeProxyConfiguration.${field}: ${message}` });
  };
  const bit = (of: 'iptables' | 'nftables', field: string): void => {
    const value = fieldOf(document, of, 'masqueradeBit');
    if (typeof value === 'number' && (value < 0 || value > 31))
      refuse(`${of}.masqueradeBit`, invalid(`${field}.MasqueradeBit`, value, 'must be within the range [0, 31]'));
  };

  bit('iptables', 'KubeProxyIPTablesConfiguration');
  if (mode === 'nftables') bit('nftables', 'KubeProxyNFTablesConfiguration');
  if (mode === 'ipvs')
    for (const [i, range] of texts(fieldOf(document, 'ipvs', 'excludeCIDRs')).entries())
      if (sloppyCidr(range) === null) {
        const field = `KubeProxyIPVSConfiguration.ExcludeCidrs[${i}]`;
        refuse(`ipvs.excludeCIDRs[${i}]`, invalid(field, range, 'must be a valid CIDR'));
      }
  if (mode !== '' && !MODES.includes(String(mode))) {
    const blank = 'or blank (blank means the best-available proxy [currently iptables])';
    refuse('mode', invalid('Mode.ProxyMode', mode, `must be ${MODES.join(', ')} ${blank}`));
  }

  const addresses = texts(document['nodePortAddresses']);
  for (const [i, range] of addresses.entries()) {
    const detail = range === 'primary' ? "can't use both 'primary' and CIDRs" : 'must be a valid CIDR';
    if (range === 'primary' ? addresses.length > 1 : sloppyCidr(range) === null)
      refuse(`nodePortAddresses[${i}]`, invalid(`NodePortAddresses[${i}]`, range, detail));
    if (range === 'primary') break;
  }

  const local = document['detectLocalMode'] ?? '';
  if (!LOCAL_MODES.includes(String(local)))
    refuse('detectLocalMode', notSupported('DetectLocalMode', local, LOCAL_MODES));
  const name = (wanted: string, key: string, field: string): void => {
    if (local === wanted && (fieldOf(document, 'detectLocal', key) ?? '') === '')
      refuse('detectLocalMode', invalid(`DetectLocalConfiguration.${field}`, '', 'must not be empty'));
  };
  name('BridgeInterface', 'bridgeInterface', 'InterfaceName');
  name('InterfaceNamePrefix', 'interfaceNamePrefix', 'InterfacePrefix');
  const clusterCIDR = document['clusterCIDR'];
  if (['', 'ClusterCIDR'].includes(String(local)) && typeof clusterCIDR === 'string' && clusterCIDR !== '')
    for (const error of clusterRanges(clusterCIDR.split(','))) refuse('clusterCIDR', error);
  return refusals;
}

/** validateDualStackCIDRStrings */
function clusterRanges(ranges: readonly string[]): FieldError[] {
  const field = 'DetectLocalConfiguration.ClusterCIDRs';
  const pair = 'must be a either a single CIDR or dual-stack pair of CIDRs (e.g. [10.100.0.0/16, fde4:8dba:82e1::/48]';
  if (ranges.length > 2) return [invalid(field, ranges, pair)];
  const block = 'must be a valid CIDR block (e.g. 10.100.0.0/16 or fde4:8dba:82e1::/48)';
  const parsed = ranges.map(sloppyCidr);
  const errors = ranges.flatMap((range, i) => (parsed[i] === null ? [invalid(`${field}[${i}]`, range, block)] : []));
  if (errors.length > 0 || ranges.length < 2 || parsed[0]?.bits !== parsed[1]?.bits) return errors;
  return [invalid(field, ranges, pair)];
}

const fieldOf = (document: Plain, part: string, field: string): unknown => {
  const value = document[part];
  return isPlain(value) ? value[field] : undefined;
};

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
