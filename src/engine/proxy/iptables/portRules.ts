import type { Chain, Match, Rule, Target } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { type Categorized, type ProxyEndpoint, usesCluster, usesLocal } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import {
  chainName,
  chainOf,
  comment,
  type Draft,
  draft,
  fields,
  hostCidr,
  jump,
  sharedRules,
  toAddress,
} from './buildRules.ts';
import { BalanceChain, EndpointChain } from './endpointChains.ts';
import { chainHash } from '../chainHash.ts';
import type { ProxyContext } from '../ProxyContext.ts';

/** What one service port adds to a Node's rules: parts of the chains that all share, and chains of its own. */
export interface PortRules {
  nat: {
    services: readonly Rule[];
    nodePorts: readonly Rule[];
    /** The names of those of its own chains that packets come to from others. */
    entries: readonly string[];
    /** All its own chains, made anew each time; entries first. */
    chains: () => readonly Chain[];
  };
  filter: Record<'services' | 'externalServices' | 'nodePorts' | 'firewall', readonly Rule[]>;
}

export interface PortOptions
  extends Pick<ProxyContext, 'family' | 'local' | 'masqueradeAll' | 'localhostNodePorts' | 'largeCluster'> {
  /** A source range holds the Node's own address: then the Node may reach the load balancer's too. */
  rangesHoldNode: boolean;
}

/** The rules of one service port (pkg/proxy/iptables/proxier.go, syncProxyRules: one turn of its loop; §5.5). */
export function portRules(port: ServicePort, endpoints: Categorized, options: PortOptions): PortRules {
  const hash = chainHash(port.name, port.protocol);
  const SVC = chainName('SVC', hash);
  const SVL = chainName('SVL', hash);
  const EXT = chainName('EXT', hash);
  const FW = chainName('FW', hash);
  const { hasAny } = endpoints;
  const internalChain = port.internalLocal ? SVL : SVC;
  const externalChain = port.externalLocal ? SVL : SVC;
  const hasInternal = hasAny && (!port.internalLocal || endpoints.local.length > 0);
  const hasExternal = hasAny && (!port.externalLocal || endpoints.local.length > 0);
  const useExternal = hasAny && port.external;
  const useFirewall = hasAny && port.loadBalancerVIPs.length > 0 && port.sourceRanges.length > 0;
  const refusal = refusalOf(port, hasAny);

  const services: Draft[] = [];
  const nodePorts: Draft[] = [];
  const filterServices: Draft[] = [];
  const filterExternal: Draft[] = [];
  const firewall: Draft[] = [];

  const clusterIP = toAddress(port, port.clusterIP, port.port, `${port.name} cluster IP`);
  const clusterFields = fields(port, port.clusterIPPath, `${port.path}.port`);
  if (hasInternal) services.push(draft(clusterIP, jump(internalChain), clusterFields));
  else {
    const matches = toAddress(port, port.clusterIP, port.port, refusal.text);
    filterServices.push(draft(matches, refusal.target, [...refusal.internal, ...clusterFields]));
  }

  const refuseExternal = (matches: Match[], because: SourceRef[]): void => {
    if (!hasExternal) filterExternal.push(draft(matches, refusal.target, [...refusal.external, ...because]));
  };
  for (const { ip, path } of port.externalIPs) {
    const because = fields(port, path, `${port.path}.port`);
    if (hasAny) services.push(draft(toAddress(port, ip, port.port, `${port.name} external IP`), jump(EXT), because));
    refuseExternal(toAddress(port, ip, port.port, refusal.text), because);
  }
  for (const { ip, path } of port.loadBalancerVIPs) {
    const because = fields(port, path, `${port.path}.port`);
    const matches = toAddress(port, ip, port.port, `${port.name} loadbalancer IP`);
    if (hasAny) services.push(draft(matches, jump(useFirewall ? FW : EXT), because));
    if (useFirewall) {
      const guarded = toAddress(port, ip, port.port, `${port.name} traffic not accepted by ${FW}`);
      firewall.push(draft(guarded, { kind: 'drop' }, fields(port, 'spec.loadBalancerSourceRanges', path)));
    }
  }
  for (const { ip, path } of port.loadBalancerVIPs)
    refuseExternal(toAddress(port, ip, port.port, refusal.text), fields(port, path, `${port.path}.port`));

  if (port.nodePort !== 0) {
    const because = fields(port, `${port.path}.nodePort`);
    const protocol: Match = { kind: 'protocol', protocol: port.protocol };
    const dport: Match = { kind: 'destinationPort', protocol: port.protocol, port: port.nodePort };
    if (hasAny) {
      if (options.family === 'IPv4' && options.localhostNodePorts) {
        const loopback: Match = { kind: 'destination', cidr: '127.0.0.0/8' };
        const counted: Match = { kind: 'nfacct', name: 'localhost_nps_accepted_pkts' };
        nodePorts.push(draft([loopback, protocol, comment(port.name), dport, counted], jump(EXT), because));
      }
      nodePorts.push(draft([protocol, comment(port.name), dport], jump(EXT), because));
    }
    const local: Match = { kind: 'addrtype', side: 'dst', type: 'LOCAL' };
    refuseExternal([protocol, comment(refusal.text), local, dport], because);
  }

  const health: Draft[] = [];
  if (port.healthCheckNodePort !== 0)
    health.push(
      draft(
        [
          { kind: 'protocol', protocol: 'tcp' },
          comment(`${port.name} health check node port`),
          { kind: 'destinationPort', protocol: 'tcp', port: port.healthCheckNodePort },
        ],
        { kind: 'accept' },
        fields(port, 'spec.healthCheckNodePort'),
      ),
    );

  const usesSVC = usesCluster(port) && endpoints.cluster.length > 0;
  const usesSVL = usesLocal(port) && endpoints.local.length > 0;
  const chains = (): Chain[] => {
    const made: Chain[] = [];
    if (useExternal) {
      const rules = externalRules(port, options, SVC);
      if (hasExternal) rules.push(draft([], jump(externalChain), externalPolicy(port)));
      made.push(chainOf('nat', EXT, rules));
    }
    if (useFirewall) made.push(chainOf('nat', FW, firewallRules(port, options, EXT)));
    const masquerade = hasInternal ? masqueradeClusterIP(clusterIP, clusterFields, options) : [];
    const own = endpoints.reachable.map((e) => new EndpointChain(port, e, options.largeCluster));
    const balance = (name: string, endpoints: readonly ProxyEndpoint[]): Chain => {
      const some = endpoints.length < own.length ? new Set(endpoints) : undefined;
      const among = some ? own.filter(({ endpoint }) => some.has(endpoint)) : own;
      return new BalanceChain(name, port, among, internalChain === name ? masquerade : [], options.largeCluster);
    };
    if (usesSVC) made.push(balance(SVC, endpoints.cluster));
    if (usesSVL) made.push(balance(SVL, endpoints.local));
    made.push(...own);
    return made;
  };
  const entries: string[] = [];
  if (useExternal) entries.push(EXT);
  if (useFirewall) entries.push(FW);
  if (usesSVC) entries.push(SVC);
  if (usesSVL) entries.push(SVL);

  return {
    nat: {
      services: sharedRules('nat', 'KUBE-SERVICES', port.name, services),
      nodePorts: sharedRules('nat', 'KUBE-NODEPORTS', port.name, nodePorts),
      entries,
      chains,
    },
    filter: {
      services: sharedRules('filter', 'KUBE-SERVICES', port.name, filterServices),
      externalServices: sharedRules('filter', 'KUBE-EXTERNAL-SERVICES', port.name, filterExternal),
      nodePorts: sharedRules('filter', 'KUBE-NODEPORTS', port.name, health),
      firewall: sharedRules('filter', 'KUBE-PROXY-FIREWALL', port.name, firewall),
    },
  };
}

