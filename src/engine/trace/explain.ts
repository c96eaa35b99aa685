import type { Clause, Label, Name, Reason, Seen, Spot } from '../../model/Message.ts';
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

/** A machine as messages name it. */
export const nameOf = ({ kind, name }: Machine): Name =>
  kind === 'client' || kind === 'loadBalancer' ? name : name.replace(/^default\//, '');

export const spot = (world: World, address: string): Spot => ({
  name: world.topology.ownerOf(addressIn(address)),
  address,
});

const addressIn = (text: string): string =>
  text.startsWith('[')
    ? text.slice(1, text.indexOf(']'))
    : text.split(':').length === 2
      ? (text.split(':')[0] ?? '')
      : text;

type BareHop = Omit<Hop, 'sentence' | 'label'>;

/** The sentence and the label of a hop: what happens here. */
export function hopWords(world: World, hop: BareHop): Pick<Hop, 'sentence' | 'label'> {
  const parts = hop.steps.flatMap((step) => stepWords(world, hop, step) ?? []);
  const main = parts.find((part) => part.main) ?? parts[0];
  const does = parts.map(({ clause }) => clause);
  return { sentence: { who: nameOf(hop.at), does }, label: main?.label ?? ['passes'] };
}

interface Words {
  clause: Clause;
  label: Label;
  main?: boolean;
}

function stepWords(world: World, hop: BareHop, step: Step): Words | undefined {
  const { before, after } = hop;
  switch (step.kind) {
    case 'resolve':
      return { clause: ['looksUp', step.name, step.answer], label: ['resolved', step.name, step.answer] };
    case 'send':
      return { clause: sends(world, before), label: ['sends', before.flags, before.dst], main: true };
    case 'chooseNode':
      return { clause: ['picks', step.node, step.among.length], label: ['picks', step.node], main: true };
    case 'translate':
      if (step.by === 'ipvs')
        return {
          clause: ['ipvs', before.dst, spot(world, step.to)],
          label: ['changes', 'dst', after.dst],
          main: true,
        };
      return step.field === 'dst'
        ? { clause: ['dnat', spot(world, step.to)], label: ['changes', 'dst', after.dst], main: true }
        : { clause: newSource(world, hop, step.to), label: ['changes', 'src', after.src] };
    case 'untranslate':
      return {
        clause: ['turnsBack', step.field, spot(world, step.to)],
        label: ['undoes', step.field, addressIn(step.to)],
        main: true,
      };
    case 'policy':
      return step.ruleId === '' ? undefined : { clause: admits(step), label: ['allowed'] };
    case 'route':
      return { clause: forwards(world, step), label: ['forwards'] };
    case 'proxyHeader':
      return headerWords(step);
    case 'encapsulate':
      return { clause: wraps(world, step.outer), label: ['wraps', step.outer.dst], main: true };
    case 'decapsulate':
      return { clause: ['unwraps'], label: ['unwraps'], main: true };
    case 'deliver':
      return hop.reply ? { ...received(before), main: true } : undefined;
    case 'answer':
      return { ...answers(hop, step.text), main: true };
    case 'reject':
      return { clause: ['rejects', step.with], label: ['rejected'], main: true };
    case 'drop':
      return { clause: ['drops'], label: ['dropped'], main: true };
    case 'noListener':
      return {
        clause: ['noListener', step.port, before.protocol],
        label: [
          'noListener',
          before.protocol === 'tcp' || before.protocol === 'sctp' ? REFUSAL[before.protocol] : 'port unreachable',
        ],
        main: true,
      };
    case 'noRoute':
      return { clause: ['noRoute', step.to], label: ['noRoute'], main: true };
    case 'mark':
    case 'rules':
      return undefined;
  }
}

function sends(world: World, { protocol, flags, dst, dport }: Packet): Clause {
  const to = spot(world, addressText(dst, dport));
  if (protocol.startsWith('icmp')) return ['pings', flags, to];
  return ['sends', `${protocol.toUpperCase()}${flags === 'SYN' || flags === 'INIT' ? ` ${flags}` : ''}`, to];
}

function newSource(world: World, hop: BareHop, text: string): Clause {
  const ip = addressIn(text);
  return world.topology.ownerOf(ip) === nameOf(hop.at) ? ['snatOwn', ip] : ['snat', ip];
}

function forwards(world: World, step: Extract<Step, { kind: 'route' }>): Clause {
  if (step.via === ROUTER.IPv4 || step.via === ROUTER.IPv6)
    return CLIENT_IPS.includes(step.to as (typeof CLIENT_IPS)[number])
      ? ['forwards', 'external client']
      : ['forwardsOut'];
  const owner = world.topology.ownerOf(step.to);
  const next = step.via ? world.topology.ownerOf(step.via) : '';
  if (owner && next && next !== owner) return ['forwardsVia', owner, next];
  return ['forwards', owner || next || step.to];
}

function received({ flags, src, sport }: Packet): Words {
  if (flags === REFUSAL.tcp || flags === REFUSAL.sctp)
    return { clause: ['hearsRefused', addressText(src, sport)], label: ['refused'] };
  if (flags === 'port unreachable') return { clause: ['hearsUnreachable', src], label: ['refused'] };
  return { clause: ['receives', addressText(src, sport)], label: ['answered'] };
}

function answers({ before }: BareHop, text: string): Words {
  const source = / sees (\S+)$/.exec(text)?.[1];
  if (source) return { clause: ['answersSeeing', source], label: ['sees', source] };
  const clause: Clause = before.flags === 'echo request' ? ['answersPing', before.src] : ['answersWith', text];
  return { clause, label: ['answers'] };
}

export function answerReason(machine: Machine, { src, flags }: Packet, header: HeaderRead | undefined): Reason[] {
  const who = nameOf(machine);
  if (flags === 'echo request') return [['answersPing', who, src]];
  switch (header?.state) {
    case 'read':
      return [
        ['answersByHeader', who, header.source],
        ['connectionFrom', src],
      ];
    case 'unexpected':
      return [['misreadsHeader', who], ['readHeader']];
    case 'missing':
      return [['waitsForHeader', who], ['headerByBalancer']];
    default:
      return [['answers', who, src]];
  }
}

function headerWords({ state, text }: Extract<Step, { kind: 'proxyHeader' }>): Words {
  switch (state) {
    case 'sent':
      return { clause: ['writesHeader', text], label: ['header'] };
    case 'read':
      return { clause: ['readsHeader', text], label: ['header'] };
    case 'unexpected':
      return { clause: ['misreadsHeader', text], label: ['badRequest'] };
    case 'missing':
      return { clause: ['missesHeader'], label: ['hangsUp'] };
  }
}

const wraps = (world: World, { src, dst, dport, vni }: OuterHeader): Clause => [
  'wraps',
  vni,
  src,
  spot(world, withPort(dst, dport)),
];

type PolicyStep = Extract<Step, { kind: 'policy' }>;

export const podName = (key: string): Name => key.replace(/^default\//, '');

const admits = ({ type, pod, tried }: PolicyStep): Clause => [
  'admits',
  type,
  podName(pod),
  tried[tried.length - 1]?.chain ?? '',
];

/** A port that nobody listens on: the Service's targetPort is the usual culprit. */
export function nobodyListens(at: Machine, { protocol, dport }: Packet): Reason[] {
  const fix: Reason[] = at.kind === 'pod' ? [['mendTargetPort', nameOf(at)]] : [];
  return [['nobodyListens', dport, protocol, nameOf(at)], ...fix];
}

/** Why a rule of the filter table dropped a packet, and what to do about it. */
export function dropReason(world: World, node: string, rule: Deciding | undefined, passage: Passage): Reason[] {
  const text = rule?.comment ?? '';
  const { service, path } = causeOf(world, rule);
  if (text.endsWith('has no local endpoints')) {
    const policy = path.endsWith('internalTrafficPolicy') ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
    return [
      ['droppedNoLocal', node, service, policy],
      ['useCluster', node],
    ];
  }
  if (path === 'spec.loadBalancerSourceRanges' && rule?.id.startsWith('filter/KUBE-IPVS-OUT-FILTER/'))
    return [['selfOutsideRanges', node, service], ['addRange']];
  if (path === 'spec.loadBalancerSourceRanges')
    return [['outsideRanges', node, passage.packet.src, service], ['addRange']];
  if (text.startsWith('block incoming localnet')) return [['loopbackCalled', node]];
  if (passage.connection.state === 'INVALID') return [['invalid', node], ['otherWayBack']];
  if (text.startsWith('Drop traffic to unallocated')) return [['unallocated', node, passage.packet.dst]];
  return [text ? ['dropsBy', node, text] : ['drops', node]];
}

export function rejectReason(world: World, node: string, rule: Deciding | undefined, packet: Packet): Reason[] {
  const toOthers =
    rule?.id.startsWith('filter/KUBE-IPVS-FILTER/') || rule?.comment.startsWith('Reject traffic to invalid ports');
  if (toOthers) {
    const owner = world.topology.ownerOf(packet.dst) || packet.dst;
    const what: Reason = packet.dport
      ? ['rejectedPort', node, owner, packet.dport, packet.protocol]
      : ['rejectedPing', node, owner];
    return [what, ['onlyItsPorts']];
  }
  const { service, path } = causeOf(world, rule);
  if (path.endsWith('TrafficPolicy'))
    return [
      ['rejectedNoLocal', node, service, path.slice(5)],
      ['useCluster', node],
    ];
  const fix: Reason = path === 'spec.selector' ? ['matchReadyPod'] : ['giveEndpoint'];
  return [['noEndpoints', node, service || String(rule?.comment)], fix];
}

function causeOf(world: World, rule: Deciding | undefined): { service: string; path: string } {
  const ref: SourceRef | undefined = rule?.because[0];
  const service = ref && world.cluster.store.byKey<Service>(ref.object);
  if (!service) return { service: '', path: '' };
  const { name, namespace } = service.metadata;
  return { service: namespace === 'default' ? name : `${namespace}/${name}`, path: ref.path };
}

/** Why a packet that left the Nodes' network was never heard of again. */
export function lostOutside(world: World, { dst, dport, protocol }: Packet, reply: boolean): Reason[] {
  const inside = (cidrs: readonly string[]): boolean =>
    cidrs.some((text) => {
      const cidr = parseCidr(text);
      return cidr !== null && cidrContains(cidr, dst);
    });
  const { serviceSubnets, podSubnets } = world.cluster.settings;
  if (reply) return [['answerLost', dst], ['notMasqueraded']];
  if (inside(podSubnets)) return [['podOutside', dst], ['useDoor']];
  if (!inside(serviceSubnets)) return [['nobodyHas', dst]];
  if (world.asker.place.kind === 'client') return [['clusterIPOutside', dst], ['useDoor']];
  const owner = world.topology.ownerOf(dst);
  if (!owner) return [['noService', dst]];
  return [dport ? ['noSuchPort', owner, dport, protocol] : ['noPing', owner]];
}

/** What the program that asked gets to see. */
export function seenBy(ending: Ending, protocol: Packet['protocol']): Seen {
  switch (ending.result) {
    case 'delivered':
      return ['answer', 'pod' in ending ? podName(ending.pod) : ending.node];
    case 'refused':
      return protocol.startsWith('icmp') ? ['portUnreachable'] : ['refused'];
    case 'unreachable':
      return ['noRoute'];
    case 'timeout':
    case 'unresolved':
      return [ending.result];
  }
}
