import { expect, test } from 'vitest';
import { answerTo, firstPacket, icmpError } from '../trace/packets.ts';
import { isDnat, isSnat, isTaken, track, type Tracked, translateDestination, translateSource } from './conntrack.ts';
import type { ConntrackEntry } from './KernelState.ts';

const POD = { ip: '10.244.1.2', port: 40000 };
const SERVICE = { ip: '10.96.0.10', port: 80 };
const END = { ip: '10.244.2.2', port: 8080 };
const NODE = { ip: '192.168.251.101', port: 50000 };

const first = firstPacket('tcp', POD, SERVICE);
/** Sent to an endpoint, and from the Node's own address. */
const both: ConntrackEntry = {
  protocol: 'tcp',
  original: { src: POD.ip, sport: POD.port, dst: SERVICE.ip, dport: SERVICE.port },
  reply: { src: END.ip, sport: END.port, dst: NODE.ip, dport: NODE.port },
  snatRule: '',
};
const on = (node: string, entry = both, before?: Tracked): Tracked => ({ node, entry, before });
const answer = firstPacket('tcp', END, NODE);

test('what begins a connection is NEW and makes an entry, what else has none is INVALID', () => {
  const { entry, ...connection } = track(first, 'n1', undefined);
  expect(connection).toEqual({ direction: 'original', state: 'NEW', fresh: true });
  expect(entry).toMatchObject({ original: both.original, reply: { src: SERVICE.ip, dst: POD.ip, dport: POD.port } });
  for (const protocol of ['udp', 'sctp', 'icmp', 'icmp6'] as const)
    expect(track(firstPacket(protocol, POD, SERVICE), 'n1', undefined).state).toBe('NEW');
  for (const flags of ['SYN-ACK', 'RST']) expect(track({ ...first, flags }, 'n1', undefined).state).toBe('INVALID');
  expect(track({ ...first, protocol: 'icmp', flags: 'echo reply' }, 'n1', undefined)).toEqual({
    entry: undefined,
    direction: 'original',
    state: 'INVALID',
    fresh: false,
  });
});

test('a packet belongs to the entry of its Node and protocol whose every address and port it has', () => {
  expect(track(first, 'n1', on('n1'))).toEqual({ entry: both, direction: 'original', state: 'NEW', fresh: false });
  expect(track(answer, 'n1', on('n1'))).toEqual({
    entry: both,
    direction: 'reply',
    state: 'ESTABLISHED',
    fresh: false,
  });
  const seen = { first: 0, last: 0, answered: true, used: false };
  expect(track(first, 'n1', on('n1', { ...both, seen })).state).toBe('ESTABLISHED');
  expect(track(first, 'n1', on('n1', { ...both, seen: { ...seen, answered: false } })).state).toBe('NEW');
  expect(track(first, 'n1', on('n2', both, on('n1'))).entry).toBe(both);
  expect(track(first, 'n2', on('n1')).fresh).toBe(true);
  expect(track({ ...first, protocol: 'udp' }, 'n1', on('n1')).fresh).toBe(true);
  for (const other of [{ src: '10.244.1.3' }, { sport: 1 }, { dst: '10.96.0.11' }, { dport: 81 }])
    expect(track({ ...first, ...other }, 'n1', on('n1')).fresh).toBe(true);
});

test('an ICMP error is RELATED to the connection that it complains of, if that is known', () => {
  const error = icmpError(firstPacket('tcp', NODE, END), END.ip, 'port unreachable');
  expect(track(error, 'n1', on('n1'))).toEqual({ entry: both, direction: 'reply', state: 'RELATED', fresh: false });
  expect(track(error, 'n1', undefined).state).toBe('INVALID');
});

test('a reply is taken if an entry of the same Node and protocol has it', () => {
  expect(isTaken(both.reply, 'tcp', 'n1', on('n1'))).toBe(true);
  expect(isTaken(both.reply, 'udp', 'n1', on('n1'))).toBe(false);
  expect(isTaken({ ...both.reply, dport: 1 }, 'tcp', 'n1', on('n1'))).toBe(false);
});

test('an address or a port alone make a translation', () => {
  const plain = track(first, 'n1', undefined).entry as ConntrackEntry;
  const { reply } = plain;
  const changed = (part: object): ConntrackEntry => ({ ...plain, reply: { ...reply, ...part } });
  expect([isDnat(plain), isSnat(plain)]).toEqual([false, false]);
  for (const part of [{ src: END.ip }, { sport: END.port }])
    expect([isDnat(changed(part)), isSnat(changed(part))]).toEqual([true, false]);
  for (const part of [{ dst: NODE.ip }, { dport: NODE.port }])
    expect([isDnat(changed(part)), isSnat(changed(part))]).toEqual([false, true]);
});

test('there and back, a packet gets the addresses that the other side knows', () => {
  const there = { entry: both, direction: 'original', state: 'NEW', fresh: false } as const;
  const back = { ...there, direction: 'reply' } as const;
  const sent = translateSource(translateDestination(first, there), there);
  expect(sent).toMatchObject({ src: NODE.ip, sport: NODE.port, dst: END.ip, dport: END.port });
  const returned = translateSource(translateDestination(answerTo(sent, 'SYN-ACK'), back), back);
  expect(returned).toMatchObject({ src: SERVICE.ip, sport: SERVICE.port, dst: POD.ip, dport: POD.port });
});

test('what is not translated, or not known, stays the same packet', () => {
  const entry = track(first, 'n1', undefined).entry as ConntrackEntry;
  const snat = { ...entry, reply: { ...entry.reply, dst: NODE.ip } };
  const dnat = { ...entry, reply: { ...entry.reply, src: END.ip } };
  for (const direction of ['original', 'reply'] as const) {
    const of = (known: ConntrackEntry | undefined) =>
      ({ entry: known, direction, state: 'NEW', fresh: false }) as const;
    for (const translate of [translateSource, translateDestination]) {
      expect(translate(first, of(undefined))).toBe(first);
      expect(translate(first, of(entry))).toBe(first);
    }
    const [ofDestination, ofSource] = direction === 'original' ? [snat, dnat] : [dnat, snat];
    expect(translateDestination(first, of(ofDestination))).toBe(first);
    expect(translateSource(first, of(ofSource))).toBe(first);
  }
});

test('an ICMP error is translated with the packet inside, and hides who complains', () => {
  const error = icmpError(firstPacket('tcp', NODE, END), END.ip, 'port unreachable');
  const back = { entry: both, direction: 'reply', state: 'RELATED', fresh: false } as const;
  const seen = translateSource(translateDestination(error, back), back);
  expect(seen).toMatchObject({ src: SERVICE.ip, dst: POD.ip });
  expect(seen.quoted).toMatchObject({ src: POD.ip, sport: POD.port, dst: SERVICE.ip, dport: SERVICE.port });
  const router = translateSource({ ...error, src: '10.244.2.1' }, back);
  expect(router).toMatchObject({ src: '10.244.2.1', quoted: { dst: SERVICE.ip } });
});
