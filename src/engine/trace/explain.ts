import type { OuterHeader, Packet } from '../../model/Packet.ts';
import type { Service } from '../../model/Service.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Ending, Hop, Machine, Step } from '../../model/Trace.ts';
import type { Deciding, Passage } from '../kernel/Passage.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { ROUTER } from '../proxy/nodeNetwork.ts';
import { REFUSAL } from './packets.ts';
import type { HeaderRead } from './proxyProtocol.ts';
import { CLIENT_IPS } from './Topology.ts';
import type { World } from './World.ts';
import { addressText, withPort } from '../net/ip.ts';

/** `The client`, `n2`, `web-1`, `shop/cart-1`. */
export function nameOf(machine: Machine): string {
  if (machine.kind === 'client') return 'the client';
  if (machine.kind === 'loadBalancer') return 'the load balancer';
  return machine.name.replace(/^default\//, '');
}

/** At the beginning of a sentence; names of objects keep their case. */
const capital = (text: string): string => (text.startsWith('the ') ? `T${text.slice(1)}` : text);

/** `web-1 (10.244.1.2:8080)`, or the address alone when nobody has it. */
function destination(world: World, text: string): string {
  const owner = world.topology.ownerOf(addressIn(text));
  return owner ? `${owner} (${text})` : text;
}

const addressIn = (text: string): string =>
  text.startsWith('[')
    ? text.slice(1, text.indexOf(']'))
    : text.split(':').length === 2
      ? (text.split(':')[0] ?? '')
      : text;

const protocolOf = ({ protocol, flags }: Packet): string =>
  protocol.startsWith('icmp')
    ? `a ping (${flags})`
    : `${protocol.toUpperCase()}${flags === 'SYN' || flags === 'INIT' ? ` ${flags}` : ''}`;

/** The sentence and the label of a hop: present tense, what happens here. */
export function hopWords(world: World, hop: Omit<Hop, 'sentence' | 'label'>): { sentence: string; label: string } {
  const who = capital(nameOf(hop.at));
  const telling = hop.steps.filter((step) => step.kind !== 'rules');
  const parts = telling.flatMap((step) => stepWords(world, hop, step) ?? []);
  const main = parts.find((part) => part.main) ?? parts[0];
  const sentence =
    parts.length > 0 ? `${who} ${parts.map((part) => part.text).join(', and ')}.` : `${who} passes it on.`;
  return { sentence: sentence.replace(/\.\.$/, '.'), label: main?.label ?? 'passes' };
}

interface Words {
  text: string;
  label: string;
  main?: boolean;
}

function stepWords(world: World, hop: Omit<Hop, 'sentence' | 'label'>, step: Step): Words | undefined {
  const { before, after } = hop;
  switch (step.kind) {
    case 'resolve':
      return { text: `looks up ${step.name}: ${step.answer}`, label: `${step.name} = ${step.answer}` };
    case 'send':
      return {
        text: `sends ${protocolOf(before)} to ${destination(world, addressText(before.dst, before.dport))}`,
        label: `${before.flags} ▸ ${before.dst}`,
        main: true,
      };
    case 'chooseNode':
      return { text: chooses(step), label: `picks ${step.node}`, main: true };
    case 'translate':
      if (step.by === 'ipvs')
        return {
          text: `takes ${before.dst} for an address of its own, and IPVS sends the packet on to ${destination(world, step.to)}`,
          label: `dst ▸ ${after.dst}`,
          main: true,
        };
      return step.field === 'dst'
        ? { text: `changes the destination to ${destination(world, step.to)}`, label: `dst ▸ ${after.dst}`, main: true }
        : { text: `changes the source to ${ownAddress(world, hop, step.to)}`, label: `src ▸ ${after.src}` };
    case 'untranslate':
      return {
        text: `turns the ${step.field === 'dst' ? 'destination' : 'source'} back into ${destination(world, step.to)}`,
        label: `${step.field} ◂ ${addressIn(step.to)}`,
        main: true,
      };
    case 'policy':
      return step.ruleId === '' ? undefined : { text: admits(step), label: 'allowed' };
    case 'route':
      return { text: `forwards it to ${routeTarget(world, step)}`, label: 'forwards' };
    case 'proxyHeader':
      return headerWords(step);
    case 'encapsulate':
      return { text: wraps(world, step.outer), label: `VXLAN ▸ ${step.outer.dst}`, main: true };
    case 'decapsulate':
      return { text: 'takes it out of the VXLAN packet', label: 'unwraps', main: true };
    case 'deliver':
      return hop.reply ? { text: received(before), label: receivedLabel(before), main: true } : undefined;
    case 'answer':
      return { text: answerText(hop, step.text), label: answerLabel(step.text), main: true };
    case 'reject':
      return { text: `rejects it with ${step.with}`, label: 'rejected', main: true };
    case 'drop':
      return { text: 'drops it', label: 'dropped', main: true };
    case 'noListener':
      return {
        text: `has nobody who listens on port ${step.port}/${before.protocol}, and says so`,
        label: before.protocol === 'tcp' || before.protocol === 'sctp' ? REFUSAL[before.protocol] : 'port unreachable',
        main: true,
      };
    case 'noRoute':
      return { text: `sends it where nobody has ${step.to}`, label: 'no route', main: true };
    case 'mark':
    case 'rules':
      return undefined;
  }
}

const chooses = (step: Extract<Step, { kind: 'chooseNode' }>): string =>
  step.among.length === 1 ? `passes it to ${step.node}` : `picks ${step.node}, one of ${step.among.length} Nodes`;

const ownAddress = (world: World, hop: Omit<Hop, 'sentence' | 'label'>, text: string): string => {
  const ip = addressIn(text);
  const own = world.topology.ownerOf(ip) === nameOf(hop.at);
  return own ? `its own address ${ip}, so that the answer comes back to it` : ip;
};

function routeTarget(world: World, step: Extract<Step, { kind: 'route' }>): string {
  if (step.via === ROUTER.IPv4 || step.via === ROUTER.IPv6)
    return CLIENT_IPS.includes(step.to as (typeof CLIENT_IPS)[number]) ? 'the client' : 'its default gateway';
  const owner = world.topology.ownerOf(step.to);
  const next = step.via ? world.topology.ownerOf(step.via) : '';
  if (owner && next && next !== owner) return `${owner} by way of ${next}`;
  return owner || next || step.to;
}

function received({ flags, src, sport }: Packet): string {
  if (flags === REFUSAL.tcp || flags === REFUSAL.sctp)
    return `hears from ${addressText(src, sport)}: connection refused`;
  if (flags === 'port unreachable') return `hears from ${src}: port unreachable`;
  return `receives the answer from ${addressText(src, sport)}`;
}

const receivedLabel = ({ flags }: Packet): string =>
  [REFUSAL.tcp, REFUSAL.sctp, 'port unreachable'].includes(flags) ? 'refused' : 'answered';

const answerText = (hop: Omit<Hop, 'sentence' | 'label'>, text: string): string => {
  const sees = / sees (\S+)$/.exec(text)?.[1];
  if (sees) return `answers: it sees ${sees}`;
  return hop.before.flags === 'echo request' ? `answers the ping of ${hop.before.src}` : `answers: ${text}`;
};

const answerLabel = (text: string): string => / (sees \S+)$/.exec(text)?.[1] ?? 'answers';

export function answerSentence(who: Machine, { src, flags }: Packet, header: HeaderRead | undefined): string {
  const name = capital(nameOf(who));
  if (flags === 'echo request') return `${name} answers the ping of ${src}.`;
  switch (header?.state) {
    case 'read':
      return `${name} answers, and sees ${header.source}: the PROXY header says so. The connection itself comes from ${src}.`;
    case 'unexpected':
      return `${name} takes the PROXY header for the request: a web server answers 400. Let its program read the header, or the load balancer not send it.`;
    case 'missing':
      return `${name} waits for a PROXY header, and hangs up: nobody on this way sends one. Only connections by way of the load balancer have it.`;
    default:
      return `${name} answers, and sees ${src}.`;
  }
}

function headerWords({ state, text }: Extract<Step, { kind: 'proxyHeader' }>): Words {
  switch (state) {
    case 'sent':
      return { text: `writes "${text}" before everything else`, label: 'PROXY header' };
    case 'read':
      return { text: `reads "${text}"`, label: 'PROXY header' };
    case 'unexpected':
      return { text: `does not understand "${text}"`, label: 'bad request' };
    case 'missing':
      return { text: 'misses a PROXY header and hangs up', label: 'hangs up' };
  }
}

const wraps = (world: World, { src, dst, dport, vni }: OuterHeader): string =>
  `wraps it in VXLAN ${vni}: UDP from ${src} to ${destination(world, withPort(dst, dport))}`;

type PolicyStep = Extract<Step, { kind: 'policy' }>;

const podName = (key: string): string => key.replace(/^default\//, '');

/** `lets it in to web-1 (NetworkPolicy shop)`. */
const admits = ({ type, pod, tried }: PolicyStep): string =>
  `lets it ${type === 'Ingress' ? 'in to' : 'out of'} ${podName(pod)} (${tried[tried.length - 1]?.chain})`;

/** Why NetworkPolicies let a packet not pass, and what to do about it. */
export function denialReason(
  world: World,
  node: string,
  step: PolicyStep,
  { src, dst, dport, protocol }: Packet,
): string {
  const pod = podName(step.pod);
  const port = dport ? ` at port ${dport}/${protocol}` : '';
  const policies = [...new Set(step.tried.map((rule) => rule.chain))];
  const [only = ''] = policies;
  const who = policies.length === 1 ? only : 'one of its NetworkPolicies';
  const fix = ` Add a rule that allows it to ${who}.`;
  if (step.type === 'Egress') {
    const to = world.topology.ownerOf(dst);
    const drops = `${node} drops it: no NetworkPolicy lets ${pod} out to ${to ? `${to} (${dst})` : dst}${port}.`;
    const hidden =
      world.asker.packet.dst !== dst ? ' A policy sees the Pod behind a Service, and the port of the Pod.' : '';
    return drops + hidden + fix;
  }
  const from = world.topology.ownerOf(src);
  const drops = `${node} drops it: no NetworkPolicy lets ${from ? `${from} (${src})` : src} in to ${pod}${port}.`;
  if (src === world.asker.packet.src) return drops + fix;
  return `${drops} The source is no longer ${nameOf(world.asker.machine)}: ${from || src} has put its own address there. With externalTrafficPolicy Local a policy sees the client.`;
}

/** A port that nobody listens on: the Service's targetPort is the usual culprit. */
export const nobodyListens = (_world: World, at: Machine, { protocol, dport }: Packet): string => {
  const fix = at.kind === 'pod' ? ` Make the Service's targetPort a port that ${nameOf(at)} listens on.` : '';
  return `Nothing listens on port ${dport}/${protocol} in ${nameOf(at)}.${fix}`;
};

/** Why a rule of the filter table dropped a packet, and what to do about it. */
export function dropReason(world: World, node: string, rule: Deciding | undefined, passage: Passage): string {
  const text = rule?.comment ?? '';
  const { service, path } = causeOf(world, rule);
  if (text.endsWith('has no local endpoints')) {
    const policy = path.endsWith('internalTrafficPolicy') ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
    return `${node} drops it: ${service} has no endpoint on ${node} and ${policy} is Local. Use Cluster, or run a Pod on ${node}.`;
  }
  if (path === 'spec.loadBalancerSourceRanges' && rule?.id.startsWith('filter/KUBE-IPVS-OUT-FILTER/'))
    return `${node} drops it: ${node} itself is in none of ${service}'s loadBalancerSourceRanges. Add a range that holds it.`;
  if (path === 'spec.loadBalancerSourceRanges')
    return `${node} drops it: ${passage.packet.src} is in none of ${service}'s loadBalancerSourceRanges. Add a range that holds it.`;
  if (text.startsWith('block incoming localnet'))
    return `${node} drops it: nobody outside may call its loopback addresses.`;
  if (passage.connection.state === 'INVALID')
    return `${node} drops it: it belongs to no connection that ${node} knows. The answer took another way than the question.`;
  if (text.startsWith('Drop traffic to unallocated'))
    return `${node} drops it: no Service has the Cluster IP ${passage.packet.dst}.`;
  return `${node} drops it${text ? `: ${text}` : ''}.`;
}

export function rejectReason(world: World, node: string, rule: Deciding | undefined, packet: Packet): string {
  const toOthers =
    rule?.id.startsWith('filter/KUBE-IPVS-FILTER/') || rule?.comment.startsWith('Reject traffic to invalid ports');
  if (toOthers) {
    const owner = world.topology.ownerOf(packet.dst) || packet.dst;
    const what = packet.dport
      ? `${owner} has no port ${packet.dport}/${packet.protocol}`
      : `nobody answers pings at ${owner}`;
    return `${node} rejects it: ${what}. A Service's address answers at the ports of that Service only.`;
  }
  const { service, path } = causeOf(world, rule);
  if (path.endsWith('TrafficPolicy'))
    return `${node} rejects it: ${service} has no endpoint on ${node} and ${path.slice(5)} is Local. Use Cluster, or run a Pod on ${node}.`;
  const fix =
    path === 'spec.selector' ? ' Make its selector match a Pod that is ready.' : ' Give it an endpoint that is ready.';
  return `${node} rejects it: ${service || rule?.comment} has no endpoints.${fix}`;
}

function causeOf(world: World, rule: Deciding | undefined): { service: string; path: string } {
  const ref: SourceRef | undefined = rule?.because[0];
  const service = ref && world.cluster.store.byKey<Service>(ref.object);
  if (!service) return { service: '', path: '' };
  const { name, namespace } = service.metadata;
  return { service: namespace === 'default' ? name : `${namespace}/${name}`, path: ref.path };
}

/** Why a packet that left the Nodes' network was never heard of again. */
export function lostOutside(world: World, { dst, dport, protocol }: Packet, reply: boolean): string {
  const inside = (cidrs: readonly string[]): boolean =>
    cidrs.some((text) => {
      const cidr = parseCidr(text);
      return cidr !== null && cidrContains(cidr, dst);
    });
  const { serviceSubnets, podSubnets } = world.cluster.settings;
  if (reply)
    return `The answer is lost: outside the cluster nobody has a route to ${dst}. Pods are not masqueraded to the outside here.`;
  if (inside(podSubnets))
    return `Outside the cluster nobody has a route to the Pod address ${dst}: silence. Use a NodePort or a load balancer.`;
  if (!inside(serviceSubnets)) return `Nobody has a route to ${dst}: silence.`;
  if (world.asker.place.kind === 'client')
    return `The Cluster IP ${dst} is nowhere but in the rules of Nodes: outside nobody has a route to it, and there is silence. Use a NodePort or a load balancer.`;
  const owner = world.topology.ownerOf(dst);
  if (!owner)
    return `No Service has the Cluster IP ${dst}, so no rule takes the packet: it leaves the cluster, and there is silence.`;
  const what = dport ? `${owner} has no port ${dport}/${protocol}` : `${owner} has ports, and a ping has none`;
  return `${what}, so no rule takes the packet: it leaves the cluster, and there is silence.`;
}

/** What the program that asked gets to see. */
export function seenBy(ending: Ending, protocol: Packet['protocol']): string {
  switch (ending.result) {
    case 'delivered':
      return 'pod' in ending
        ? `an answer from ${ending.pod.replace(/^default\//, '')}`
        : `an answer${ending.node && ` from ${ending.node}`}`;
    case 'refused':
      return protocol.startsWith('icmp') ? 'Destination Port Unreachable' : 'connection refused';
    case 'unreachable':
      return 'no route to host';
    case 'timeout':
      return 'no answer: timeout';
    case 'unresolved':
      return 'could not resolve host';
  }
}
