import type { Interface } from '../../model/KernelConfig.ts';
import type { Node } from '../../model/Node.ts';
import type { OuterHeader } from '../../model/Packet.ts';
import { familyOf } from '../net/ip.ts';
import { nodeIP } from '../proxy/nodeNetwork.ts';
import { type Flight, fly, type Next } from './Flight.ts';
import { withHop } from './hop.ts';
import { machineOf } from './Inside.ts';
import { randomPort } from './ports.ts';
import type { World } from './World.ts';

type Vxlan = NonNullable<Interface['vxlan']>;

/** The packet leaves a Node by its VXLAN device: wrapped in UDP, from this Node's address to the other's. */
export function encapsulate(world: World, flight: Flight, from: Node, to: Node, { vni, port }: Vxlan): Next {
  const { packet } = flight;
  const family = familyOf(packet.dst);
  const outer: OuterHeader = {
    src: nodeIP(from, family) ?? '',
    sport: flowPort(`${packet.src} ${packet.sport} ${packet.dst} ${packet.dport}`),
    dst: nodeIP(to, family) ?? '',
    dport: port,
    vni,
  };
  const wrapped = { ...packet, outer };
  const told = withHop(world, flight, machineOf(from.metadata.name), wrapped, [{ kind: 'encapsulate', outer }]);
  const at = { kind: 'node', name: to.metadata.name } as const;
  return fly({ ...told, packet: wrapped, at, inDevice: 'eth0' });
}

/** The other end takes it out again; to its kernel it has come in by the VXLAN device. */
export function decapsulate(world: World, flight: Flight, node: string): Flight {
  const { outer, ...packet } = flight.packet;
  const told = withHop(world, flight, machineOf(node), packet, outer ? [{ kind: 'decapsulate', outer }] : []);
  const device = world.kernel(node).interfaces.find((i) => i.vxlan && sameFamily(i, packet.dst));
  return { ...told, packet, inDevice: device?.name ?? flight.inDevice };
}

const sameFamily = ({ addresses }: Interface, ip: string): boolean => familyOf(addresses[0] ?? '') === familyOf(ip);

/** One port for each inner connection, so that routers spread them (udp_flow_src_port): of Linux's local range. */
const flowPort = (connection: string): number => 32768 + (randomPort(connection) % 28232);
