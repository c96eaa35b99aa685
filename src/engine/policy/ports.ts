import type { Miss, PortText } from '../../model/Message.ts';
import type { PolicyPort } from '../../model/NetworkPolicy.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Pod } from '../../model/Pod.ts';

/** The destination of a packet: what a policy's ports are held against, after every change of the destination. */
export type Aim = Pick<Packet, 'protocol' | 'dport'>;

/**
 * Why none of a rule's ports is this one; nothing when one is, or when the rule names none. A name stands for
 * the port that the destination Pod has under it. ICMP has no ports, so that a rule with ports never allows it.
 */
export function whyNotPorts(ports: readonly PolicyPort[] | undefined, aim: Aim, pod: Pod | undefined): Miss[] {
  if (!ports?.length || ports.some((port) => isPort(port, aim, pod))) return [];
  if (aim.protocol.startsWith('icmp')) return [['pingHasNoPort']];
  return [['portIs', `${aim.dport}/${aim.protocol.toUpperCase()}`]];
}

function isPort({ protocol, port, endPort }: PolicyPort, aim: Aim, pod: Pod | undefined): boolean {
  if (protocol.toLowerCase() !== aim.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return aim.dport >= port && aim.dport <= (endPort ?? port);
  return (
    pod?.spec.containers.some((container) =>
      container.ports?.some((p) => p.name === port && p.containerPort === aim.dport && p.protocol === protocol),
    ) ?? false
  );
}

export const portText = ({ protocol, port, endPort }: PolicyPort): PortText => ({
  protocol,
  ...(port !== undefined && { name: `${port}${endPort === undefined ? '' : `-${endPort}`}` }),
});
