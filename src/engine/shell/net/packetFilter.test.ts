import { expect, test } from 'vitest';
import type { Packet } from '../../../model/Packet.ts';
import { FilterProblem, packetFilter } from './packetFilter.ts';

const packet: Packet = {
  protocol: 'tcp',
  src: '10.0.0.1',
  sport: 51514,
  dst: '10.0.0.2',
  dport: 80,
  flags: 'SYN',
  mark: 0,
};

test.each([
  ['', true],
  ['tcp', true],
  ['udp', false],
  ['ip6', false],
  ['port 80', true],
  ['src port 80', false],
  ['tcp dst port 80', true],
  ['udp port 80', false],
  ['host 10.0.0.1', true],
  ['10.0.0.1', true],
  ['dst host 10.0.0.1', false],
  ['src and dst net 10.0.0.0/8', true],
  ['net 192.168.0.0/16', false],
  ['not port 80', false],
  ['!(udp or icmp)', true],
  ['port 443 or 80', true],
  ['host 10.0.0.9 and port 80 or tcp', true],
  ['tcp && (port 81 || host 10.0.0.2)', true],
])('%j wants the packet: %s', (expression, wanted) => {
  expect(packetFilter(expression)(packet)).toBe(wanted);
});

test.each(['port', 'port http', 'foo bar', '(tcp', 'tcp )', 'host 10.0.0.1 10.0.0.2', 'not'])(
  '%j is refused',
  (text) => {
    expect(() => packetFilter(text)).toThrow(FilterProblem);
  },
);
