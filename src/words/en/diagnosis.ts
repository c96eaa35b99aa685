import { many } from './many.ts';
import type { DiagnosisArgs, DiagnosisHintArgs, FieldHolds, FixArgs, Texts } from '../../model/Message.ts';

/** What the value of a field must be. */
const WANTS: Record<FieldHolds, string> = {
  text: 'This field is text: digits alone, true, false, yes, no, on and off need quotes.',
  number: 'This field is a number: it stands without quotes.',
  truth: 'This field is true or false, without quotes.',
  list: 'This field is a list: each of its items begins with a hyphen.',
  map: 'This field has fields of its own: a name, a colon, a blank and a value.',
};

const findings: Texts<DiagnosisArgs> = {
  selectsNothing: (service, namespace, labels) =>
    `Service ${service} selects nothing: no Pod in ${namespace} has ${labels}`,
  selectsStrangers: (service, strangers, port) =>
    `Service ${service} also selects the Pods of ${strangers}, which do not listen on ${port}: a part of the connections is refused`,
  noEndpoints: (service) => `Service ${service} has no selector and no EndpointSlice: nobody is behind it`,
  nobodyListens: (port, service) =>
    `Nothing listens on ${port} in the Pods of Service ${service}: connections will be refused`,
  otherProtocol: (service, port, protocol) =>
    `Service ${service} leads to ${port}, but its Pods listen on that port in ${protocol} only`,
  loopbackOnly: (service, port) =>
    `The Pods of Service ${service} listen on ${port} on 127.0.0.1 only: nobody else gets there`,
  noSuchPortName: (service, name, protocol) =>
    `No container behind Service ${service} has a ${protocol} port named ${name}: the port has no endpoints`,
  slicePortName: (slice, service, name) =>
    `EndpointSlice ${slice} calls its port ${JSON.stringify(name)}, Service ${service} does not: the port has no endpoints`,
  headlessPort: (service, port, target) =>
    `Service ${service} is headless: nothing turns its port ${port} into ${target}`,
  externalNamePort: (service, port, target) =>
    `Service ${service} is an ExternalName: nothing turns its port ${port} into ${target}`,
  probeFails: (container, pods, port, service) =>
    `${pods} never gets ready: the probe of container ${container} asks port ${port}, where nothing listens${service ? `; Service ${service} leaves it out` : ''}`,
  probeCommandFails: (container, pods) => `${pods} never gets ready: the probe of container ${container} fails`,
  gateMissing: (pods, gate) => `${pods} never gets ready: nobody sets the condition ${gate} of its readiness gate`,
  notScheduled: (pods, why) => `No Node takes the Pods of ${pods}: ${why}`,
  localOnly: (service, nodes) =>
    `Service ${service} keeps node port traffic on its Node, and it has no Pod on ${nodes}: what comes there is dropped`,
  internalLocal: (service, nodes) =>
    `Service ${service} keeps traffic of Pods on their Node, and it has no Pod on ${nodes}: what is asked there is lost`,
  rangesExclude: (service, client) =>
    `loadBalancerSourceRanges of Service ${service} leave out the client ${client}: it hears nothing`,
  addressPending: (service) => `The load balancer of Service ${service} never gets an address: it stays <pending>`,
  sharedAddress: (address, port, services) => `${services} all claim ${address}, port ${port}`,
  affinityBehindProxy: (service, proxy) =>
    `Session affinity of Service ${service} sees one client: every connection comes from the load balancer, ${proxy}`,
  hintsDropped: (service, endpoints, zones) =>
    `Service ${service} has no topology hints: ${endpoints} endpoints do not serve ${zones ? `the zones ${zones}` : 'the zones'} evenly enough`,
  ignoredWhenHeadless: (service, field) => `${field} does nothing: Service ${service} is headless`,
  deprecated: (what) => `${what} is deprecated`,
  externalNameIsAddress: (service, address) =>
    `externalName of Service ${service} is ${address}: DNS takes it for a name, and there is none of that kind`,
  headlessVariable: (variable, service) => `${variable} is never set: Service ${service} is headless`,
  laterVariable: (variable, service) => `${variable} is not set: Service ${service} was made after the Pod had started`,
  loopbackNodePort: (port, service, mode) =>
    `Node port ${port} of Service ${service} does not answer on loopback: kube-proxy is in mode ${mode}`,
  pingClusterIP: (host, service) => `Nobody answers a ping of ${host}, the Cluster IP of Service ${service}`,
  leavesTooSoon: (service, ms) =>
    `Pods of Service ${service} end ${ms} ms after they leave it: Nodes that have not heard of it still send to them`,
  shortName: (name, namespace, there) =>
    `${name} does not resolve in ${namespace}: the Service of that name is in ${there}`,
  noSuchService: (by, service, namespace) => `${by} names Service ${service}, which ${namespace} does not have`,
  noSuchServicePort: (by, service, port) => `${by} names port ${port}, which Service ${service} does not have`,
  closedPort: (port, service, policy, target) =>
    `Nobody gets to port ${port} of Service ${service}: NetworkPolicy ${policy} isolates its Pods, and no rule lets ${target} in`,
  policySelectsNothing: (policy, namespace) =>
    `NetworkPolicy ${policy} selects nothing: no Pod in ${namespace} has these labels`,
  noDns: (policy) =>
    `NetworkPolicy ${policy} cuts its Pods off from DNS: no egress rule lets them out to kube-dns at 53/UDP`,
  blockNeverMatches: (policy, block, service) =>
    `NetworkPolicy ${policy} lets ${block} in, but what comes by Service ${service} has the address of a Node`,
  headerMissing: (service, address) =>
    `Pods of Service ${service} wait for the PROXY protocol, and calls from inside to ${address} go past the load balancer: nobody writes it`,
  nodesOutOfReach: (service, port, node) =>
    `The client has no route to ${node}: node port ${port} of Service ${service} is out of its reach`,
  unhealthyNode: (node, service) => `${node} has no ready Pod of Service ${service}: its health check answers 503`,
  forwardsToOne: (service, pods) =>
    `kubectl port-forward takes one of the ${pods} Pods of Service ${service} for everything`,
  sourceHidden: (service, client) =>
    `The Pods of Service ${service} do not see the client ${client}, but the address of a Node`,
  unequalShares: (service, shares) => `The Pods of Service ${service} do not get equal shares, but ${shares}`,
  hairpinSource: (pod, service, seen) =>
    `Pod ${pod} gets back to itself by Service ${service}, and sees ${seen}, the address of its Node`,
  affinitySlides: (service, at, renewed, timeout) =>
    `At ${at} s Service ${service} still remembers the client: the connection at ${renewed} s started the ${timeout} s again`,
  affinityOfPort: (service, port, other) =>
    `Port ${port} of Service ${service} remembers nothing of port ${other}: any Pod may answer`,
  inTurn: (service, requests, pods) =>
    `${requests} connections to Service ${service} need not get to all of ${pods} Pods: each is chosen by chance`,
  leftAtOnce: (pod, service) => `Pod ${pod} is deleted, and gets no new connections of Service ${service}`,
  keptConnection: (service, pods) =>
    `The client keeps its connection to Service ${service}: of ${pods} Pods, one does all the work`,
  flowToNobody: (service, deployment) =>
    `Deployment ${deployment} ends all Pods of Service ${service} before it makes new ones: meanwhile UDP goes on to a Pod that is gone`,
  isDump: (objects) => `${objects === 1 ? 'An object' : `${objects} objects`} of a cluster, as kubectl prints them`,
};

