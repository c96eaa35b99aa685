import { expect, test } from 'vitest';
import { conntrackState, conntrackTimeout, type ConntrackEntry, isStream, type Seen } from './KernelState.ts';

const side = { src: '10.244.1.2', sport: 40000, dst: '10.96.0.10', dport: 53 };

const entry = (protocol: ConntrackEntry['protocol'], seen?: Partial<Seen>): ConntrackEntry => ({
  protocol,
  original: side,
  reply: side,
  snatRule: '',
  ...(seen && { seen: { first: 0, last: 0, answered: false, used: false, ...seen } }),
});

// net.netfilter.nf_conntrack_*_timeout*, as Linux sets them
test.each([
  ['tcp', undefined, 'SYN_SENT', 120],
  ['tcp', {}, 'SYN_SENT', 120],
  ['tcp', { answered: true }, 'SYN_RECV', 60],
  ['tcp', { answered: true, used: true }, 'TIME_WAIT', 120],
  ['sctp', undefined, 'COOKIE_WAIT', 3],
  ['sctp', {}, 'COOKIE_WAIT', 3],
  ['sctp', { answered: true }, 'ESTABLISHED', 210],
  ['udp', undefined, '', 30],
  ['udp', { answered: true, last: 2000 }, '', 30],
  ['udp', { answered: true, last: 2001 }, '', 120],
  ['udp', { last: 60_000 }, '', 30],
  ['icmp', { answered: true, last: 60_000 }, '', 30],
  ['icmp6', { answered: true, last: 60_000 }, '', 30],
] as const)('an entry of %s that has seen %o is %s for %i s', (protocol, seen, state, seconds) => {
  expect(conntrackState(entry(protocol, seen))).toBe(state);
  expect(conntrackTimeout(entry(protocol, seen))).toBe(seconds);
});

test('a stream is answered and goes on for more than two seconds, whenever it began', () => {
  expect(isStream(entry('udp'))).toBe(false);
  expect(isStream(entry('udp', { answered: true, first: 5000, last: 7000 }))).toBe(false);
  expect(isStream(entry('udp', { answered: true, first: 5000, last: 7001 }))).toBe(true);
});
