import { expect, test } from 'vitest';
import type { Packet } from '../../model/Packet.ts';
import { copyPacket } from './copy.ts';

const packet: Packet = { protocol: 'tcp', src: 'a', sport: 1, dst: 'b', dport: 2, flags: 'SYN', mark: 4 };

test.each<Partial<Packet>>([
  {},
  { quoted: packet },
  { outer: { src: 'n1', dst: 'n2' } as NonNullable<Packet['outer']> },
  { proxied: { src: 'c' } as unknown as NonNullable<Packet['proxied']> },
])('a copy of a packet has all that it has, and is another: %o', (more) => {
  const whole = { ...packet, ...more };
  const copy = copyPacket(whole);
  expect(copy).toEqual(whole);
  copy.mark = 5;
  expect(whole.mark).toBe(4);
});
