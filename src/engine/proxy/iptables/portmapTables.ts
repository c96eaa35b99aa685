import type { IpFamily } from '../../../model/Address.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { Chain, Chains, Match, Rule, Table, TableName } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { keyOf } from '../../cluster/ObjectStore.ts';
import { hostCidr } from '../../net/cidr.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';
import { sha256Hex } from '../../sha256.ts';
import { podIPs } from '../nodeNetwork.ts';
import { chainOf, comment, type Draft, draft, jump } from './buildRules.ts';

/** A port of a Pod that its Node takes connections for. */
interface HostPort {
  protocol: 'tcp' | 'udp' | 'sctp';
  hostPort: number;
  containerPort: number;
  /** The one address that it is open at, or its family's unspecified one, for all of that family; null for all. */
  hostIP: string | null;
  because: SourceRef;
}

const DNAT = 'CNI-HOSTPORT-DNAT';
const SET_MARK = 'CNI-HOSTPORT-SETMARK';
const MASQUERADE = 'CNI-HOSTPORT-MASQ';
/** Bit 13; kube-proxy's is 14. */
const MARK = 0x2000;
/** What `multiport` takes in one rule. */
const MOST_PORTS = 15;
const NETWORK = 'pods';

/**
 * A Node's tables with what the CNI plugin portmap adds for these Pods, which have a hostPort: nothing in a family in
 * which they have no address (containernetworking/plugins: plugins/meta/portmap/portmap_iptables.go, its default back end where iptables is
 * there). kube-proxy's jumps come first before a destination changes, portmap's when a source does.
 * `podCIDR` is the Node's range in this family: whoever calls from it is masqueraded.
 */
export function withPortmap(
  tables: Record<TableName, Table>,
  pods: readonly Pod[],
  family: IpFamily,
  podCIDR: string | undefined,
): Record<TableName, Table> {
  const mapped = pods.flatMap((pod) => {
    const ip = podIPs(pod).find((one) => familyOf(one) === family);
    return ip === undefined ? [] : [{ pod, ports: hostPortsOf(pod), ip }];
  });
  if (mapped.length === 0) return tables;
  const { chains } = tables.nat;
  const own = new Map<string, Chain>();
  const insert = (name: string, place: number, rule: Draft): void => {
    const chain = chains.get(name) as Chain;
    const added: Rule = { id: `nat/${name}/${DNAT}`, ...rule };
    own.set(name, { ...chain, rules: [...chain.rules.slice(0, place), added, ...chain.rules.slice(place)] });
  };
  const local = draft([{ kind: 'addrtype', side: 'dst', type: 'LOCAL' }], jump(DNAT));
  insert('PREROUTING', Infinity, local);
  insert('OUTPUT', Infinity, local);
  insert('POSTROUTING', 0, draft([comment('CNI portfwd requiring masquerade')], jump(MASQUERADE)));
  const entries = mapped.flatMap(({ pod, ports }) => entryRules(pod, ports));
  const ofPods = mapped.map(({ pod, ports, ip }) => chainOf('nat', chainName(pod), portRules(ports, ip, podCIDR)));
  for (const chain of [...fixedChains(), chainOf('nat', DNAT, entries), ...ofPods]) own.set(chain.name, chain);
  return { ...tables, nat: { ...tables.nat, chains: withOwn(chains, own) } };
}

/** The chains, some replaced by others of the same name, and more behind them. */
function withOwn(chains: Chains, own: ReadonlyMap<string, Chain>): Chains {
  return {
    get: (name) => own.get(name) ?? chains.get(name),
    forEach: (visit) => {
      const more = new Map(own);
      chains.forEach((chain) => {
        visit(own.get(chain.name) ?? chain);
        more.delete(chain.name);
      });
      more.forEach((chain) => visit(chain));
    },
  };
}

/** What the kubelet hands to the plugin, for both families (pkg/kubelet/container/helpers.go, MakePortMappings). */
const hostPortsOf = (pod: Pod): HostPort[] =>
  pod.spec.containers.flatMap(
    ({ ports }, i) =>
      ports?.flatMap(({ hostPort, hostIP, containerPort, protocol }, j): HostPort[] => {
        if (!hostPort) return [];
        return [
          {
            protocol: protocol.toLowerCase() as HostPort['protocol'],
            hostPort,
            containerPort,
            hostIP: hostIP ? canonicalIp(hostIP) : null,
            because: { object: keyOf(pod), path: `spec.containers[${i}].ports[${j}].hostPort` },
          },
        ];
      }) ?? [],
  );

const fixedChains = (): Chain[] => [
  chainOf('nat', SET_MARK, [
    draft([comment('CNI portfwd masquerade mark')], { kind: 'mark', value: MARK, mask: MARK }),
  ]),
  chainOf('nat', MASQUERADE, [
    draft([{ kind: 'mark', value: MARK, mask: MARK }], { kind: 'masquerade', randomFully: false }),
  ]),
];

/** The id of a container is random on a real Node, and so is the name of its chain, a hash of it. */
const containerId = (pod: Pod): string => sha256Hex(keyOf(pod));

const chainName = (pod: Pod): string => `CNI-DN-${sha256Hex(NETWORK + containerId(pod)).slice(0, 21)}`;

/** From the chain of all Pods to that of this one, by protocol: all its ports, also those of the other family. */
function entryRules(pod: Pod, ports: readonly HostPort[]): Draft[] {
  const text = comment(`dnat name: "${NETWORK}" id: "${containerId(pod)}"`);
  return (['sctp', 'tcp', 'udp'] as const).flatMap((protocol) => {
    const own = ports.filter((port) => port.protocol === protocol);
    const rules: Draft[] = [];
    for (let i = 0; i < own.length; i += MOST_PORTS) {
      const some = own.slice(i, i + MOST_PORTS);
      const numbers: Match = { kind: 'multiport', protocol, ports: some.map((port) => port.hostPort) };
      const because = some.map((port) => port.because);
      rules.push(draft([{ kind: 'protocol', protocol }, text, numbers], jump(chainName(pod)), because));
    }
    return rules;
  });
}

/** For each port: callers from the Node's own Pods and from loopback are marked, then the destination changes. */
const portRules = (ports: readonly HostPort[], ip: string, podCIDR: string | undefined): Draft[] =>
  ports.flatMap(({ protocol, hostPort, containerPort, hostIP, because }) => {
    if (hostIP !== null && familyOf(hostIP) !== familyOf(ip)) return [];
    const anywhere = hostIP === null || hostIP === '0.0.0.0' || hostIP === '::';
    const aim: Match[] = [
      ...(anywhere ? [] : [{ kind: 'destination', cidr: hostCidr(hostIP) } as const]),
      { kind: 'protocol', protocol },
      { kind: 'destinationPort', protocol, port: hostPort },
    ];
    const mark = (cidr: string): Draft => draft([{ kind: 'source', cidr }, ...aim], jump(SET_MARK), [because]);
    return [
      ...(podCIDR === undefined ? [] : [mark(podCIDR)]),
      ...(ip.includes(':') ? [] : [mark('127.0.0.1/32')]),
      draft(aim, { kind: 'dnat', ip, port: containerPort }, [because]),
    ];
  });
