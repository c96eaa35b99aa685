import { describe, expect, test } from 'vitest';
import type { IpvsScheduler, RealServer, VirtualServer } from '../../model/Ipvs.ts';
import { everyWay, oneWay } from './Chooser.ts';
import type { Scheduling } from './KernelState.ts';
import { Random } from '../cluster/Random.ts';
import { inactive, schedule } from './schedule.ts';

const real = (text: string): RealServer => ({ text, ip: text, port: 80, weight: 1, because: [] });

const server = (scheduler: IpvsScheduler, more: Partial<VirtualServer> = {}): VirtualServer => ({
  id: 'TCP 10.96.0.10:80',
  protocol: 'tcp',
  ip: '10.96.0.10',
  port: 80,
  scheduler,
  persistence: 0,
  servers: ['a', 'b', 'c'].map(real),
  name: 'default/web:80',
  because: [],
  empty: [],
  ...more,
});

const given = (to: string, at = 0, source = '10.0.0.1'): Scheduling => ({ to, source, at });

/** The real servers that a connection at this time may be given; in turn where they take turns. */
const next = (of: VirtualServer, earlier: Scheduling[], now = 0, packet = { src: '10.0.0.1', dst: '10.96.0.10' }) =>
  schedule(of, packet, earlier, now, oneWay(new Random(1))).map(({ option }) => option.text);

// ip_vs_proto_tcp.c, ip_vs_proto_udp.c, ip_vs_proto_sctp.c
test.each([
  ['tcp', 120],
  ['udp', 300],
  ['sctp', 2],
] as const)('a connection of %s that has ended is counted for %i s', (protocol, seconds) => {
  const of = server('lc', { protocol });
  expect(inactive(of, [given('a'), given('a'), given('b')], seconds * 1000)).toEqual(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  );
  expect(inactive(of, [given('a')], seconds * 1000 + 1)).toEqual(new Map());
  expect(inactive(of, [given('a', 3_600_000)], 3_600_000 + seconds * 1000)).toEqual(new Map([['a', 1]]));
});

describe('the schedulers', () => {
  test.each(['rr', 'wrr'] as const)('%s goes round, from the one after the last', (scheduler) => {
    expect(next(server(scheduler), [])).toEqual(['a']);
    expect(next(server(scheduler), [given('b'), given('a')])).toEqual(['b']);
    expect(next(server(scheduler), [given('c')])).toEqual(['a']);
    // the last one is gone
    expect(next(server(scheduler), [given('z')])).toEqual(['a']);
  });

  test.each(['lc', 'wlc'] as const)('%s takes the one with the fewest, the first of them', (scheduler) => {
    expect(next(server(scheduler), [given('a'), given('a'), given('b'), given('c')])).toEqual(['b']);
    expect(next(server(scheduler), [given('a'), given('b')])).toEqual(['c']);
    // what is forgotten counts no more
    expect(next(server(scheduler), [given('a')], 120_001)).toEqual(['a']);
  });

  test.each(['sed', 'nq'] as const)('%s counts open connections, and none is', (scheduler) => {
    expect(next(server(scheduler), [given('a'), given('b')])).toEqual(['a']);
  });

  // hash_32 of the kernel: the address times 0x61c88647, its upper eight bits; then the bucket of 256
  test.each([
    ['10.0.0.1', 0x0a000001],
    ['198.51.100.7', 0xc6336407],
    ['fd00::2', 0xfd000002],
  ])('sh and dh take the bucket of %s', (ip, folded) => {
    const bucket = Number((BigInt(folded) * 0x61c88647n) & 0xffffffffn) >>> 24;
    const expected = ['a', 'b', 'c'][bucket % 3];
    expect(next(server('sh'), [], 0, { src: ip, dst: '10.96.0.10' })).toEqual([expected]);
    expect(next(server('dh'), [], 0, { src: '10.0.0.9', dst: ip })).toEqual([expected]);
  });
});

describe('a client that is remembered', () => {
  const of = server('rr', { persistence: 10 });

  test('keeps its server, for the seconds of the persistence', () => {
    expect(next(of, [given('c')], 10_000)).toEqual(['c']);
    expect(next(of, [given('b')], 10_001)).toEqual(['c']);
    expect(schedule(of, { src: '10.0.0.1', dst: '10.96.0.10' }, [given('c')], 1, everyWay)).toMatchObject([
      { share: 1 },
    ]);
  });

  test('is known by its address, and its newest connection counts', () => {
    expect(next(of, [given('b', 0, '10.0.0.2')], 1)).toEqual(['c']);
    expect(next(of, [given('a'), given('c', 5)], 6)).toEqual(['c']);
  });

  test('gets another when its server is gone', () => {
    expect(next(of, [given('z')], 1)).toEqual(['a']);
  });
});
