import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import type { Node } from '../src/model/Node.ts';
import { nodeIP } from '../src/engine/proxy/nodeNetwork.ts';
import { reach } from '../src/engine/trace/reach.ts';
import { topologyOf } from '../src/engine/trace/Topology.ts';

/** What the load balancer outside does with one address. */
export interface Balancer {
  address: string;
  /** The Nodes' addresses that it spreads connections over. */
  nodes: string[];
  /** For a proxy: the ports that it listens on; undefined when packets are passed on as they are. */
  ports: { protocol: string; port: number; nodePort: number }[] | undefined;
}

/** The load balancer is no kernel of ours: the lab does what the trace says of it, and checks what comes after. */
export function balancersOf(cluster: Cluster): Balancer[] {
  return [...topologyOf(cluster).frontends].map(([address, { service, mode }]) => {
    const family = address.includes(':') ? 'IPv6' : 'IPv4';
    const host = family === 'IPv6' ? `[${address}]` : address;
    const names = new Set<string>();
    for (const { port, protocol } of service.spec.ports ?? []) {
      if (protocol === 'SCTP') continue;
      const { traces } = reach(cluster, { kind: 'client' }, `${protocol.toLowerCase()}://${host}:${port}`);
      for (const { hops } of traces)
        for (const { steps } of hops)
          for (const step of steps) if (step.kind === 'chooseNode') for (const name of step.among) names.add(name);
    }
    const nodes = [...names].flatMap((name) => {
      const node = cluster.store.get<Node>('Node', undefined, name);
      return node ? (nodeIP(node, family) ?? []) : [];
    });
    const ports = (service.spec.ports ?? []).flatMap(({ port, nodePort, protocol }) =>
      nodePort ? [{ protocol: protocol.toLowerCase(), port, nodePort }] : [],
    );
    return { address, nodes, ports: mode === 'Proxy' ? ports : undefined };
  });
}
