import type { NftChain, NftRule, NftSet, NftStatement, NftVerdict } from '../../../model/Nftables.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { compareCidrs, shortCidr } from '../../net/cidr.ts';
import {
  type Categorized,
  type ProxyEndpoint,
  servesExternal,
  servesInternal,
  usesCluster,
  usesLocal,
} from '../endpoints.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import type { ServicePort } from '../servicePorts.ts';
import { localMatch } from './fixedChains.ts';
import { endpointBase, portBase } from './names.ts';

type Elements = { key: string; verdict: NftVerdict }[];

/** What one service port adds to a Node's table. */
export interface PortObjects {
  hairpins: string[];
  clusterIP: string;
  serviceIPs: Elements;
  serviceNodePorts: Elements;
  noEndpointServices: Elements;
  noEndpointNodePorts: Elements;
  firewallIPs: Elements;
  affinitySets: NftSet[];
  chains: NftChain[];
}

export interface PortOptions extends Pick<ProxyContext, 'family' | 'local' | 'mark' | 'node'> {
  rangesHoldNode: boolean;
}

/** The objects of one service port (pkg/proxy/nftables/proxier.go, syncProxyRules: one turn of its loop; §6.3). */
export function portObjects(port: ServicePort, endpoints: Categorized, options: PortOptions): PortObjects {
  const base = portBase(port);
  const names = {
    service: `service-${base}`,
    local: `local-${base}`,
    external: `external-${base}`,
    firewall: `firewall-${base}`,
  };
  const { hasAny } = endpoints;
  const hasInternal = servesInternal(port, endpoints);
  const hasExternal = servesExternal(port, endpoints);
  const useFirewall = port.loadBalancerVIPs.length > 0 && port.sourceRanges.length > 0;
  const field = (...paths: string[]): SourceRef[] => paths.map((path) => ({ object: port.service, path }));
  const at = (ip: string): string => `${ip} . ${port.protocol} . ${port.port}`;
  const goto = (chain: string, because: SourceRef[]): NftVerdict => ({ verdict: { kind: 'goto', chain }, because });
  const refusal = (because: SourceRef[]): NftVerdict => ({
    verdict: hasAny ? { kind: 'drop' } : { kind: 'goto', chain: 'reject-chain' },
    comment: port.name,
    because,
  });
  const policy = (path: string): SourceRef[] => field(hasAny ? path : port.selects ? 'spec.selector' : '');

  const add = (elements: Elements, key: string, verdict: NftVerdict): void => void elements.push({ key, verdict });
  const serviceIPs: Elements = [];
  const noEndpointServices: Elements = [];
  const firewallIPs: Elements = [];
  const clusterFields = field(port.clusterIPPath, `${port.path}.port`);
  if (hasInternal)
    add(serviceIPs, at(port.clusterIP), goto(port.internalLocal ? names.local : names.service, clusterFields));
  else
    add(noEndpointServices, at(port.clusterIP), refusal([...policy('spec.internalTrafficPolicy'), ...clusterFields]));
  for (const { ip, path } of [...port.externalIPs, ...port.loadBalancerVIPs]) {
    const because = field(path, `${port.path}.port`);
    if (hasAny) add(serviceIPs, at(ip), goto(names.external, because));
    if (!hasExternal) add(noEndpointServices, at(ip), refusal([...policy('spec.externalTrafficPolicy'), ...because]));
  }
  if (useFirewall)
    for (const { ip, path } of port.loadBalancerVIPs)
      add(firewallIPs, at(ip), goto(names.firewall, field('spec.loadBalancerSourceRanges', path)));

  const serviceNodePorts: Elements = [];
  const noEndpointNodePorts: Elements = [];
  if (port.nodePort !== 0) {
    const key = `${port.protocol} . ${port.nodePort}`;
    const because = field(`${port.path}.nodePort`);
    if (hasAny) add(serviceNodePorts, key, goto(names.external, because));
    if (!hasExternal) add(noEndpointNodePorts, key, refusal([...policy('spec.externalTrafficPolicy'), ...because]));
  }

  const chains: NftChain[] = [];
  const affinitySets: NftSet[] = [];
  const sticks = port.affinitySeconds > 0;
  for (const e of sticks ? endpoints.reachable : []) {
    affinitySets.push({
      name: `affinity-${endpointBase(port, e)}`,
      type: options.family === 'IPv6' ? 'ipv6_addr' : 'ipv4_addr',
      timeout: port.affinitySeconds,
      elements: new Set(),
    });
    chains.push(endpointChain(port, e));
  }
  if (usesCluster(port) && endpoints.cluster.length > 0)
    chains.push(chain(names.service, balanceRules(port, endpoints.cluster)));
  if (usesLocal(port) && endpoints.local.length > 0)
    chains.push(chain(names.local, balanceRules(port, endpoints.local)));
  if (hasAny && port.external) {
    const target = hasExternal ? (port.externalLocal ? names.local : names.service) : undefined;
    chains.push(chain(names.external, externalRules(port, options, names.service, target)));
  }
  if (useFirewall) chains.push(chain(names.firewall, [firewallRule(port, options)]));

  return {
    hairpins: hairpinsOf(port, endpoints.reachable, options.node.name),
    clusterIP: port.clusterIP,
    serviceIPs,
    serviceNodePorts,
    noEndpointServices,
    noEndpointNodePorts,
    firewallIPs,
    affinitySets,
    chains,
  };
}

