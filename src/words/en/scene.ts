import { many } from './many.ts';

/** What is written in the map itself, and what is said of it to who cannot see it. */
export const scene = {
  label: 'Cluster picture: arrow keys move between objects, Enter selects',
  role: 'picture',
  /** Under the names of the networks, in the lines that they are drawn in. */
  bands: {
    cluster: ['on no wire:', 'only rules'],
    pod: ['one address', 'per Pod'],
    node: ['the only wires'],
  },
  /** Pods that are placed nowhere. */
  waiting: (n: number) => `+ ${many(n, 'Pod')} on no Node`,
  /** Services that found no room in the sky. */
  moreServices: (n: number) => `+ ${n} Service${n === 1 ? '' : 's'}`,
  client: 'External client',
  shortClient: 'Client',
  loadBalancer: 'Load balancer',
  shortBalancer: 'Balancer',
  pending: 'pending',
  rules: 'rules',
  rulesOf: (node: string) => `Rules of ${node}`,
  nodes: (n: number) => `${n} Nodes`,
  pods: (n: number) => `${n} Pods`,
  doors: (n: number): string => (n === 1 ? 'door' : 'doors'),
  ready: 'ready',
  notReady: 'not ready',
  /** Of a Pod whose machine is off: what the API server still says. */
  offPod: (said: string) => `off · API: ${said}`,
  trouble: { off: 'off', notReady: 'not ready', silent: 'silent' },
  allReady: 'all ready',
  missing: (n: number) => `${n} not ready`,
  noAddress: 'no address yet',
  listensOn: (ports: string) => `listens on ${ports}`,
  listensOnNothing: 'listens on nothing',
  /** Of a Service: on which Nodes its rules are. */
  sameRules: (nodes: readonly string[]) =>
    nodes.length === 0
      ? ''
      : `same rules on ${nodes.length === 1 ? 'its Node' : nodes.length <= 3 ? nodes.join(', ') : 'every Node'}`,
  /** Of one without a Cluster IP: kube-proxy passes it over. */
  noRules: 'no rules, only DNS',
  alsoAnswers: 'also answers for',
  endpoints: (ready: number, all: number, draining: number) =>
    `${ready === all ? all : `${ready} of ${all}`} ready${draining > 0 ? `, ${draining} terminating` : ''}`,
  noneReady: 'no endpoint is ready',
  noSelector: 'no selector and no endpoints',
  selectsNothing: (selector: string) => `selects nothing: ${selector}`,
  /** Its Pods are there, and none has an address yet. */
  selectsWaiting: (selector: string, n: number) => `${selector} → ${many(n, 'Pod')} without an address`,
  alias: 'only a DNS alias',
  headless: 'headless: no Cluster IP',
  /** What stays beside a packet. */
  sees: (source: string) => `sees ${source}`,
  answers: 'answers',
  noListener: (port: number) => `nothing listens on :${port}`,
  noRoute: (to: string) => `no route to ${to}`,
  chose: (node: string) => `to ${node}`,
  dropped: 'dropped',
};
