import type { IpSet, IpvsScheduler, IpvsTables, RealServer, VirtualServer } from '../../../model/Ipvs.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { withPort } from '../../net/ip.ts';
import { categorizeEndpoints, type ProxyEndpoint } from '../endpoints.ts';
import { fields } from '../iptables/buildRules.ts';
import { memoizedPort, portKeys } from '../portMemo.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import type { ServicePort } from '../servicePorts.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import { SET_KINDS, type SetKind, setName } from './setKinds.ts';

export interface IpvsContext extends ProxyContext {
  scheduler: IpvsScheduler;
  /** The Node's addresses of this family, without loopback's and those of kube-ipvs0. */
  ownIPs: readonly string[];
  /** Where node ports are open. */
  nodePortIPs: string[];
}

/** What a Node's kernel holds for the service ports, besides rules (pkg/proxy/ipvs/proxier.go, syncProxyRules; §7). */
export function compileIpvs(context: IpvsContext, ports: readonly IndexedPort[]): IpvsTables {
  const { family, nodePortIPs, scheduler } = context;
  const sets = new Map<string, IpSet>();
  for (const [kind, [type]] of Object.entries(SET_KINDS)) {
    const name = setName(kind as SetKind, family);
    sets.set(name, { name, type, entries: new Map() });
  }
  const servers = new Map<string, VirtualServer>();
  const add = (kind: SetKind, entry: string | number, because: SourceRef[]): void => {
    sets.get(setName(kind, family))!.entries.set(String(entry), because);
  };
  for (const indexed of ports) {
    const { port } = indexed;
    const { protocol } = port;
    const chosen = serversOf(indexed, context);
    const serve = (ip: string, dport: number, local: boolean, because: SourceRef[]): void => {
      const list = local && chosen.local.length > 0 ? chosen.local : chosen.cluster;
      const where = withPort(ip, dport);
      servers.set(`${protocol} ${where}`, {
        id: `${protocol.toUpperCase()} ${where}`,
        protocol,
        ip,
        port: dport,
        scheduler,
        persistence: port.affinitySeconds,
        servers: list,
        name: port.name,
        because,
        // the policy of what comes from outside keeps nobody from all endpoints
        empty: fields(port, chosen.hasAny ? 'spec.internalTrafficPolicy' : port.selects ? 'spec.selector' : ''),
      });
    };
    const bind = (ip: string, because: SourceRef[]): void => {
      if (!context.ownIPs.includes(ip)) add('KUBE-IPVS-IPS', ip, because);
    };
    const at = (ip: string): string => `${ip},${protocol}:${port.port}`;

    for (const e of chosen.here) add('KUBE-LOOP-BACK', `${e.ip},${protocol}:${e.port},${e.ip}`, [e.because]);

    const clusterIP = fields(port, port.clusterIPPath, `${port.path}.port`);
    add('KUBE-CLUSTER-IP', at(port.clusterIP), clusterIP);
    add('KUBE-IPVS-IPS', port.clusterIP, clusterIP);
    serve(port.clusterIP, port.port, port.internalLocal, clusterIP);

    const external = (ip: string, because: SourceRef[]): void => {
      bind(ip, because);
      serve(ip, port.port, port.externalLocal, because);
    };
    for (const { ip, path } of port.externalIPs) {
      const because = fields(port, path, `${port.path}.port`);
      add(port.externalLocal ? 'KUBE-EXTERNAL-IP-LOCAL' : 'KUBE-EXTERNAL-IP', at(ip), because);
      external(ip, because);
    }
    for (const { ip, path } of port.loadBalancerVIPs) {
      const because = fields(port, path, `${port.path}.port`);
      add('KUBE-LOAD-BALANCER', at(ip), because);
      if (port.externalLocal) add('KUBE-LOAD-BALANCER-LOCAL', at(ip), fields(port, 'spec.externalTrafficPolicy', path));
      if (port.sourceRanges.length > 0) {
        const guarded = fields(port, 'spec.loadBalancerSourceRanges', path);
        add('KUBE-LOAD-BALANCER-FW', at(ip), guarded);
        for (const range of port.sourceRanges)
          add('KUBE-LOAD-BALANCER-SOURCE-CIDR', `${at(ip)},${range.cidr}`, fields(port, range.path, path));
        if (rangesHoldNode(port, context)) add('KUBE-LOAD-BALANCER-SOURCE-IP', `${at(ip)},${ip}`, guarded);
      }
      external(ip, because);
    }
    if (port.nodePort !== 0) {
      // without an address for node ports, kube-proxy goes on to the next service port
      if (nodePortIPs.length === 0) continue;
      const because = fields(port, `${port.path}.nodePort`);
      const kinds: [SetKind, SourceRef[]][] = [[NODE_PORTS[protocol][0], because]];
      if (port.externalLocal) kinds.push([NODE_PORTS[protocol][1], fields(port, 'spec.externalTrafficPolicy')]);
      for (const [kind, why] of kinds)
        if (protocol === 'sctp') for (const ip of nodePortIPs) add(kind, `${ip},sctp:${port.nodePort}`, why);
        else add(kind, port.nodePort, why);
      for (const ip of nodePortIPs) serve(ip, port.nodePort, port.externalLocal, because);
    }
    if (port.healthCheckNodePort !== 0)
      add('KUBE-HEALTH-CHECK-NODE-PORT', port.healthCheckNodePort, fields(port, 'spec.healthCheckNodePort'));
  }
  return { servers, sets };
}

const NODE_PORTS: Record<ServicePort['protocol'], [SetKind, SetKind]> = {
  tcp: ['KUBE-NODE-PORT-TCP', 'KUBE-NODE-PORT-LOCAL-TCP'],
  udp: ['KUBE-NODE-PORT-UDP', 'KUBE-NODE-PORT-LOCAL-UDP'],
  sctp: ['KUBE-NODE-PORT-SCTP-HASH', 'KUBE-NODE-PORT-LOCAL-SCTP-HASH'],
};

interface ChosenServers {
  cluster: RealServer[];
  local: RealServer[];
  /** The endpoints on this Node, ready or not. */
  here: ProxyEndpoint[];
  /** There are usable endpoints, here or elsewhere. */
  hasAny: boolean;
}

/** Whom a service port's virtual servers send to (syncEndpoint); hairpins are of this Node, so each has its own. */
function serversOf(indexed: IndexedPort, { family, node }: ProxyContext): ChosenServers {
  const key = `ipvs ${family} ${node.name}`;
  return memoizedPort(indexed, portKeys(key, node), () => {
    const { port } = indexed;
    const all = endpointsOfPort(indexed);
    const { cluster, local, hasAny } = categorizeEndpoints(port, all, node);
    const real = (e: ProxyEndpoint): RealServer => ({
      text: e.text,
      ip: e.ip,
      port: e.port,
      weight: 1,
      because: port.selects ? [...fields(port, 'spec.selector'), e.because] : [e.because],
    });
    const here = all.filter((e) => e.node === node.name);
    return { cluster: cluster.map(real), local: local.map(real), here, hasAny };
  });
}

/**
 * The addresses that kube-proxy binds to kube-ipvs0: each Cluster IP, and each external or load balancer's address
 * that is not on another interface.
 */
export function boundIPs(ports: readonly IndexedPort[], ownIPs: readonly string[]): string[] {
  const own = new Set(ownIPs);
  const ips = ports.flatMap(({ port }) => [
    port.clusterIP,
    ...[...port.externalIPs, ...port.loadBalancerVIPs].flatMap(({ ip }) => (own.has(ip) ? [] : [ip])),
  ]);
  return [...new Set(ips)];
}
