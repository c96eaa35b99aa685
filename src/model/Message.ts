import type { PolicyType } from './NetworkPolicy.ts';

/** What is said, without a language: an id, and what is put in. `src/words` has the texts for it. */
export type Said<Args> = { [Id in keyof Args]: [id: Id, ...args: Extract<Args[Id], unknown[]>] }[keyof Args];

/** What says it in a language. */
export type Texts<Args> = { [Id in keyof Args]: (...args: Extract<Args[Id], unknown[]>) => string };

/** `external client` and `load balancer` as in `Machine`; else an object's, with its Namespace if that is not default. */
export type Name = string;

/** An address, and whose it is: '' where nobody has it. */
export interface Spot {
  name: Name;
  address: string;
}

type Field = 'src' | 'dst';

/** What a machine does at a hop. */
export interface ClauseArgs {
  looksUp: [name: string, answer: string];
  /** `what`: `TCP SYN`. */
  sends: [what: string, to: Spot];
  pings: [flags: string, to: Spot];
  picks: [node: string, among: number];
  ipvs: [own: string, to: Spot];
  dnat: [to: Spot];
  snat: [to: string];
  snatOwn: [to: string];
  turnsBack: [field: Field, to: Spot];
  /** `policy`: `NetworkPolicy shop`. */
  admits: [type: PolicyType, pod: Name, policy: string];
  forwards: [to: Name];
  forwardsVia: [to: Name, via: Name];
  forwardsOut: [];
  writesHeader: [text: string];
  readsHeader: [text: string];
  misreadsHeader: [text: string];
  missesHeader: [];
  wraps: [vni: number, src: string, to: Spot];
  unwraps: [];
  hearsRefused: [from: string];
  hearsUnreachable: [from: string];
  receives: [from: string];
  answersSeeing: [source: string];
  answersPing: [from: string];
  /** What the program says. */
  answersWith: [text: string];
  rejects: [how: string];
  drops: [];
  noListener: [port: number, protocol: string];
  noRoute: [to: string];
}
export type Clause = Said<ClauseArgs>;

/** A hop in two or three words. */
export interface LabelArgs {
  resolved: [name: string, answer: string];
  unresolved: [];
  sends: [flags: string, to: string];
  picks: [node: string];
  changes: [field: Field, to: string];
  undoes: [field: Field, to: string];
  allowed: [];
  forwards: [];
  header: [];
  badRequest: [];
  hangsUp: [];
  wraps: [to: string];
  unwraps: [];
  answered: [];
  refused: [];
  sees: [source: string];
  answers: [];
  rejected: [];
  dropped: [];
  /** The packet that says that nobody listens: `RST`. */
  noListener: [packet: string];
  noRoute: [];
  passes: [];
}
export type Label = Said<LabelArgs>;

