import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import type { KernelConfig, Listener } from '../src/model/KernelConfig.ts';
import type { Node } from '../src/model/Node.ts';
import type { Pod } from '../src/model/Pod.ts';
import type { Place } from '../src/model/Trace.ts';
import { listensOf } from '../src/engine/controllers/listens.ts';
import { kernelConfigOf } from '../src/engine/proxy/kernelConfig.ts';
import { gatewayOf, isUp, nodeIPs, podCIDRs, podIPs, ROUTER } from '../src/engine/proxy/nodeNetwork.ts';
import { CLIENT_IPS, PROXY_SOURCES } from '../src/engine/trace/Topology.ts';
import { Agent } from './Agent.ts';
import type { Balancer } from './balancers.ts';
import { ip, run, shell, sysctl } from './namespaces.ts';
import { rulesOf } from './rulesOf.ts';

/** Pods of a generated cluster at most, and its Nodes. */
export const MOST_PODS = 10;
export const NODE_NAMES = ['control-plane', 'n1', 'n2', 'n3'];

const FAMILIES = ['IPv4', 'IPv6'] as const;
const HOST_BITS = { IPv4: 32, IPv6: 128 } as const;
const familyOf = (text: string): 'IPv4' | 'IPv6' => (text.includes(':') ? 'IPv6' : 'IPv4');

/**
 * A network of Linux namespaces, wired as src/engine/trace/Topology.ts and proxy/nodeNetwork.ts say: a client and
 * the Nodes' switch at a router, each Pod at its Node by a veth.
 *
 * The namespaces are made once; `wear` gives them the addresses, routes, rules and listeners of one cluster.
 */
export class Lab {
  readonly #prefix: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kernel-check-'));
  readonly #agents = new Map<string, Agent>();
  readonly #program: string;
  #podAt = new Map<string, string>();

  constructor(prefix: string, program: string) {
    this.#prefix = prefix;
    this.#program = program;
  }

