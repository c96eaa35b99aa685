import type { Chain, Match } from '../../../model/Rule.ts';
import { hostCidr } from '../../net/cidr.ts';
import {
  type Categorized,
  type ProxyEndpoint,
  servesExternal,
  servesInternal,
  usesCluster,
  usesLocal,
} from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { chainName, chainOf, comment, type Draft, draft, fields, jump } from './buildRules.ts';
import { BalanceChain, type EndpointChain } from './endpointChains.ts';
import type { PortOptions } from './PortOptions.ts';

/** A chain of one service port that packets come to from others. */
export interface EntryChain {
  name: string;
  /** Makes it anew; `own` are the chains of the port's endpoints. */
  make: (own: readonly EndpointChain[]) => Chain;
}

/**
 * KUBE-EXT, KUBE-FW, KUBE-SVC and KUBE-SVL of a service port, as far as it has them; `hash` is in their names, and
 * `toClusterIP` matches packets to its cluster IP.
 */
export function entryChains(
  port: ServicePort,
  endpoints: Categorized,
  options: PortOptions,
  hash: string,
  toClusterIP: Match[],
): EntryChain[] {
  const entries: EntryChain[] = [];
  if (endpoints.hasAny && port.external) {
    const name = chainName('EXT', hash);
    entries.push({ name, make: () => chainOf('nat', name, externalRules(port, endpoints, options, hash)) });
    if (port.loadBalancerVIPs.length > 0 && port.sourceRanges.length > 0) {
      const name = chainName('FW', hash);
      entries.push({ name, make: () => chainOf('nat', name, firewallRules(port, options, hash)) });
    }
  }
  const balance = (kind: 'SVC' | 'SVL', among: readonly ProxyEndpoint[]): void => {
    const internal = servesInternal(port, endpoints) && (kind === 'SVL') === port.internalLocal;
    const name = chainName(kind, hash);
    const make = (own: readonly EndpointChain[]): Chain => {
      const some = among.length < own.length ? new Set(among) : undefined;
      const chains = some ? own.filter(({ endpoint }) => some.has(endpoint)) : own;
      const first = internal ? masqueradeClusterIP(port, toClusterIP, options) : [];
      return new BalanceChain(name, port, chains, first, options.largeCluster);
    };
    entries.push({ name, make });
  };
  if (usesCluster(port) && endpoints.cluster.length > 0) balance('SVC', endpoints.cluster);
  if (usesLocal(port) && endpoints.local.length > 0) balance('SVL', endpoints.local);
  return entries;
}

/** The first rule of the internal chain: what comes from elsewhere than a Pod must come back through this Node. */
function masqueradeClusterIP(port: ServicePort, clusterIP: Match[], options: PortOptions): Draft[] {
  const target = jump('KUBE-MARK-MASQ');
  const because = fields(port, port.clusterIPPath, `${port.path}.port`);
  if (options.masqueradeAll) return [draft(clusterIP, target, because)];
  if (!options.local) return [];
  return [draft([{ ...options.local, negate: true } as Match, ...clusterIP], target, because)];
}

/** KUBE-EXT: who came by an address for the outside, before the balancing (§5.5, step 8). */
function externalRules(port: ServicePort, endpoints: Categorized, options: PortOptions, hash: string): Draft[] {
  const because = fields(port, 'spec.externalTrafficPolicy');
  const SVC = chainName('SVC', hash);
  const mark = jump('KUBE-MARK-MASQ');
  const destinations = `${port.name} external destinations`;
  const rules: Draft[] = [];
  if (!port.externalLocal) rules.push(draft([comment(`masquerade traffic for ${destinations}`)], mark, because));
  else {
    const fromNode: Match = { kind: 'addrtype', side: 'src', type: 'LOCAL' };
    if (options.local)
      rules.push(draft([options.local, comment(`pod traffic for ${destinations}`)], jump(SVC), because));
    rules.push(draft([comment(`masquerade LOCAL traffic for ${destinations}`), fromNode], mark, because));
    rules.push(draft([comment(`route LOCAL traffic for ${destinations}`), fromNode], jump(SVC), because));
  }
  if (servesExternal(port, endpoints))
    rules.push(draft([], jump(chainName(port.externalLocal ? 'SVL' : 'SVC', hash)), because));
  return rules;
}

/** KUBE-FW: only the source ranges go on to KUBE-EXT; the rest falls through to KUBE-PROXY-FIREWALL (step 9). */
function firewallRules(port: ServicePort, options: PortOptions, hash: string): Draft[] {
  const EXT = chainName('EXT', hash);
  const text = comment(`${port.name} loadbalancer IP`);
  const from = (cidr: string, path: string): Draft =>
    draft([{ kind: 'source', cidr }, text], jump(EXT), fields(port, path));
  const rules = port.sourceRanges.map(({ cidr, path }) => from(cidr, path));
  if (options.rangesHoldNode)
    for (const { ip } of port.loadBalancerVIPs) rules.push(from(hostCidr(ip), 'spec.loadBalancerSourceRanges'));
  const rest = `other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL`;
  rules.push(draft([comment(rest)], { kind: 'none' }, fields(port, 'spec.loadBalancerSourceRanges')));
  return rules;
}
