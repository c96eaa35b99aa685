/** At the beginning of a sentence; names of objects keep their case. */
const capital = (name: string): string => name.replace(/^the /, 'The ');

/** What happens at a hop and how a connection ends, in a few words. `at` and `who` name a machine. */
export const hop = {
  /** The machines that have no name of their own, in a sentence and by themselves. */
  client: 'the client',
  loadBalancer: 'the load balancer',
  places: { client: 'client', loadBalancer: 'load balancer' },
  dropped: (at: string) => `Dropped on ${at}`,
  refused: (at: string) => `Refused on ${at}`,
  noListener: (at: string) => `Nothing listens at ${at}`,
  noRoute: (at: string) => `No route from ${at}`,
  fields: { src: 'Source', dst: 'Destination', both: 'Source and destination' },
  translated: (fields: string, at: string) => `${fields} translated on ${at}`,
  translatedBack: (fields: string, at: string) => `${fields} translated back on ${at}`,
  wrapped: (at: string) => `Wrapped in VXLAN on ${at}`,
  unwrapped: (at: string) => `Unwrapped on ${at}`,
  picks: (who: string, node: string) => `${capital(who)} picks ${node}`,
  answers: (who: string) => `${capital(who)} answers`,
  hasAnswer: (who: string) => `${capital(who)} has its answer`,
  isRefused: (who: string) => `${capital(who)} is refused`,
  delivered: (at: string) => `Delivered to ${at}`,
  looksUp: (who: string, name: string) => `${capital(who)} looks up ${name}`,
  sends: (who: string) => `${capital(who)} sends`,
  passesOn: (who: string) => `${capital(who)} passes it on`,
  at: (at: string) => `At ${at}`,
  /** On the way back. */
  reply: 'reply',
  endings: {
    pod: (pod: string, source: string) => `delivered: ${pod} sees ${source}`,
    node: (node: string) => `delivered: ${node} itself answers`,
    refused: 'refused',
    unreachable: 'unreachable',
    timeout: 'timeout: no answer comes',
    unresolved: 'the name has no address',
  },
};