  readonly #name = (what: string): string => `${this.#prefix}-${what}`;
  readonly #names = [
    'router',
    'client',
    ...NODE_NAMES.map((name) => `node-${name}`),
    ...Array.from({ length: MOST_PODS }, (_, i) => `pod-${i}`),
  ];

  async up(): Promise<void> {
    await Promise.all(this.#names.map((what) => this.#add(this.#name(what))));
    const [router, client] = [this.#name('router'), this.#name('client')];
    await sysctl(router, {
      'ipv4/ip_forward': 1,
      'ipv6/conf/all/forwarding': 1,
      'ipv4/fib_multipath_hash_policy': 1,
      'ipv6/fib_multipath_hash_policy': 1,
    });
    // br0 is a switch: what it passes between Nodes is not filtered as if it were routed
    await shell(
      router,
      'for f in /proc/sys/net/bridge/bridge-nf-call-*; do if [ -e "$f" ]; then echo 0 > "$f"; fi; done',
    );
    await ip(router, [
      'link add br0 type bridge mcast_snooping 0',
      `addr add ${ROUTER.IPv4}/24 dev br0`,
      `addr add ${ROUTER.IPv6}/64 dev br0 nodad`,
      'link set br0 up',
      `link add c0 type veth peer name eth0 netns ${client}`,
      'addr add 198.51.100.1/24 dev c0',
      'addr add fd00:51::1/64 dev c0 nodad',
      'link set c0 up',
      ...PROXY_SOURCES.map((source) => `addr add ${source} dev lo`),
      'route add blackhole default',
      'route add blackhole ::/0 metric 9999',
      ...NODE_NAMES.flatMap((name, i) => [
        `link add w${i} type veth peer name eth0 netns ${this.#name(`node-${name}`)}`,
        `link set w${i} master br0 up`,
      ]),
    ]);
    // a packet for the load balancer that a Node gave back is not sent round again
    await shell(
      router,
      'nft -f -',
      `table inet lab { chain forward { type filter hook forward priority 0;
        iifname br0 oifname br0 ip daddr != 192.168.251.0/24 ip ttl < 62 drop;
        iifname br0 oifname br0 ip6 daddr != fd00:251::/64 ip6 hoplimit < 62 drop; }; }\n`,
    );
    await ip(client, [
      `addr add ${CLIENT_IPS[0]}/24 dev eth0`,
      `addr add ${CLIENT_IPS[1]}/64 dev eth0 nodad`,
      'link set eth0 up',
      'route add default via 198.51.100.1',
      'route add default via fd00:51::1',
    ]);
    // an address that nobody has is silence; Linux gives up after 3 s, which another flow's second look would see
    const wires: [namespace: string, device: string][] = [
      [client, 'eth0'],
      ...NODE_NAMES.map((name): [string, string] => [this.#name(`node-${name}`), 'eth0']),
      [router, 'br0'],
      [router, 'c0'],
    ];
    for (const [namespace, device] of wires)
      await sysctl(namespace, {
        [`ipv4/neigh/${device}/mcast_solicit`]: 1_000_000,
        [`ipv6/neigh/${device}/mcast_solicit`]: 1_000_000,
      });
    for (const what of this.#names)
      if (what !== 'router') this.#agents.set(what, new Agent(this.#name(what), this.#program));
  }

  async #add(namespace: string): Promise<void> {
    await run('ip', ['netns', 'add', namespace]);
    await ip(namespace, ['link set lo up']);
    await sysctl(namespace, {
      'ipv6/conf/all/accept_dad': 0,
      'ipv6/conf/default/accept_dad': 0,
      'ipv4/conf/all/rp_filter': 0,
      'ipv4/conf/default/rp_filter': 0,
      'ipv4/conf/all/send_redirects': 0,
      'ipv4/conf/default/send_redirects': 0,
      // what becomes of a connection must not depend on how many others there are
      'ipv4/icmp_ratemask': 0,
      'ipv4/icmp_ratelimit': 0,
      'ipv6/icmp/ratelimit': 0,
      'ipv6/icmp/ratemask': '',
    });
  }

  async down(): Promise<void> {
    for (const agent of this.#agents.values()) agent.end();
    for (const what of this.#names) await run('ip', ['netns', 'del', this.#name(what)]).catch(() => '');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Takes on a cluster: addresses, routes, rules, listeners, and what its load balancers do. */
  async wear(cluster: Cluster, balancers: readonly Balancer[]): Promise<void> {
    const nodes = cluster.store.list<Node>('Node');
    const pods = cluster.store.list<Pod>('Pod').filter((pod) => isUp(pod) && !pod.spec.hostNetwork);
    if (pods.length > MOST_PODS) throw new Error(`${pods.length} Pods; the lab has ${MOST_PODS} namespaces for them`);
    await Promise.all([...this.#agents.values()].map((agent) => agent.listen([])));
    await Promise.all([...this.#podAt.values()].map((what) => ip(this.#name(what), ['link del eth0'])));
    this.#podAt = new Map(pods.map((pod, i) => [keyOf(pod), `pod-${i}`]));
    await Promise.all(nodes.map((node) => this.#node(kernelConfigOf(cluster, node.metadata.name), cluster)));
    const nodeOf = new Map(nodes.map((node) => [node.metadata.name, node]));
    for (const pod of pods) {
      const node = nodeOf.get(pod.spec.nodeName ?? '');
      if (node) await this.#plug(pod, node, kernelConfigOf(cluster, node.metadata.name));
    }
    await Promise.all(nodes.map((node) => this.#route(kernelConfigOf(cluster, node.metadata.name))));
    await this.#router(nodes, balancers);
    await this.#listen(cluster, nodes, pods);
  }

  async #node(config: KernelConfig, cluster: Cluster): Promise<void> {
    const namespace = this.#name(`node-${config.node}`);
    const eth0 = config.interfaces.find(({ name }) => name === 'eth0')?.addresses ?? [];
    const { route_localnet, tcp_be_liberal } = config.sysctls;
    await sysctl(namespace, {
      'ipv4/ip_forward': 1,
      'ipv6/conf/all/forwarding': 1,
      'ipv4/conf/all/route_localnet': Number(route_localnet),
      'netfilter/nf_conntrack_tcp_be_liberal': Number(tcp_be_liberal),
    });
    await shell(
      namespace,
      'ip route flush proto 99; ip -6 route flush proto 99; ip link del unused 2> /dev/null || true',
    );
    await ip(namespace, [
      'addr flush dev eth0 scope global',
      ...eth0.map((address) => `addr add ${address} dev eth0${address.includes(':') ? ' nodad' : ''}`),
      'link set eth0 up',
      'link add unused type bridge mcast_snooping 0',
      'link set unused arp off',
      'link set unused addrgenmode none',
      'link set unused up',
    ]);
    const files = rulesOf(config, cluster.settings.families);
    const lines = files.map(({ program, text }, i) => {
      const file = join(this.#folder, `${config.node}.${i}`);
      writeFileSync(file, text);
      return `${program} ${file}`;
    });
    await shell(namespace, ['nft flush ruleset', ...lines, 'conntrack -F 2> /dev/null'].join('\n'));
  }

  /** What the CNI plugins ptp and host-local do. */
  async #plug(pod: Pod, node: Node, config: KernelConfig): Promise<void> {
    const veth = config.interfaces.find((i) => i.pod === keyOf(pod));
    if (!veth) throw new Error(`no interface for ${keyOf(pod)}`);
    const [inside, outside] = [this.#name(this.#podAt.get(keyOf(pod)) ?? ''), this.#name(`node-${config.node}`)];
    await ip(inside, [`link add eth0 type veth peer name ${veth.name} netns ${outside}`]);
    await ip(outside, [
      `link set ${veth.name} up`,
      ...veth.addresses.map((a) => `addr add ${a} dev ${veth.name}${a.includes(':') ? ' nodad noprefixroute' : ''}`),
    ]);
    await sysctl(outside, { [`ipv4/conf/${veth.name}/route_localnet`]: Number(veth.routeLocalnet ?? false) });
    const lines: string[] = [];
    const routes: string[] = [];
    for (const own of podIPs(pod)) {
      const family = familyOf(own);
      const gateway = gatewayOf(node, family);
      const cidr = podCIDRs(node).find((text) => familyOf(text) === family) ?? `${own}/${HOST_BITS[family]}`;
      lines.push(`addr add ${own}/${cidr.split('/')[1]} dev eth0 noprefixroute${family === 'IPv6' ? ' nodad' : ''}`);
      if (!gateway) continue;
      const source = family === 'IPv4' ? ` src ${own}` : '';
      routes.push(
        `route add ${gateway} dev eth0${family === 'IPv4' ? ` scope link${source}` : ''}`,
        `route add ${cidr} via ${gateway} dev eth0${source}`,
        `route add default via ${gateway} dev eth0`,
      );
    }
    await ip(inside, [...lines, 'link set eth0 up', ...routes]);
  }

  async #route(config: KernelConfig): Promise<void> {
    const lines = config.routes.map(({ cidr, device, via }) => {
      const way = via ? `via ${via} dev ${device} onlink` : `dev ${device}`;
      return `route replace ${cidr} ${way} proto 99${device === 'unused' ? ' metric 9000' : ''}`;
    });
    await ip(this.#name(`node-${config.node}`), lines);
  }

  async #router(nodes: readonly Node[], balancers: readonly Balancer[]): Promise<void> {
    const router = this.#name('router');
    const own = nodes.flatMap(nodeIPs);
    await shell(router, 'ip route flush proto 99; ip -6 route flush proto 99; conntrack -F 2> /dev/null');
    const lines = own.map((address) => `route add ${address} dev br0 proto 99`);
    const rules: Record<'pre' | 'post', string[]> = { pre: [], post: [] };
    for (const { address, nodes: via, ports } of balancers) {
      if (via.length === 0) continue;
      const six = address.includes(':');
      if (ports === undefined) {
        const hops = via.map((node) => `${via.length > 1 ? 'nexthop ' : ''}via ${node} dev br0 onlink`).join(' ');
        lines.push(`route add ${address} proto 99 ${hops}`);
        continue;
      }
      const family = six ? 'ip6' : 'ip';
      const choice = via.map((node, i) => `${i} : ${node}`).join(', ');
      for (const { protocol, port, nodePort } of ports)
        rules.pre.push(
          `${family} daddr ${address} ${protocol} dport ${port} meta mark set 1 dnat ${family} to numgen random mod ${via.length} map { ${choice} } : ${nodePort}`,
        );
      rules.post.push(`meta mark 1 meta nfproto ipv${six ? 6 : 4} snat ${family} to ${PROXY_SOURCES[six ? 1 : 0]}`);
    }
    await ip(router, lines);
    await shell(
      router,
      'nft -f -',
      `table inet balancer\ndelete table inet balancer\ntable inet balancer {
        chain pre { type nat hook prerouting priority -100;\n${rules.pre.join('\n')}\n}
        chain post { type nat hook postrouting priority 100;\n${[...new Set(rules.post)].join('\n')}\n}\n}\n`,
    );
  }

  async #listen(cluster: Cluster, nodes: readonly Node[], pods: readonly Pod[]): Promise<void> {
    const local = (addresses: readonly string[]) => (listener: Listener) => {
      // an answer by UDP leaves from the address that a socket is bound to: one socket for each
      const family = familyOf(listener.address);
      if (listener.protocol !== 'udp' || !/^(0\.0\.0\.0|::)$/.test(listener.address)) return [listener];
      return addresses.filter((a) => familyOf(a) === family).map((address) => ({ ...listener, address }));
    };
    const bare = (text: string): string => text.split('/')[0] ?? '';
    for (const node of nodes) {
      const { listeners, interfaces } = kernelConfigOf(cluster, node.metadata.name);
      const addresses = [...new Set(interfaces.flatMap((i) => i.addresses.map(bare)))];
      const open = unique(listeners).filter(
        ({ address }) => /^(0\.0\.0\.0|::)$/.test(address) || addresses.includes(address),
      );
      // what is no Pod's is the Node's own: the API server, kube-proxy
      const named = open.map((l) => (l.owner.startsWith('pod ') ? l : { ...l, owner: `node ${node.metadata.name}` }));
      await this.#agents.get(`node-${node.metadata.name}`)?.listen(named.flatMap(local(addresses)));
    }
    for (const pod of pods) {
      const families = new Set(podIPs(pod).map(familyOf));
      const any = FAMILIES.filter((f) => families.has(f)).map((f) => (f === 'IPv4' ? '0.0.0.0' : '::'));
      const open = listensOf(pod)
        .filter(({ protocol }) => protocol !== 'sctp')
        .flatMap(({ protocol, address, port }) =>
          (address === null ? any : [address]).map(
            (at): Listener => ({ protocol, address: at, port, owner: `pod ${keyOf(pod)}` }),
          ),
        );
      const addresses = [...podIPs(pod), '127.0.0.1', '::1'];
      await this.#agents.get(this.#podAt.get(keyOf(pod)) ?? '')?.listen(open.flatMap(local(addresses)));
    }
  }

  /** The name of the namespace that a place is in: that of its Node for a Pod with hostNetwork. */
  seat(place: Place, cluster: Cluster): string {
    if (place.kind === 'client') return 'client';
    if (place.kind === 'node') return `node-${place.name}`;
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    if (pod?.spec.hostNetwork) return `node-${pod.spec.nodeName}`;
    const seat = this.#podAt.get(`${place.namespace}/${place.name}`);
    if (seat === undefined) throw new Error(`no namespace for Pod ${place.namespace}/${place.name}`);
    return seat;
  }

  agent(seat: string): Agent {
    const agent = this.#agents.get(seat);
    if (!agent) throw new Error(`no agent ${seat}`);
    return agent;
  }

  /** What a line for a shell prints on a Node. */
  inNode(node: string, line: string): Promise<string> {
    return shell(this.#name(`node-${node}`), line);
  }

  /** All Nodes forget whom they know by session affinity. */
  async forgetSources(cluster: Cluster): Promise<void> {
    await Promise.all(
      cluster.store.list<Node>('Node').map(async ({ metadata }) => {
        const { nftables } = kernelConfigOf(cluster, metadata.name);
        const sets = FAMILIES.flatMap((family) =>
          [...(nftables?.[family].sets.values() ?? [])]
            .filter((set) => set.timeout !== undefined && cluster.settings.families.includes(family))
            .map((set) => `nft flush set ${family === 'IPv6' ? 'ip6' : 'ip'} kube-proxy ${set.name}`),
        );
        const lists = 'for f in /proc/net/xt_recent/*; do if [ -e "$f" ]; then echo / > "$f"; fi; done';
        await shell(this.#name(`node-${metadata.name}`), [lists, ...sets].join('\n'));
      }),
    );
  }
}

const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

function unique(listeners: readonly Listener[]): Listener[] {
  const seen = new Set<string>();
  return listeners.filter(({ protocol, address, port }) => {
    const key = `${protocol} ${address} ${port}`;
    return !seen.has(key) && seen.add(key);
  });
}