/** REJECT when nobody anywhere could answer, DROP when only this Node must not. */
function refusalOf(
  port: ServicePort,
  hasAny: boolean,
): { text: string; target: Target; internal: SourceRef[]; external: SourceRef[] } {
  if (!hasAny) {
    const because = fields(port, port.selects ? 'spec.selector' : '');
    return { text: `${port.name} has no endpoints`, target: { kind: 'reject' }, internal: because, external: because };
  }
  return {
    text: `${port.name} has no local endpoints`,
    target: { kind: 'drop' },
    internal: fields(port, 'spec.internalTrafficPolicy'),
    external: fields(port, 'spec.externalTrafficPolicy'),
  };
}

const externalPolicy = (port: ServicePort): SourceRef[] => fields(port, 'spec.externalTrafficPolicy');

/** The first rule of the internal chain: what comes from elsewhere than a Pod must come back through this Node. */
function masqueradeClusterIP(clusterIP: Match[], because: SourceRef[], options: PortOptions): Draft[] {
  const target = jump('KUBE-MARK-MASQ');
  if (options.masqueradeAll) return [draft(clusterIP, target, because)];
  if (!options.local) return [];
  return [draft([{ ...options.local, negate: true } as Match, ...clusterIP], target, because)];
}

/** KUBE-EXT: who came by an address for the outside, before the balancing (§5.5, step 8). */
function externalRules(port: ServicePort, options: PortOptions, SVC: string): Draft[] {
  const because = externalPolicy(port);
  const mark = jump('KUBE-MARK-MASQ');
  const destinations = `${port.name} external destinations`;
  if (!port.externalLocal) return [draft([comment(`masquerade traffic for ${destinations}`)], mark, because)];
  const rules: Draft[] = [];
  if (options.local) rules.push(draft([options.local, comment(`pod traffic for ${destinations}`)], jump(SVC), because));
  const fromNode: Match = { kind: 'addrtype', side: 'src', type: 'LOCAL' };
  rules.push(draft([comment(`masquerade LOCAL traffic for ${destinations}`), fromNode], mark, because));
  rules.push(draft([comment(`route LOCAL traffic for ${destinations}`), fromNode], jump(SVC), because));
  return rules;
}

/** KUBE-FW: only the source ranges go on to KUBE-EXT; the rest falls through to KUBE-PROXY-FIREWALL (step 9). */
function firewallRules(port: ServicePort, options: PortOptions, EXT: string): Draft[] {
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
