import type { ReasonArgs, Texts } from '../../model/Message.ts';
import { named, spot, subject } from './told.ts';

/** Why a connection ends as it does, and what to do about it. */
export const reasons: Texts<ReasonArgs> = {
  loopbackIn: (node) => `${node} drops it: a loopback address cannot come in by a wire.`,
  loopbackOut: (node) => `${node} drops it: a loopback source cannot leave the Node.`,
  loopbackCalled: (node) => `${node} drops it: nobody outside may call its loopback addresses.`,
  ownSource: (node, source) => `${node} drops it: its source ${source} is an address of its own.`,
  ownSourceInPod: (pod, source) =>
    `${pod} drops it: its source ${source} is an address of its own, so no answer could leave.`,
  noMasqueradeAddress: (node) => `${node} drops it: there is no address to masquerade with.`,
  wentRound: (node, between) =>
    `${node} drops it: it went round between ${between.join(' and ')} until its time to live was over.`,
  cannotTell: () => 'It cannot tell the sender.',
  outsideRanges: (node, source, service) =>
    `${node} drops it: ${source} is in none of ${service}'s loadBalancerSourceRanges.`,
  selfOutsideRanges: (node, service) =>
    `${node} drops it: ${node} itself is in none of ${service}'s loadBalancerSourceRanges.`,
  addRange: () => 'Add a range that holds it.',
  invalid: (node) => `${node} drops it: it belongs to no connection that ${node} knows.`,
  otherWayBack: () => 'The answer took another way than the question.',
  unallocated: (node, address) => `${node} drops it: no Service has the Cluster IP ${address}.`,
  dropsBy: (node, comment) => `${node} drops it: ${comment}.`,
  drops: (node) => `${node} drops it.`,

  droppedNoLocal: (node, service, policy) =>
    `${node} drops it: ${service} has no endpoint on ${node} and ${policy} is Local.`,
  rejectedNoLocal: (node, service, policy) =>
    `${node} rejects it: ${service} has no endpoint on ${node} and ${policy} is Local.`,
  useCluster: (node) => `Use Cluster, or run a Pod on ${node}.`,
  noEndpoints: (node, service) => `${node} rejects it: ${service} has no endpoints.`,
  matchReadyPod: () => 'Make its selector match a Pod that is ready.',
  giveEndpoint: () => 'Give it an endpoint that is ready.',
  rejectedPort: (node, owner, port, protocol) => `${node} rejects it: ${named(owner)} has no port ${port}/${protocol}.`,
  rejectedPing: (node, owner) => `${node} rejects it: nobody answers pings at ${named(owner)}.`,
  onlyItsPorts: () => "A Service's address answers at the ports of that Service only.",
  nobodyListens: (port, protocol, at) => `Nothing listens on port ${port}/${protocol} in ${named(at)}.`,
  mendTargetPort: (pod) => `Make the Service's targetPort a port that ${pod} listens on.`,

  deniedOut: (node, pod, to, port) =>
    `${node} drops it: no NetworkPolicy lets ${pod} out to ${spot(to)}${port && ` at port ${port}`}.`,
  deniedIn: (node, from, pod, port) =>
    `${node} drops it: no NetworkPolicy lets ${spot(from)} in to ${pod}${port && ` at port ${port}`}.`,
  policySeesPod: () => 'A policy sees the Pod behind a Service, and the port of the Pod.',
  allowIt: (policy) => `Add a rule that allows it to ${policy || 'one of its NetworkPolicies'}.`,
  sourceReplaced: (asker, by) =>
    `The source is no longer ${named(asker)}: ${named(by)} has put its own address there. With externalTrafficPolicy Local a policy sees the client.`,

  noRoute: (to) => `There is no route to ${to} from here.`,
  noRouteFrom: (node, to) => `${node} has no route to ${to}.`,
  nobodyOnWire: (to) => `Nobody on the Nodes' network has ${to}: silence.`,
  noNodeHas: (to) => `No Node has the address ${to}: silence.`,
  nodesOutside: (to) => `The Nodes are in a network of their own, and the client has no route to ${to}: silence.`,
  useBalancer: () => 'Use a load balancer, kubectl port-forward, or a route.',
  noPodHas: (to) => `No Pod has ${to}: nobody answers.`,
  gone: (pod) => `${pod} is gone.`,
  notForwarding: (pod, to) => `${pod} is not ${to} and does not forward.`,
  answerLost: (to) => `The answer is lost: outside the cluster nobody has a route to ${to}.`,
  notMasqueraded: () => 'Pods are not masqueraded to the outside here.',
  podOutside: (to) => `Outside the cluster nobody has a route to the Pod address ${to}: silence.`,
  clusterIPOutside: (to) =>
    `The Cluster IP ${to} is nowhere but in the rules of Nodes: outside nobody has a route to it, and there is silence.`,
  useDoor: () => 'Use a NodePort or a load balancer.',
  nobodyHas: (to) => `Nobody has a route to ${to}: silence.`,
  noService: (to) =>
    `No Service has the Cluster IP ${to}, so no rule takes the packet: it leaves the cluster, and there is silence.`,
  noSuchPort: (owner, port, protocol) =>
    `${named(owner)} has no port ${port}/${protocol}, so no rule takes the packet: it leaves the cluster, and there is silence.`,
  noPing: (owner) =>
    `${named(owner)} has ports, and a ping has none, so no rule takes the packet: it leaves the cluster, and there is silence.`,

  gaveBack: (target) => `The Node gave the packet back: it has no rule for ${target}.`,
  noHealthyNode: () => 'The load balancer drops it: no Node passes its health check: none has a ready local endpoint.',
  noNodeForBalancer: () => 'The load balancer drops it: no Node may take its packets.',
  noFrontend: (target) => `The load balancer has no listener for ${target}.`,

  answersPing: (who, from) => `${subject(who)} answers the ping of ${from}.`,
  answers: (who, source) => `${subject(who)} answers, and sees ${source}.`,
  answersByHeader: (who, source) => `${subject(who)} answers, and sees ${source}: the PROXY header says so.`,
  connectionFrom: (source) => `The connection itself comes from ${source}.`,
  misreadsHeader: (who) => `${subject(who)} takes the PROXY header for the request: a web server answers 400.`,
  readHeader: () => 'Let its program read the header, or the load balancer not send it.',
  waitsForHeader: (who) => `${subject(who)} waits for a PROXY header, and hangs up: nobody on this way sends one.`,
  headerByBalancer: () => 'Only connections by way of the load balancer have it.',
  strangeAnswer: (from, who) =>
    `The answer comes from ${from}, where nobody was asked: ${who} does not take it for its own.`,

  noName: (name) => `The name ${name} does not resolve.`,
  notAnAddress: (text) =>
    `${text} is not an address: write tcp://HOST:PORT, udp://HOST:PORT, sctp://HOST:PORT or icmp://HOST.`,
  nodeOff: (name) => `The machine ${name} is off: silence.`,
  noSuchNode: (name) => `There is no Node ${name}.`,
  noSuchPod: (name) => `There is no Pod ${name}.`,
  podDown: (name) => `Pod ${name} does not run: it has no network.`,
};