/** Why a connection ends as it does, and what to do about it: a sentence each. */
export interface ReasonArgs {
  // a machine loses it
  loopbackIn: [node: Name];
  loopbackOut: [node: Name];
  loopbackCalled: [node: Name];
  ownSource: [node: Name, source: string];
  ownSourceInPod: [pod: Name, source: string];
  noMasqueradeAddress: [node: Name];
  wentRound: [node: Name, between: string[]];
  cannotTell: [];
  outsideRanges: [node: Name, source: string, service: Name];
  selfOutsideRanges: [node: Name, service: Name];
  addRange: [];
  invalid: [node: Name];
  otherWayBack: [];
  unallocated: [node: Name, address: string];
  /** `comment` is the rule's. */
  dropsBy: [node: Name, comment: string];
  drops: [node: Name];
  // a Service has nobody for it
  droppedNoLocal: [node: Name, service: Name, policy: string];
  rejectedNoLocal: [node: Name, service: Name, policy: string];
  useCluster: [node: Name];
  noEndpoints: [node: Name, service: Name];
  matchReadyPod: [];
  giveEndpoint: [];
  rejectedPort: [node: Name, owner: Name, port: number, protocol: string];
  rejectedPing: [node: Name, owner: Name];
  onlyItsPorts: [];
  nobodyListens: [port: number, protocol: string, at: Name];
  mendTargetPort: [pod: Name];
  // NetworkPolicies
  deniedOut: [node: Name, pod: Name, to: Spot, port: string];
  deniedIn: [node: Name, from: Spot, pod: Name, port: string];
  policySeesPod: [];
  /** '' when there is more than one. */
  allowIt: [policy: string];
  sourceReplaced: [asker: Name, by: Name];
  // where nobody is
  noRoute: [to: string];
  noRouteFrom: [node: Name, to: string];
  nobodyOnWire: [to: string];
  noNodeHas: [to: string];
  nodesOutside: [to: string];
  useBalancer: [];
  noPodHas: [to: string];
  gone: [pod: string];
  notForwarding: [pod: string, to: string];
  answerLost: [to: string];
  notMasqueraded: [];
  podOutside: [to: string];
  clusterIPOutside: [to: string];
  useDoor: [];
  nobodyHas: [to: string];
  noService: [to: string];
  noSuchPort: [owner: Name, port: number, protocol: string];
  noPing: [owner: Name];
  // the load balancer
  gaveBack: [target: string];
  noHealthyNode: [];
  noNodeForBalancer: [];
  noFrontend: [target: string];
  // who answers
  answersPing: [who: Name, from: string];
  answers: [who: Name, source: string];
  answersByHeader: [who: Name, source: string];
  connectionFrom: [source: string];
  misreadsHeader: [who: Name];
  readHeader: [];
  waitsForHeader: [who: Name];
  headerByBalancer: [];
  /** `who` as in `Machine`. */
  strangeAnswer: [from: string, who: string];
  // it never began
  noName: [name: string];
  notAnAddress: [text: string];
  noSuchNode: [name: string];
  nodeOff: [name: string];
  noSuchPod: [name: string];
  podDown: [name: string];
}
export type Reason = Said<ReasonArgs>;

/** What the program that asked gets to see. */
export interface SeenArgs {
  answer: [from: Name];
  portUnreachable: [];
  refused: [];
  noRoute: [];
  timeout: [];
  unresolved: [];
}
export type Seen = Said<SeenArgs>;

/** Why a packet does not fit a peer or a port of a NetworkPolicy. */
export interface MissArgs {
  noPod: [address: string];
  otherNamespace: [pod: string, namespace: string];
  namespaceNot: [namespace: string, selector: string];
  podNot: [pod: string, selector: string];
  notInBlock: [address: string, block: string];
  excepted: [address: string, block: string];
  pingHasNoPort: [];
  portIs: [port: string];
}
export type Miss = Said<MissArgs>;

/** Why a rule did not match, or what it did: a clause. */
export interface NoteArgs {
  nothing: [];
  // IPVS
  schedules: [server: string];
  noRealServer: [];
  scheduled: [of: number, scheduler: string, remembers: boolean];
  // why not
  sideIn: [side: Field, ranges: string];
  sideNot: [side: Field, range: string];
  sideNotIn: [side: Field, ranges: string];
  local: [side: Field, is: boolean];
  pairNotInSet: [set: string];
  targetNotInSet: [set: string];
  notByIpvs: [address: string];
  cameIn: [device: string];
  notCameIn: [device: string];
  notProtocol: [protocol: string];
  notPort: [ports: string[]];
  marked: [];
  notMarked: [];
  state: [states: string];
  notState: [states: string];
  chance: [percent: string];
  notRemembered: [];
  notInMap: [];
  notItself: [];
  notNew: [];
  notChanged: [];
  // what it did
  goesOn: [chain: string];
  goto: [chain: string];
  dnat: [to: string];
  masquerades: [];
  marksForMasquerade: [];
  marks: [];
  unmarks: [];
  accepts: [];
  drops: [];
  rejects: [];
  returns: [];
  doesNothing: [];
  remembers: [];
  // NetworkPolicies
  letsIn: [];
  letsOut: [];
  allowsNothing: [];
  misses: [peers: Miss[], ports: Miss[]];
}
export type Note = Said<NoteArgs>;

