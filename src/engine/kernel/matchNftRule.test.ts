import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftMatch, NftRule, NftTable } from '../../model/Nftables.ts';
import { firstPacket } from '../trace/packets.ts';
import { everyWay } from './Chooser.ts';
import { track } from './conntrack.ts';
import { failedNftMatch } from './matchNftRule.ts';
import type { Passage } from './Passage.ts';

const packet = firstPacket('tcp', { ip: '10.244.1.2', port: 40000 }, { ip: '10.96.0.10', port: 80 });

/** Whether a packet that came in at this interface is one that the match means. */
function holds(match: NftMatch, inDevice: string): boolean {
  const connection = track(packet, 'n1', undefined);
  const passage: Passage = {
    packet,
    inDevice,
    outDevice: '',
    connection,
    share: 1,
    recent: undefined,
    scheduled: undefined,
  };
  const rule = { matches: [match] } as unknown as NftRule;
  const context = {
    table: {} as NftTable,
    config: {} as KernelConfig,
    chooser: everyWay,
    node: 'n1',
    sawRecently: () => false,
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
  expect(holds({ kind: 'inInterface', name }, device)).toBe(expected);
  expect(holds({ kind: 'inInterface', name, negate: true }, device)).toBe(!expected);
});
