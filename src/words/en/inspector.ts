/** What the inspector says around the hop that is shown. */
export const inspector = {
  name: 'Inspector',
  hop: (hop: number, hops: number) => `hop ${hop} of ${hops}`,
  wayBack: 'on the way back',
  nothing: 'No connection to follow',
  nothingHint: 'Choose where it begins and where it goes, under the editor.',
  /** `errors`: `2 errors`. */
  firstProblem: (errors: string) => `${errors} in the text: show the first`,
  notYet: 'Nothing to inspect yet',
  notYetHint: 'As soon as the text makes a cluster, the hops of a connection are explained here.',
  because: 'Because',
  firstCause: 'because',
  nextCause: 'and',
  next: 'Next: ',
  senderSees: 'The sender sees: ',
  packet: 'packet',
  from: 'from',
  to: 'to',
  data: 'data',
  mark: 'mark',
  outer: 'outer',
  proxied: 'PROXY header: client',
  masquerade: 'masquerade later',
  noAddress: 'no address yet',
  rules: 'Rules tried',
  allRules: (rules: number, others: number) =>
    `all ${rules} rules tried${others > 0 ? `, and ${others} for other addresses` : ''}`,
  /** Before a rule, for who cannot see the marks. */
  matched: 'matched: ',
  missed: 'did not match: ',
  /** What a press of the switch does. */
  explain: { more: 'Explain more', less: 'Explain less' },
  terms: 'Terms of this hop',
  conntrack: 'Connection tracking',
  /** Of the entry: the packet made it, found it, or neither. */
  entry: { made: 'The packet made this entry:', found: 'The packet found this entry:', none: 'There is no entry.' },
  asConntrack: (node: string) => `as conntrack -L prints it on ${node}`,
  layers: 'Layers',
  wire: {
    In: (device: string) => `in by ${device}`,
    Out: (device: string) => `out by ${device}`,
  },
  application: 'Application',
  payload: {
    handshake: 'no data yet: it follows when the connection stands',
    empty: 'an empty datagram',
    ping: '56 bytes that come back as they were sent',
    error: 'the beginning of the packet that it is about',
  },
};