/** A rule of a NetworkPolicy. */
export interface PolicyTextArgs {
  rule: [type: PolicyType, peers: PeerText[], ports: PortText[]];
  none: [type: PolicyType];
}
export type PolicyText = Said<PolicyTextArgs>;

/** Selectors as kubectl prints them; '' selects all. */
export type PeerText = { block: string; except: string[] } | { pods: string; namespaces?: string };

/** `name` is the port's number, range or name; absent: all of the protocol. */
export interface PortText {
  name?: string;
  protocol: string;
}

/** What reading a text finds, where that is for us to say and not for the API server or the reader of YAML. */
export interface FindingArgs {
  unrecorded: [];
  /** `known`: the schedulers that there are. */
  unsupportedScheduler: [scheduler: string, known: string];
  /** Of a Scenario. */
  unknownField: [path: string];
  wrongKind: [path: string, expected: ScenarioKind];
  wrongVersion: [expected: string];
  stepDoesNothing: [path: string];
  noTarget: [path: string];
  secondScenario: [];
  /** Of the cluster that the text makes. */
  restless: [];
  /** More than we read. */
  tooManyDocuments: [most: number];
  documentTooLong: [length: number, most: number];
  nestedTooDeep: [most: number];
  tooManyKeys: [most: number];
  aliasesExpand: [most: number];
}
/** What a field of a Scenario is to hold. */
export type ScenarioKind =
  | 'text'
  | 'told'
  | 'texts'
  | 'expectation'
  | 'number'
  | 'positive'
  | 'list'
  | 'cache'
  | 'time'
  | 'fields'
  | 'flag';

/** What the checks find: why something will not work. Their words are loaded with them. */
export interface DiagnosisArgs {
  // who is behind a Service
  selectsNothing: [service: string, namespace: string, labels: string];
  selectsStrangers: [service: string, strangers: string, port: string];
  noEndpoints: [service: string];
  // ports
  nobodyListens: [port: string, service: string];
  otherProtocol: [service: string, port: string, protocol: string];
  loopbackOnly: [service: string, port: string];
  noSuchPortName: [service: string, name: string, protocol: string];
  slicePortName: [slice: string, service: string, name: string];
  headlessPort: [service: string, port: number, target: string];
  externalNamePort: [service: string, port: number, target: string];
  // Pods
  probeFails: [container: string, pods: string, port: string, service: string];
  probeCommandFails: [container: string, pods: string];
  gateMissing: [pods: string, gate: string];
  notScheduled: [pods: string, why: string];
  // addresses and policies of traffic
  localOnly: [service: string, nodes: string];
  internalLocal: [service: string, nodes: string];
  rangesExclude: [service: string, client: string];
  addressPending: [service: string];
  sharedAddress: [address: string, port: string, services: string];
  affinityBehindProxy: [service: string, proxy: string];
  hintsDropped: [service: string, endpoints: number, zones: string];
  headerMissing: [service: string, address: string];
  nodesOutOfReach: [service: string, port: number, node: string];
  unhealthyNode: [node: string, service: string];
  forwardsToOne: [service: string, pods: number];
  // what steps expect, and cannot have
  sourceHidden: [service: string, client: string];
  unequalShares: [service: string, shares: string];
  hairpinSource: [pod: string, service: string, seen: string];
  /** Seconds. */
  affinitySlides: [service: string, at: number, renewed: number, timeout: number];
  affinityOfPort: [service: string, port: number, other: number];
  inTurn: [service: string, requests: number, pods: number];
  leftAtOnce: [pod: string, service: string];
  // what clients keep
  keptConnection: [service: string, pods: number];
  flowToNobody: [service: string, deployment: string];
  ignoredWhenHeadless: [service: string, field: string];
  deprecated: [what: string];
  // names
  externalNameIsAddress: [service: string, address: string];
  headlessVariable: [variable: string, service: string];
  laterVariable: [variable: string, service: string];
  loopbackNodePort: [port: number, service: string, mode: string];
  pingClusterIP: [host: string, service: string];
  leavesTooSoon: [service: string, ms: number];
  shortName: [name: string, namespace: string, there: string];
  noSuchService: [by: string, service: string, namespace: string];
  noSuchServicePort: [by: string, service: string, port: string];
  // NetworkPolicies
  closedPort: [port: number, service: string, policy: string, target: string];
  policySelectsNothing: [policy: string, namespace: string];
  noDns: [policy: string];
  blockNeverMatches: [policy: string, block: string, service: string];
  // the text as a whole
  isDump: [objects: number];
}
export type Finding = Said<FindingArgs & DiagnosisArgs>;