const hints: Texts<DiagnosisHintArgs> = {
  useLabel: (label) => `Pods have ${label}. Use it?`,
  useLabels: (labels) => `The nearest Pods have ${labels}.`,
  labelsOfTemplate: (workload) =>
    `${workload} itself has these labels; a Service looks at those of the Pods, in spec.template.metadata.labels.`,
  noPod: (elsewhere) => `There is no Pod in this Namespace${elsewhere ? '; a Service sees only its own' : ''}.`,
  inNamespace: (namespace) => `Pods with these labels are in ${namespace}; a Service sees only its own Namespace.`,
  everyLabel: () => 'A Pod must have every label of the selector, with the same value.',
  tellApart: () => 'A selector takes every Pod that has its labels, whoever made it. Add one that only yours have.',
  writeSlice: () => 'Without a selector, somebody has to write an EndpointSlice that names the Service in its labels.',
  listenOn: (ports) => `They listen on ${ports}.`,
  howListens: () =>
    'Kubehop takes the containerPorts that a Pod declares, or the well-known port of its image, for what it listens on.',
  protocolInKey: () => 'A port is a number and a protocol; without one, a Service means TCP.',
  listenOnAll: () => 'Let the program listen on 0.0.0.0 or [::].',
  nameInPod: (protocol) => `The name must stand in ports[].name of a container, with protocol ${protocol}.`,
  declaredNames: (names) => `The containers have ${names}.`,
  numberNeedsNone: () => 'The containers declare no ports. A number does without; a name has to be declared.',
  namesEqual: (names) => `Names must be equal: the Service has ${names}.`,
  noMapping: () =>
    'Without a Cluster IP there are no rules; the client connects to a Pod, with the port that it wrote.',
  onlyAlias: () => 'It is an alias in DNS; the client connects to the other host, with the port that it wrote.',
  notReadyNoTraffic: () => 'Until then no Service sends it anything.',
  whoSetsGate: () => 'A controller outside has to set it in the status of the Pod.',
  localDrops: () => 'With Cluster every Node passes it on, at the price of the client’s address.',
  localNoFallback: () => 'Local never falls back. trafficDistribution: PreferSameNode does.',
  rangesGuard: () => 'They guard the load balancer’s address, not the node ports.',
  nobodyGivesAddress: () => 'No controller takes care of it. The node ports work meanwhile.',
  takenAddress: () => 'Another Service has loadBalancerIP, or it is out of range.',
  oneWins: () => 'Which of them answers is a matter of order, and may differ from Node to Node.',
  seesProxyOnly: () => 'Let the load balancer keep the affinity, or pass the clients’ addresses on.',
  hintsSum: (least, endpoints) =>
    `Each zone needs its share, rounded up: that makes ${least} of ${endpoints}, so all hints are left out.`,
  hintsZones: () => 'There must be at least two zones, and every Node must have one and CPUs.',
  clientChooses: () => 'DNS gives all addresses, the client takes one. Balance and affinity need a Cluster IP.',
  replacement: (what) => `Instead: ${what}.`,
  addressIsName: () => 'For an address, write a Service without a selector, and an EndpointSlice.',
  variablesNeedClusterIP: () => 'Variables are written for Services with a Cluster IP. Use the name.',
  variablesAreWrittenOnce: () => 'Variables are written when a container starts. Use the name, or start the Pod anew.',
  loopbackOnlyIptables: () =>
    'Only mode iptables opens node ports on 127.0.0.1, and never on [::1]. The address of the Node works in all modes.',
  clusterIPHasPorts: (port) => `A Cluster IP stands in rules, and they match protocols and ports. Ask for ${port}.`,
  preStopWaits: (seconds) =>
    `A preStop hook that sleeps ${seconds} s lets every kube-proxy hear of it first. Nothing is lost then.`,
  searchOwnNamespace: () => 'Short names are looked for in the Pod’s own Namespace first, and in no other.',
  nearestService: (name) => `There is ${name}.`,
  hasPorts: (ports) => `It has ${ports}.`,
  portOfPod: (target, port) => `A policy sees the port of the Pod, ${target}, and not that of the Service, ${port}.`,
  addIngress: (target) => `Add an ingress rule with port ${target}, if Pods shall be reached.`,
  ownNamespace: () => 'A policy isolates Pods of its own Namespace only.',
  allowDns: () => 'Names do not resolve; addresses do work. Allow port 53, UDP and TCP, to Namespace kube-system.',
  nodesAddressSeen: () =>
    'With externalTrafficPolicy Cluster, the Node that takes a packet puts its own address in the place of the client’s.',
  proxyIsAsked: () =>
    'With ipMode Proxy kube-proxy leaves that address alone, and calls from inside go by the load balancer.',
  waysIn: () =>
    'The Nodes are in a network of their own. A load balancer is a way in, so are kubectl port-forward and kind’s extraPortMappings.',
  healthyIsLocal: () =>
    'With externalTrafficPolicy Local that is how the load balancer leaves out Nodes without a Pod. Ask for its address.',
  forwardGoesAround: () => 'It goes by the API server into a Pod, and around kube-proxy. Ask the Service from inside.',
  sharesOfNodes: () =>
    'With externalTrafficPolicy Local a load balancer gives each Node the same, and a Node shares that among its own Pods.',
  hairpinMasqueraded: () => 'What comes back to its sender is masqueraded, or the answer would go past the Node.',
  timeoutSlides: () => 'The timeout slides: it is over when nothing has come for that long.',
  portsRememberAlone: () => 'Affinity belongs to a port of a Service, not to the Service.',
  randomChoice: () => 'All Pods have the same chance each time. Only mode ipvs takes turns, and it is deprecated.',
  lastResortOnly: () =>
    'A terminating Pod leaves the ready endpoints at once, preStop or not. It is used only when no ready one is left.',
  choiceOfConnection: () => 'The choice is made once a connection. New Pods get new connections only.',
  lastEndpointKeepsFlow: () =>
    'kube-proxy deletes flows to Pods that are gone only while the Service has an endpoint. RollingUpdate keeps one.',
  nodePortRange: () => 'A node port is one of 30000–32767; without the field one is chosen.',
  nodePortTaken: (by) =>
    `${by ? `Service ${by} has it. ` : ''}There is one pool for the cluster, whatever the protocol.`,
  clusterIPTaken: (by) => `${by ? `Service ${by} has it. ` : ''}Without the field a free one is chosen.`,
  clusterIPRange: (range) => `Cluster IPs are in ${range}; without the field a free one is chosen.`,
  portNeedsName: () => 'With more than one port, each needs a name.',
  namespaceMissing: (namespace) => `No document makes Namespace ${namespace}, and a new cluster does not have it.`,
  namespaceLater: (namespace) =>
    `Documents are created in their order: Namespace ${namespace} has to stand before what is in it.`,
  fieldMeant: (field) => `There is a field ${field}.`,
  fieldElsewhere: (path) => `Its place is ${path}.`,
  kindMeant: (kind) => `There is a kind ${kind}.`,
  kindServedAs: (versions) => `Kubernetes 1.36 has this kind as ${versions}.`,
  kindForeign: (kind) => `Kubernetes itself has no ${kind}: its CustomResourceDefinition has to be there first.`,
  wants: (what) => WANTS[what],
  nameLike: () => 'Names are small letters, digits and hyphens.',
  selectorIsLabels: () => 'The selector has to select the Pods of the template, so their labels must have all of it.',
  selectorIsPlain: () => 'The selector of a Service is the labels themselves.',
  documentBegins: () => 'A new object seems to begin here: --- has to stand before it.',
  blankAfterColon: () => 'After the colon of a field there is a blank.',
  misaligned: () => 'A line begins where no line before it does.',
  isTemplate: () => 'This is a template, and not YAML yet. Paste what it becomes: helm template prints it.',
  noTabs: () => 'A tab stands at the beginning of a line. YAML is indented with blanks alone.',
  importDump: () =>
    'Imported, they keep their names and addresses; what a server has written into them, and what Kubehop has of its own, goes.',
};

