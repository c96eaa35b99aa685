import type { EndpointSlice } from '../model/EndpointSlice.ts';
import { addressAt, parseCidr, printCidr } from './net/cidr.ts';
import { objectsIn } from './objectsIn.ts';
import { openSettled } from './openSettled.ts';
import { parseText } from './parse/parse.ts';
import { isPlain, type Plain } from './plain.ts';
import { sliceDifferences, type SliceDifference } from './sliceDifferences.ts';
import { toYaml } from './shell/goYaml.ts';
import { importedObject } from './importedObject.ts';

/** A dump of a real cluster as a scenario. */
export interface Imported {
  text: string;
  /** Objects that were left out, by kind: controllers make them, or the simulated cluster has its own. */
  leftOut: Record<string, number>;
  /** Where the dump's EndpointSlices say something else than the controllers would. */
  slices: SliceDifference[];
}

const at = (object: Plain, ...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (isPlain(value) ? value[key] : undefined), object);

/** Service networks that are common, the widest first. */
const SERVICE_PREFIXES = [12, 14, 16, 18, 20, 22, 24];

/** The network of an address or range, so wide, and its first address. */
function networkOf(text: unknown, prefix: number): { text: string; first: string } | undefined {
  const cidr = typeof text === 'string' ? parseCidr(text.includes('/') ? text : `${text}/32`) : null;
  const wide = cidr?.family === 'IPv4' ? parseCidr(`${addressAt(cidr, 0n)}/${prefix}`) : null;
  return wide ? { text: printCidr(wide), first: addressAt(wide, 1n) } : undefined;
}

/** What kubeadm's networks are called when the dump does not say: as the first Nodes and Services lie. */
function networks(objects: readonly Plain[]): Plain | undefined {
  const ranges = objects.flatMap((object) =>
    object['kind'] === 'Node' ? [at(object, 'spec', 'podCIDRs') ?? [at(object, 'spec', 'podCIDR')]].flat() : [],
  );
  const addresses = objects.flatMap((object) =>
    object['kind'] === 'Service' && at(object, 'metadata', 'name') === 'kubernetes'
      ? [at(object, 'spec', 'clusterIPs') ?? [at(object, 'spec', 'clusterIP')]].flat()
      : [],
  );
  const podSubnet = ranges.flatMap((range) => networkOf(range, 16)?.text ?? [])[0];
  // the API server's own Service has the first address
  const serviceSubnet = addresses.flatMap((ip) => {
    const wide = SERVICE_PREFIXES.flatMap((prefix) => networkOf(ip, prefix) ?? []);
    return wide.find(({ first }) => first === ip)?.text ?? [];
  })[0];
  if (!podSubnet && !serviceSubnet) return undefined;
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    networking: { ...(podSubnet && { podSubnet }), ...(serviceSubnet && { serviceSubnet }) },
  };
}

/** The mode of kube-proxy, from the ConfigMap that kubeadm keeps it in. */
function proxyConfiguration(objects: readonly Plain[]): Plain | undefined {
  const map = objects.find((one) => one['kind'] === 'ConfigMap' && at(one, 'metadata', 'name') === 'kube-proxy');
  const text = map && at(map, 'data', 'config.conf');
  const mode = typeof text === 'string' ? at((parseText(text).documents[0]?.value ?? {}) as Plain, 'mode') : undefined;
  if (mode !== 'nftables' && mode !== 'ipvs') return undefined;
  return { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode };
}

/**
 * Reads `kubectl get nodes,namespaces,services,endpointslices,pods,networkpolicies -A -o yaml`, also with other kinds,
 * as a scenario. Names, addresses, Nodes and readiness stay what they are; what a server writes into objects is taken
 * off. Pods stand for themselves, without the workloads that made them, and slices are what the controllers make of
 * them: where the dump's say something else, that is reported.
 */
export function importDump(text: string): Imported {
  const objects = parseText(text).documents.flatMap(({ value }) => objectsIn(value));
  const leftOut: Record<string, number> = {};
  const kept = objects.flatMap((object): Plain[] => {
    const one = importedObject(object);
    if (one) return [one];
    const kind = String(object['kind']);
    leftOut[kind] = (leftOut[kind] ?? 0) + 1;
    return [];
  });
  const order = ['ClusterConfiguration', 'KubeProxyConfiguration', 'Node', 'Namespace', 'Service', 'EndpointSlice'];
  const rank = (object: Plain): number => {
    const found = order.indexOf(String(object['kind']));
    return found < 0 ? order.length : found;
  };
  const settings = [networks(objects), proxyConfiguration(objects)].filter((one) => one !== undefined);
  const scenario = [...settings, ...kept]
    .sort((a, b) => rank(a) - rank(b))
    .map(toYaml)
    .join('---\n');
  const { cluster } = openSettled(scenario).opened;
  const dumped = objects.filter((one) => one['kind'] === 'EndpointSlice') as unknown as EndpointSlice[];
  return { text: scenario, leftOut, slices: sliceDifferences(cluster, dumped) };
}
