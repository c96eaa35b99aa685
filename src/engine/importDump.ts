import type { EndpointSlice } from '../model/EndpointSlice.ts';
import type { IpFamily } from '../model/Address.ts';
import { addressAt, type Cidr, cidrContains, parseCidr, printCidr } from './net/cidr.ts';
import { objectsIn } from './objectsIn.ts';
import { openSettled } from './openSettled.ts';
import { parseText } from './parse/parse.ts';
import { isPlain, type Plain, textOf } from './plain.ts';
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

/** Service networks that are common, the widest first; kubeadm takes none of IPv6 that is wider than /108. */
const SERVICE_PREFIXES: Record<IpFamily, number[]> = {
  IPv4: [12, 14, 16, 18, 20, 22, 24],
  IPv6: [108, 112, 116, 120],
};
/** As wide as the networks of Pods that kubeadm's users choose for Nodes of /24 and /64. */
const POD_PREFIX: Record<IpFamily, number> = { IPv4: 16, IPv6: 48 };

/** The network of an address or range, so wide. */
function networkOf(text: unknown, prefixes: Record<IpFamily, number>): Cidr | undefined {
  const cidr = typeof text === 'string' ? parseCidr(text) : null;
  const wide = cidr && parseCidr(`${addressAt(cidr, 0n)}/${Math.min(cidr.prefix, prefixes[cidr.family])}`);
  return wide ?? undefined;
}

/** The network of which an address is the first; undefined where it is the first of none that is common. */
function networkFrom(first: string): Cidr | undefined {
  const address = parseCidr(first);
  const prefixes = address ? SERVICE_PREFIXES[address.family] : [];
  return prefixes
    .flatMap((prefix) => parseCidr(`${first}/${prefix}`) ?? [])
    .find((wide) => addressAt(wide, 1n) === first);
}

/** The network that IPv6 addresses of Services lie in together: the API server's own has one of the first family only. */
function networkAround(addresses: readonly string[]): Cidr | undefined {
  const own = addresses.flatMap((ip) => parseCidr(ip) ?? []).filter(({ family }) => family === 'IPv6');
  const [one] = own;
  if (!one) return undefined;
  return [112, 108]
    .flatMap((prefix) => parseCidr(`${addressAt(one, 0n)}/${prefix}`) ?? [])
    .find((wide) => own.every((cidr) => cidrContains(wide, addressAt(cidr, 0n))));
}

/** One of each family, the first one first. */
const ofBothFamilies = (networks: readonly Cidr[]): string =>
  networks
    .filter(({ family }, i) => networks.findIndex((other) => other.family === family) === i)
    .map(printCidr)
    .join(',');

/** What kubeadm's networks are called when the dump does not say: as the first Nodes and Services lie. */
function networks(objects: readonly Plain[]): Plain | undefined {
  const texts = (value: unknown): string[] => [value].flat().filter((one): one is string => typeof one === 'string');
  const ranges = objects.flatMap((object) =>
    object['kind'] === 'Node' ? texts(at(object, 'spec', 'podCIDRs') ?? at(object, 'spec', 'podCIDR')) : [],
  );
  const services = objects.filter((object) => object['kind'] === 'Service');
  const addressesOf = (object: Plain): string[] =>
    texts(at(object, 'spec', 'clusterIPs') ?? at(object, 'spec', 'clusterIP'));
  // the API server's own Service has the first address
  const apiServer = services.filter((object) => at(object, 'metadata', 'name') === 'kubernetes').flatMap(addressesOf);
  const all = services.flatMap(addressesOf);
  const families = [...apiServer, ...all].flatMap((ip) => parseCidr(ip)?.family ?? []);
  const podSubnet = ofBothFamilies(ranges.flatMap((range) => networkOf(range, POD_PREFIX) ?? []));
  const serviceSubnet = ofBothFamilies(
    [...new Set(families)].flatMap((family) => {
      const [first] = apiServer.filter((ip) => parseCidr(ip)?.family === family);
      return (first !== undefined ? networkFrom(first) : family === 'IPv6' ? networkAround(all) : undefined) ?? [];
    }),
  );
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
    const kind = textOf(object['kind']);
    leftOut[kind] = (leftOut[kind] ?? 0) + 1;
    return [];
  });
  const order = ['ClusterConfiguration', 'KubeProxyConfiguration', 'Node', 'Namespace', 'Service', 'EndpointSlice'];
  const rank = (object: Plain): number => {
    const found = order.indexOf(textOf(object['kind']));
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
