/** What a term's sentence speaks of; a term uses what it needs. */
export interface Facts {
  name: string;
  from: string;
  to: string;
  n: number;
}

/** A term: as experts write it, what it does at this hop, and what it means. */
interface TermWords {
  name: string;
  here(facts: Facts, at: string): string;
  means: string;
}

const conntrack = 'the kernel’s table of connections, which decides what NAT does to each later packet.';

/** Only loaded where a hop is explained. */
export const terms = {
  PREROUTING: {
    name: 'PREROUTING',
    here: (_, at) => `The packet has just come into ${at}.`,
    means: 'The netfilter hook before routing: here a destination can still be changed.',
  },
  INPUT: {
    name: 'INPUT',
    here: (_, at) => `${at} takes the packet for itself.`,
    means: 'The netfilter hook for packets to a process of this machine.',
  },
  FORWARD: {
    name: 'FORWARD',
    here: (_, at) => `The packet only passes through ${at}.`,
    means: 'The netfilter hook for packets from one interface to another.',
  },
  OUTPUT: {
    name: 'OUTPUT',
    here: (_, at) => `A process on ${at} has sent the packet.`,
    means: 'The netfilter hook for packets that this machine sends itself.',
  },
  POSTROUTING: {
    name: 'POSTROUTING',
    here: (_, at) => `The packet is about to leave the kernel of ${at}.`,
    means: 'The netfilter hook after routing: here a source can be changed.',
  },
  NEW: {
    name: 'conntrack NEW',
    here: (_, at) => `${at} has seen no answer on this connection yet.`,
    means: `Connection tracking: ${conntrack} Only new connections are held against the nat rules.`,
  },
  ESTABLISHED: {
    name: 'conntrack ESTABLISHED',
    here: (_, at) => `${at} has seen packets of this connection in both directions.`,
    means: `Connection tracking: ${conntrack} The nat rules are not asked again.`,
  },
  RELATED: {
    name: 'conntrack RELATED',
    here: (_, at) => `The packet reports about a connection that ${at} knows.`,
    means: 'The state of ICMP errors: they are turned back like the connection that they are about.',
  },
  INVALID: {
    name: 'conntrack INVALID',
    here: (_, at) => `${at} can place the packet in no connection.`,
    means: 'The state of packets without an entry; kube-proxy drops them where they would be forwarded.',
  },
  dns: {
    name: 'DNS',
    here: ({ name, to }) => `The name ${name} has the address ${to}.`,
    means: 'CoreDNS answers for a Service with its Cluster IP; for a headless one with the addresses of its Pods.',
  },
  first: {
    name: 'first packet',
    here: ({ name, to }) => `A connection begins: ${name} to ${to}.`,
    means: 'The first packet of a connection decides where all of it goes. Kubehop follows it and its answer.',
  },
  balancer: {
    name: 'load balancer',
    here: ({ to, n }) => `It picks ${to}, one of ${n}.`,
    means: 'A machine outside that spreads connections over Nodes; of Pods it knows nothing.',
  },
  dnat: {
    name: 'DNAT',
    here: ({ from, to }) => `The packet was for ${from}; now it is for ${to}.`,
    means: 'Destination NAT: a rule replaces the destination. The answer is turned back without a rule.',
  },
  snat: {
    name: 'SNAT',
    here: ({ from, to }) => `The packet was from ${from}; now it is from ${to}.`,
    means: 'Source NAT: a rule replaces the source, so that the answer comes back to this machine.',
  },
  masquerade: {
    name: 'masquerade',
    here: ({ from, to }) => `The packet was from ${from}; now it is from ${to}.`,
    means: 'Source NAT to the address of the interface by which the packet leaves. The receiver loses the client’s.',
  },
  ipvs: {
    name: 'IPVS',
    here: ({ from, to }) => `The virtual server ${from} sends it on to ${to}.`,
    means: 'The load balancer within the kernel: one virtual server for each address and port of a Service.',
  },
  mark: {
    name: 'fwmark',
    here: ({ to }) => `The packet carries the mark ${to} now.`,
    means: 'A number beside the packet, inside one kernel only. kube-proxy’s 0x4000 says: masquerade it later.',
  },
  undone: {
    name: 'reverse NAT',
    here: ({ from, to }) => `${from} is turned back into ${to}.`,
    means: 'Connection tracking undoes for the answer what was done to the request, so that its sender knows it.',
  },
  allowed: {
    name: 'NetworkPolicy',
    here: ({ name }) => `A policy that selects ${name} allows it.`,
    means: 'Policies say who may talk with a Pod. What one allows is allowed; a Pod that none selects is open.',
  },
  denied: {
    name: 'NetworkPolicy',
    here: ({ name }) => `Policies select ${name}, and none of them allows it.`,
    means: 'Policies say who may talk with a Pod. As soon as one selects it, only what is listed is allowed.',
  },
  route: {
    name: 'routing',
    here: ({ to, name }) => `The way to ${to} is the interface ${name}.`,
    means: 'The most specific entry of the routing table that holds the destination names the interface.',
  },
  proxy: {
    name: 'PROXY protocol',
    here: ({ name }) => `The data begins with “${name}”.`,
    means: 'A proxy writes the client’s address before the data, since its own connection hides it.',
  },
  wrap: {
    name: 'VXLAN',
    here: ({ from, to }) => `The packet travels inside another one, from ${from} to ${to}.`,
    means: 'A whole frame in UDP from Node to Node: the wire between them needs no routes to Pods.',
  },
  unwrap: {
    name: 'VXLAN',
    here: () => 'The outer packet is taken off.',
    means: 'A whole frame in UDP from Node to Node: the wire between them needs no routes to Pods.',
  },
  socket: {
    name: 'socket',
    here: ({ n, from }) => `A process takes it${n ? ` at port ${n}` : ''}. For it the sender is ${from}.`,
    means: 'Where a connection meets a program. It knows only the addresses that the packet has now.',
  },
  received: {
    name: 'socket',
    here: ({ name }) => `The sender has its answer: ${name}.`,
    means: 'Where a connection meets a program. An answer counts only if it comes from where the request went.',
  },
  reject: {
    name: 'REJECT',
    here: ({ name }) => `A rule refuses the packet with ${name}.`,
    means: 'The sender is told at once, and need not wait.',
  },
  drop: {
    name: 'DROP',
    here: () => 'The packet ends here, and nobody is told.',
    means: 'The sender hears nothing and waits until it gives up: a timeout.',
  },
  noListener: {
    name: 'closed port',
    here: ({ n }) => `Nothing listens on port ${n}.`,
    means: 'The kernel itself refuses: with RST in TCP, with an ICMP error in UDP.',
  },
  noRoute: {
    name: 'no route',
    here: ({ to }) => `Nobody on this network has ${to}.`,
    means: 'A packet gets only as far as some machine knows a way for its destination.',
  },
} satisfies Record<string, TermWords>;

export type Term = keyof typeof terms;

/** What every language must have. */
export type Terms = Record<Term, TermWords>;
