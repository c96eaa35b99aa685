import type { Chain, Match, Rule, Target } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { chainHash } from '../chainHash.ts';
import { type Categorized, servesExternal, servesInternal } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { chainName, comment, type Draft, draft, fields, jump, sharedRules, toAddress } from './buildRules.ts';
import { EndpointChain } from './endpointChains.ts';
import { type EntryChain, entryChains } from './entryChains.ts';
import type { PortOptions } from './PortOptions.ts';

/** What one service port adds to a Node's rules: parts of the chains that all share, and chains of its own. */
export interface PortRules {
  nat: {
    services: readonly Rule[];
    nodePorts: readonly Rule[];
    entries: readonly EntryChain[];
    /** The chains of its endpoints, made anew each time. */
    endpoints: () => readonly EndpointChain[];
  };
  filter: Record<'services' | 'externalServices' | 'nodePorts' | 'firewall', readonly Rule[]>;
}

/** All chains of its own that a service port has, made anew; those of its endpoints come last. */
export function chainsOf({ nat: { entries, endpoints } }: PortRules): Chain[] {
  const own = endpoints();
  return [...entries.map(({ make }) => make(own)), ...own];
}

/** The rules of one service port (pkg/proxy/iptables/proxier.go, syncProxyRules: one turn of its loop; §5.5). */
export function portRules(port: ServicePort, endpoints: Categorized, options: PortOptions): PortRules {
  const hash = chainHash(port.name, port.protocol);
  const FW = chainName('FW', hash);
  const EXT = chainName('EXT', hash);
  const { hasAny } = endpoints;
  const hasInternal = servesInternal(port, endpoints);
  const hasExternal = servesExternal(port, endpoints);
  const useFirewall = hasAny && port.sourceRanges.length > 0;

  const services: Draft[] = [];
  const nodePorts: Draft[] = [];
  const filterServices: Draft[] = [];
  const filterExternal: Draft[] = [];
  const firewall: Draft[] = [];

  const addressed = (ip: string, text: string): Match[] => toAddress(port, ip, port.port, text);
  const clusterIP = addressed(port.clusterIP, `${port.name} cluster IP`);
  const clusterFields = fields(port, port.clusterIPPath, `${port.path}.port`);
  if (hasInternal)
    services.push(draft(clusterIP, jump(chainName(port.internalLocal ? 'SVL' : 'SVC', hash)), clusterFields));
  else {
    const matches = (text: string): Match[] => addressed(port.clusterIP, text);
    filterServices.push(refusal(port, hasAny, 'spec.internalTrafficPolicy', matches, clusterFields));
  }

  const refuseExternal = (matches: (text: string) => Match[], because: SourceRef[]): void => {
    if (!hasExternal) filterExternal.push(refusal(port, hasAny, 'spec.externalTrafficPolicy', matches, because));
  };
  for (const { ip, path } of port.externalIPs) {
    const because = fields(port, path, `${port.path}.port`);
    if (hasAny) services.push(draft(addressed(ip, `${port.name} external IP`), jump(EXT), because));
    refuseExternal((text) => addressed(ip, text), because);
  }
  for (const { ip, path } of port.loadBalancerVIPs) {
    const because = fields(port, path, `${port.path}.port`);
    const matches = addressed(ip, `${port.name} loadbalancer IP`);
    if (hasAny) services.push(draft(matches, jump(useFirewall ? FW : EXT), because));
    if (useFirewall) {
      const guarded = addressed(ip, `${port.name} traffic not accepted by ${FW}`);
      firewall.push(draft(guarded, { kind: 'drop' }, fields(port, 'spec.loadBalancerSourceRanges', path)));
    }
  }
  for (const { ip, path } of port.loadBalancerVIPs)
    refuseExternal((text) => addressed(ip, text), fields(port, path, `${port.path}.port`));

  if (port.nodePort !== 0) {
    const because = fields(port, `${port.path}.nodePort`);
    const protocol: Match = { kind: 'protocol', protocol: port.protocol };
    const dport: Match = { kind: 'destinationPort', protocol: port.protocol, port: port.nodePort };
    if (hasAny) {
      if (options.localhostNodePorts) {
        const loopback: Match = { kind: 'destination', cidr: '127.0.0.0/8' };
        const counted: Match = { kind: 'nfacct', name: 'localhost_nps_accepted_pkts' };
        nodePorts.push(draft([loopback, protocol, comment(port.name), dport, counted], jump(EXT), because));
      }
      nodePorts.push(draft([protocol, comment(port.name), dport], jump(EXT), because));
    }
    const local: Match = { kind: 'addrtype', side: 'dst', type: 'LOCAL' };
    refuseExternal((text) => [protocol, comment(text), local, dport], because);
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

  return {
    nat: {
      services: sharedRules('nat', 'KUBE-SERVICES', port.name, services),
      nodePorts: sharedRules('nat', 'KUBE-NODEPORTS', port.name, nodePorts),
      entries: entryChains(port, endpoints, options, hash, clusterIP),
      endpoints: () => endpoints.reachable.map((e) => new EndpointChain(port, e, options.largeCluster)),
    },
    filter: {
      services: sharedRules('filter', 'KUBE-SERVICES', port.name, filterServices),
      externalServices: sharedRules('filter', 'KUBE-EXTERNAL-SERVICES', port.name, filterExternal),
      nodePorts: sharedRules('filter', 'KUBE-NODEPORTS', port.name, health),
      firewall: sharedRules('filter', 'KUBE-PROXY-FIREWALL', port.name, firewall),
    },
  };
}

/**
 * The rule for an address of a Service that nobody can be reached at: REJECT when nobody anywhere could answer, DROP when
 * only this Node must not, by the policy in that field. The comment is among its matches.
 */
function refusal(
  port: ServicePort,
  hasAny: boolean,
  policy: string,
  matches: (comment: string) => Match[],
  because: SourceRef[],
): Draft {
  const target: Target = hasAny ? { kind: 'drop' } : { kind: 'reject' };
  const reason = fields(port, hasAny ? policy : port.selects ? 'spec.selector' : '');
  return draft(matches(`${port.name} has no ${hasAny ? 'local ' : ''}endpoints`), target, [...reason, ...because]);
}