/** What to do about what reading a text found, or what follows from it. */
export interface HintArgs {
  deprecated: [];
  usedInstead: [what: string];
  defaultUsed: [what: string];
  withoutIt: [];
  delayDefaultUsed: [];
  lastCounts: [];
  restUnread: [];
  split: [];
  smaller: [];
}

/** The same of what the checks found. */
export interface DiagnosisHintArgs {
  useLabel: [label: string];
  useLabels: [labels: string];
  /** `workload`: `Deployment web`. */
  labelsOfTemplate: [workload: string];
  noPod: [elsewhere: boolean];
  inNamespace: [namespace: string];
  everyLabel: [];
  tellApart: [];
  writeSlice: [];
  listenOn: [ports: string];
  howListens: [];
  protocolInKey: [];
  listenOnAll: [];
  nameInPod: [protocol: string];
  declaredNames: [names: string];
  numberNeedsNone: [];
  namesEqual: [names: string];
  noMapping: [];
  onlyAlias: [];
  notReadyNoTraffic: [];
  whoSetsGate: [];
  localDrops: [];
  localNoFallback: [];
  rangesGuard: [];
  nobodyGivesAddress: [];
  takenAddress: [];
  oneWins: [];
  seesProxyOnly: [];
  hintsSum: [least: number, endpoints: number];
  hintsZones: [];
  clientChooses: [];
  replacement: [what: string];
  addressIsName: [];
  variablesNeedClusterIP: [];
  variablesAreWrittenOnce: [];
  loopbackOnlyIptables: [];
  clusterIPHasPorts: [port: string];
  preStopWaits: [seconds: number];
  searchOwnNamespace: [];
  nearestService: [name: string];
  hasPorts: [ports: string];
  portOfPod: [target: number, port: number];
  addIngress: [target: number];
  ownNamespace: [];
  allowDns: [];
  nodesAddressSeen: [];
  proxyIsAsked: [];
  waysIn: [];
  healthyIsLocal: [];
  forwardGoesAround: [];
  sharesOfNodes: [];
  hairpinMasqueraded: [];
  timeoutSlides: [];
  portsRememberAlone: [];
  randomChoice: [];
  lastResortOnly: [];
  choiceOfConnection: [];
  lastEndpointKeepsFlow: [];
  // beside what the API server refuses
  nodePortRange: [];
  nodePortTaken: [by: string];
  clusterIPTaken: [by: string];
  clusterIPRange: [range: string];
  portNeedsName: [];
  namespaceMissing: [namespace: string];
  namespaceLater: [namespace: string];
  fieldMeant: [field: string];
  fieldElsewhere: [path: string];
  kindMeant: [kind: string];
  kindServedAs: [versions: string];
  kindForeign: [kind: string];
  wants: [what: FieldHolds];
  nameLike: [];
  selectorIsLabels: [];
  selectorIsPlain: [];
  documentBegins: [];
  blankAfterColon: [];
  misaligned: [];
  importDump: [];
  // beside what is no YAML
  isTemplate: [];
  noTabs: [];
}
export type Hint = Said<HintArgs & DiagnosisHintArgs>;

/** What the value of a field is in YAML. */
export type FieldHolds = 'text' | 'number' | 'truth' | 'list' | 'map';

/** A button that mends it. */
export interface FixArgs {
  select: [labels: string];
  moveTo: [namespace: string];
  setField: [field: string, value: string];
  dropField: [field: string];
  allow: [port: number];
  writeSlice: [address: string];
  allowDns: [];
  importIt: [];
  addNamespace: [namespace: string];
  spell: [word: string];
  moveField: [to: string];
  blanksForTabs: [];
  separate: [];
  spaceColon: [];
  align: [];
}
export type FixTitle = Said<FixArgs>;