/** A Pod of the Node that its own Service leads back to is masqueraded, or would answer itself. */
function hairpinsOf(port: ServicePort, reachable: readonly ProxyEndpoint[], node: string): string[] {
  const keys: string[] = [];
  for (const e of reachable) if (e.node === node) keys.push(`${e.ip} . ${e.ip} . ${port.protocol} . ${e.port}`);
  return keys;
}

type Draft = Omit<NftRule, 'id'>;

const chain = (name: string, rules: Draft[]): NftChain => ({
  name,
  rules: rules.map((rule, i) => ({ id: `${name}/${i}`, ...rule })),
});

/** One random choice; with affinity, whoever is remembered goes first. */
function balanceRules(port: ServicePort, endpoints: readonly ProxyEndpoint[]): Draft[] {
  const because: SourceRef[] = [{ object: port.service, path: port.selects ? 'spec.selector' : '' }];
  const target: SourceRef = { object: port.service, path: `${port.path}.targetPort` };
  if (port.affinitySeconds === 0)
    return [
      {
        matches: [{ kind: 'l4proto', protocol: port.protocol }],
        statements: [{ kind: 'dnatRandom', endpoints, because: [target] }],
        because,
      },
    ];
  const rules: Draft[] = endpoints.map((e) => ({
    matches: [{ kind: 'addressInSet', side: 'saddr', set: `affinity-${endpointBase(port, e)}` }],
    statements: [{ kind: 'goto', chain: `endpoint-${endpointBase(port, e)}` }],
    because: [{ object: port.service, path: 'spec.sessionAffinity' }, e.because],
  }));
  const chains = endpoints.map((e) => `endpoint-${endpointBase(port, e)}`);
  rules.push({ matches: [], statements: [{ kind: 'gotoRandom', chains }], because });
  return rules;
}

/** Only with affinity does an endpoint have a chain: it remembers the source, and translates. */
function endpointChain(port: ServicePort, e: ProxyEndpoint): NftChain {
  const base = endpointBase(port, e);
  return chain(`endpoint-${base}`, [
    {
      matches: [],
      statements: [{ kind: 'update', set: `affinity-${base}` }],
      because: [{ object: port.service, path: 'spec.sessionAffinity' }],
    },
    {
      matches: [{ kind: 'l4proto', protocol: port.protocol }],
      statements: [{ kind: 'dnat', ip: e.ip, port: e.port }],
      because: [{ object: port.service, path: `${port.path}.targetPort` }, e.because],
    },
  ]);
}

function externalRules(port: ServicePort, options: PortOptions, service: string, target: string | undefined): Draft[] {
  const because: SourceRef[] = [{ object: port.service, path: 'spec.externalTrafficPolicy' }];
  const mark: NftStatement = { kind: 'markOr', value: options.mark };
  const rules: Draft[] = [];
  if (!port.externalLocal) rules.push({ matches: [], statements: [mark], comment: 'masquerade', because });
  else {
    const fromPod = localMatch(options.local, false);
    const toAll: NftStatement = { kind: 'goto', chain: service };
    if (fromPod) rules.push({ matches: [fromPod], statements: [toAll], comment: 'short-circuit pod traffic', because });
    const fromNode = { kind: 'fibLocal', side: 'saddr' } as const;
    rules.push({ matches: [fromNode], statements: [mark], comment: 'masquerade local traffic', because });
    rules.push({ matches: [fromNode], statements: [toAll], comment: 'short-circuit local traffic', because });
  }
  if (target) rules.push({ matches: [], statements: [{ kind: 'goto', chain: target }], because });
  return rules;
}

function firewallRule(port: ServicePort, options: PortOptions): Draft {
  const cidrs = port.sourceRanges.map(({ cidr }) => shortCidr(cidr));
  if (options.rangesHoldNode) cidrs.push(...port.loadBalancerVIPs.map(({ ip }) => ip));
  const sorted = [...new Set(cidrs)].sort(compareCidrs);
  return {
    matches: [{ kind: 'address', side: 'saddr', cidrs: sorted, negate: true }],
    statements: [{ kind: 'drop' }],
    because: [{ object: port.service, path: 'spec.loadBalancerSourceRanges' }],
  };
}
