import { firstPacket } from '../trace/packets.ts';
import { track } from './conntrack.ts';
import type { Passage } from './Passage.ts';

const packet = firstPacket('tcp', { ip: '10.244.1.2', port: 40000 }, { ip: '10.96.0.10', port: 80 });

/** A Pod's first packet to a Service, as it comes in. For tests. */
export const PASSAGE: Passage = {
  packet,
  inDevice: 'eth0',
  outDevice: '',
  connection: track(packet, 'n1', undefined),
  share: 1,
  recent: undefined,
  scheduled: undefined,
};
