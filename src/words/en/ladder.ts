/** The connection as a sequence diagram. What netfilter and the wire call by a name keeps it: DNAT, RST, VXLAN. */
export const ladder = {
  name: 'The connection as a ladder',
  /** The machines at the head of the lanes. */
  machines: { client: 'client', loadBalancer: 'load balancer', node: 'Node', pod: 'Pod' },
  on: (node: string) => `on ${node}`,
  /** A row for who cannot see it. */
  row: (hop: number, hops: number, place: string) => `hop ${hop} of ${hops}, ${place}`,
  back: 'the way back',
  picks: (node: string, nodes: number) => `picks ${node}, one of ${nodes} Node${nodes === 1 ? '' : 's'}`,
  forwards: 'forwards it',
  passes: 'lets it pass',
  undone: { dst: 'SNAT undone', src: 'DNAT undone' },
  allows: { Ingress: 'a NetworkPolicy lets it in', Egress: 'a NetworkPolicy lets it out' },
  proxyHeader: {
    sent: 'puts a PROXY header before the data',
    read: 'reads the PROXY header',
    unexpected: 'takes the PROXY header for data',
    missing: 'waits for a PROXY header that does not come',
  },
  /** With VXLAN, and the outer addresses beside it. */
  encapsulate: 'VXLAN around it:',
  decapsulate: 'VXLAN taken off:',
  within: (vni: number) => `in VXLAN ${vni}:`,
  sends: (what: string) => `sends ${what}`,
  /** Before the source address that the receiver has. */
  sees: 'sees',
  senderSees: (what: string) => `the sender sees: ${what}`,
  /** How a connection ends, beside its shape. */
  endings: {
    delivered: 'delivered',
    refused: 'refused',
    dropped: 'dropped',
    unreachable: 'no route',
    timeout: 'timeout',
    unresolved: 'no address',
  },
  print: 'Print',
};

export type LadderWords = typeof ladder;
