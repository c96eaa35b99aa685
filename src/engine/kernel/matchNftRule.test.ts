import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftMatch, NftRule, NftSet, NftTable } from '../../model/Nftables.ts';
import type { Packet } from '../../model/Packet.ts';
import { everyWay } from './Chooser.ts';
import { track } from './conntrack.ts';
import { failedNftMatch } from './matchNftRule.ts';
import { PASSAGE } from './passageFixture.ts';
import type { Passage } from './Passage.ts';

const { packet } = PASSAGE;

const set = (name: string, timeout: number | undefined, ...elements: string[]): [string, NftSet] => [
  name,
  { name, type: '', elements: new Set(elements), ...(timeout === undefined ? {} : { timeout }) },
];
const sets = new Map([
  set('ips', undefined, '10.96.0.10'),
  set('affinity', 60),
  set('hairpins', undefined, '10.244.1.2 . 10.96.0.10 . tcp . 80'),
]);

/** Whether a packet is one that the match means. */
function holds(match: NftMatch, change: Partial<Passage> & { as?: Partial<Packet> } = {}): boolean {
  const { as, ...more } = change;
  const passage: Passage = { ...PASSAGE, packet: { ...packet, ...as }, ...more };
  const rule = { matches: [match] } as unknown as NftRule;
  const context = {
    table: { sets } as NftTable,
    config: {} as KernelConfig,
    chooser: everyWay,
    node: 'n1',
    sawRecently: (name: string, ip: string, seconds: number) =>
      name === 'affinity' && ip === '10.244.1.2' && seconds === 60,
  };
  return failedNftMatch(rule, passage, context) === undefined;
}

// `iifname "cali*"`: a name that ends with an asterisk stands for all that begin so (nft(8))
test.each([
  ['eth0', 'eth0', true],
  ['eth0', 'eth01', false],
  ['eth0', 'xeth0', false],
  ['cali*', 'cali123', true],
  ['cali*', 'cal', false],
  ['cali*', 'eth0', false],
  ['*x', '*x', true],
] as const)('interface %s: %s is %s', (name, device, expected) => {
  expect(holds({ kind: 'inInterface', name }, { inDevice: device })).toBe(expected);
  expect(holds({ kind: 'inInterface', name, negate: true }, { inDevice: device })).toBe(!expected);
});

// nft(8)
test.each<[NftMatch, Partial<Packet>, boolean]>([
  [{ kind: 'address', side: 'saddr', cidrs: ['10.244.0.0/16'] }, {}, true],
  [{ kind: 'address', side: 'daddr', cidrs: ['10.244.0.0/16'] }, {}, false],
  [{ kind: 'address', side: 'daddr', cidrs: ['10.244.0.0/16', '10.96.0.10/32'] }, {}, true],
  [{ kind: 'address', side: 'saddr', cidrs: ['10.0.0.0/16', '10.244.0.0/16'], negate: true }, {}, false],
  [{ kind: 'address', side: 'daddr', cidrs: ['10.244.0.0/16'], negate: true }, {}, true],
  [{ kind: 'addressInSet', side: 'daddr', set: 'ips' }, {}, true],
  [{ kind: 'addressInSet', side: 'saddr', set: 'ips' }, {}, false],
  [{ kind: 'addressInSet', side: 'saddr', set: 'affinity' }, {}, true],
  [{ kind: 'addressInSet', side: 'daddr', set: 'affinity' }, {}, false],
  [{ kind: 'connectionInSet', set: 'hairpins' }, {}, true],
  [{ kind: 'connectionInSet', set: 'hairpins' }, { protocol: 'udp' }, false],
  [{ kind: 'connectionInSet', set: 'hairpins' }, { dport: 81 }, false],
  [{ kind: 'connectionInSet', set: 'hairpins' }, { src: '10.244.1.3' }, false],
  [{ kind: 'mark', value: 0x4000 }, { mark: 0x4000 }, true],
  [{ kind: 'mark', value: 0x4000 }, { mark: 0xc000 }, true],
  [{ kind: 'mark', value: 0x4000 }, { mark: 0x8000 }, false],
  [{ kind: 'l4proto', protocol: 'tcp' }, {}, true],
  [{ kind: 'l4proto', protocol: 'tcp' }, { protocol: 'udp' }, false],
])('%j and a packet with %j: %s', (match, as, expected) => {
  expect(holds(match, { as })).toBe(expected);
});

test('the state of the connection, and whether it is translated', () => {
  const connection = track(packet, 'n1', undefined);
  const entry = connection.entry!;
  const dnat = { ...connection, entry: { ...entry, reply: { ...entry.reply, src: '10.244.2.2' } } };
  const invalid = { ...connection, entry: undefined, state: 'INVALID' } as const;
  expect([connection, dnat, invalid].map((one) => holds({ kind: 'ctStatusDnat' }, { connection: one }))).toEqual([
    false,
    true,
    false,
  ]);
  expect(holds({ kind: 'ctStateNew' })).toBe(true);
  for (const state of ['ESTABLISHED', 'RELATED', 'INVALID'] as const)
    expect(holds({ kind: 'ctStateNew' }, { connection: { ...connection, state } })).toBe(false);
});

test('a set that is not there is no reason to go on', () => {
  expect(() => holds({ kind: 'addressInSet', side: 'saddr', set: 'none' })).toThrow('no set none');
  expect(() => holds({ kind: 'connectionInSet', set: 'none' })).toThrow('no set none');
});

test('a range that is none is a mistake of ours, never a rule that does not match', () => {
  const match: NftMatch = { kind: 'address', side: 'saddr', cidrs: ['nowhere'] };
  expect(() => holds(match)).toThrow('not a range: nowhere');
});
