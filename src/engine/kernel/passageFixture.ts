import { firstPacket } from '../trace/packets.ts';
import { track } from './conntrack.ts';
import type { Passage } from './Passage.ts';

/** A Pod's first packet to port 80 of an address, as it comes in. For tests. */
export function passageTo(ip: string): Passage {
  const packet = firstPacket('tcp', { ip: '10.244.1.2', port: 40000 }, { ip, port: 80 });
  return {
    packet,
    inDevice: 'eth0',
    outDevice: '',
    connection: track(packet, 'n1', undefined),
    share: 1,
    recent: undefined,
    scheduled: undefined,
  };
}

/** The same to a Service. */
export const PASSAGE: Passage = passageTo('10.96.0.10');