const fixes: Texts<FixArgs> = {
  select: (labels) => `Select ${labels}`,
  moveTo: (namespace) => `Move it to ${namespace}`,
  setField: (field, value) => `${field}: ${value}`,
  dropField: (field) => `Leave out ${field}`,
  allow: (port) => `Allow ${port}`,
  writeSlice: (address) => `A Service with an EndpointSlice for ${address}`,
  allowDns: () => 'Allow DNS',
  importIt: () => 'Import them',
  spell: (word) => `Write ${word}`,
  moveField: (to) => `Move it to ${to}`,
  addNamespace: (namespace) => `Add Namespace ${namespace}`,
  blanksForTabs: () => 'Blanks for tabs',
  separate: () => 'Put --- before it',
  spaceColon: () => 'A blank after the colon',
  align: () => 'Align it',
};

/** The panel that asks why. */
const panel = {
  ask: 'Why?',
  asking: 'Looking for the cause…',
  title: 'Why',
  works: 'In the cluster of this text it works.',
  of: (share: string) => `${share} of the connections:`,
  rule: 'by the rule',
  see: (object: string) => `see ${object}`,
  repairs: 'Repairs it, tried before it is offered:',
  apply: 'Apply',
  parts: 'No edit alone lets it through. These mend a part of it; ask again after them:',
  none: 'No edit that Kubehop knows of repairs it.',
  docs: 'Kubernetes’ documentation',
  scenario: 'As a scenario',
  stale: 'The text has changed since. Ask again.',
  failed: 'It could not be found out.',
};

/** All fixes that need no choice, at one press. */
const fixAll = {
  button: (n: number) => `Fix ${n}`,
  title: 'Make every fix that needs no choice. One undo takes all of them back.',
  done: (n: number) =>
    n === 0 ? 'No fix mends anything.' : `${many(n, 'fix', 'fixes')} made. One undo takes all back.`,
  left: (n: number) => (n === 0 ? 'Nothing is left to mend.' : `${many(n, 'problem')} left for you to decide.`),
};

/** What the checks say: why something will not work, what follows, and what mends it. */
export const diagnosis = { findings, hints, fixes, panel, fixAll };

export type Diagnosis = typeof diagnosis;
