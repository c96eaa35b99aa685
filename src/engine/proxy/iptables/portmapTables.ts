import type { IpFamily } from '../../../model/Address.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { Chain, Chains, Match, Rule, Table, TableName } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { keyOf } from '../../cluster/ObjectStore.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';
import { sha256Hex } from '../../sha256.ts';
import { podIPs } from '../nodeNetwork.ts';
import { chainOf, comment, type Draft, draft, hostCidr, jump } from './buildRules.ts';

/** A port of a Pod that its Node takes connections for. */
interface HostPort {
  protocol: 'tcp' | 'udp' | 'sctp';
  hostPort: number;
  containerPort: number;
  /** The one address that it is open at; undefined for all. */
  hostIP: string | undefined;
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
 * A Node's tables with what the CNI plugin portmap adds for the Pods that have a hostPort: nothing for the others
 * (containernetworking/plugins: plugins/meta/portmap/portmap_iptables.go, its default back end where iptables is
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
    const ports = hostPortsOf(pod, family);
    const ip = podIPs(pod).find((one) => familyOf(one) === family);
    return ports.length > 0 && ip !== undefined ? [{ pod, ports, ip }] : [];
  });
  if (mapped.length === 0) return tables;
  const { chains } = tables.nat;
  const own = new Map<string, Chain>();
  const insert = (name: string, at: 'first' | 'last', rule: Draft): void => {
    const chain = chains.get(name);
    if (!chain) throw new Error(`no chain ${name} in nat`);
    const added: Rule = { id: `nat/${name}/${DNAT}`, ...rule };
    own.set(name, { ...chain, rules: at === 'first' ? [added, ...chain.rules] : [...chain.rules, added] });
  };
  const local = draft([{ kind: 'addrtype', side: 'dst', type: 'LOCAL' }], jump(DNAT));
  insert('PREROUTING', 'last', local);
  insert('OUTPUT', 'last', local);
  insert('POSTROUTING', 'first', draft([comment('CNI portfwd requiring masquerade')], jump(MASQUERADE)));
  const entries = mapped.flatMap(({ pod, ports }) => entryRules(pod, ports));
  const ofPods = mapped.map(({ pod, ports, ip }) => chainOf('nat', chainName(pod), portRules(ports, ip, podCIDR)));
  for (const chain of [...fixedChains(), chainOf('nat', DNAT, entries), ...ofPods]) own.set(chain.name, chain);
  return { ...tables, nat: { name: 'nat', chains: withOwn(chains, own) } };
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

/** What the kubelet hands to the plugin (pkg/kubelet/container/helpers.go, MakePortMappings), of one family. */
function hostPortsOf(pod: Pod, family: IpFamily): HostPort[] {
  if (pod.spec.hostNetwork) return [];
  return pod.spec.containers.flatMap(({ ports = [] }, i) =>
    ports.flatMap(({ hostPort, hostIP, containerPort, protocol }, j): HostPort[] => {
      const at = hostIP ? canonicalIp(hostIP) : undefined;
      if (!hostPort || at === null || (at !== undefined && familyOf(at) !== family)) return [];
      return [
        {
          protocol: protocol.toLowerCase() as HostPort['protocol'],
          hostPort,
          containerPort,
          hostIP: at === '0.0.0.0' || at === '::' ? undefined : at,
          because: { object: keyOf(pod), path: `spec.containers[${i}].ports[${j}].hostPort` },
        },
      ];
    }),
  );
}

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

/** From the chain of all Pods to that of this one, by protocol. */
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
    const aim: Match[] = [
      ...(hostIP === undefined ? [] : [{ kind: 'destination', cidr: hostCidr(hostIP) } as const]),
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
