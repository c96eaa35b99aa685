import { expect, test } from 'vitest';
import type { Packet } from '../../model/Packet.ts';
import { entryLife } from './entryLife.ts';

const packet = (protocol: Packet['protocol'], flags: string): Packet => ({
  protocol,
  src: '10.0.0.1',
  sport: 1,
  dst: '10.0.0.2',
  dport: 2,
  flags,
  mark: 0,
});

test.each([
  ['tcp', 'SYN', 'SYN_SENT', 120],
  ['tcp', 'SYN-ACK', 'SYN_RECV', 60],
  ['tcp', 'RST', 'CLOSE', 0],
  ['sctp', 'INIT', 'COOKIE_WAIT', 3],
  ['udp', 'datagram', '', 30],
  ['icmp', 'echo request', '', 30],
  ['icmp6', 'echo request', '', 30],
] as const)('%s %s: %s for %d s', (protocol, flags, state, timeout) => {
  expect(entryLife(packet(protocol, flags))).toEqual({ state, timeout });
});
