import { expect, test } from 'vitest';
import type { Rule } from '../../../model/Rule.ts';
import { isRule } from './iptablesCheck.ts';

const PORTALS = {
  matches: [
    { kind: 'destination', cidr: '10.96.0.1/32' },
    { kind: 'protocol', protocol: 'tcp' },
    { kind: 'comment', text: 'default/kubernetes:https cluster IP' },
    { kind: 'destinationPort', protocol: 'tcp', port: 443 },
  ],
  target: { kind: 'jump', chain: 'KUBE-SVC-NPX46M4PTMTKRN6Y' },
} as unknown as Rule;
const MARKS = { matches: [], target: { kind: 'mark', value: 0x4000, mask: 0x4000 } } as unknown as Rule;
const COMMENT = ['-m', 'comment', '--comment', 'default/kubernetes:https cluster IP'];
const JUMP = ['-j', 'KUBE-SVC-NPX46M4PTMTKRN6Y'];

test('the head of a rule is the same in any order; its matches have one', () => {
  const asked = (...words: string[]): boolean => isRule(PORTALS, words, 'IPv4');
  expect(asked('-d', '10.96.0.1', '-p', 'tcp', ...COMMENT, '-m', 'tcp', '--dport', '443', ...JUMP)).toBe(true);
  expect(asked(...COMMENT, '--protocol', 'tcp', '--dst', '10.96.0.1/32', '--dport', '443', ...JUMP)).toBe(true);
  expect(asked('-p', 'tcp', '-d', '10.96.0.1', '--dport', '443', ...COMMENT, ...JUMP)).toBe(false);
  expect(asked('-d', '10.96.0.1', '-p', 'tcp', '--dport', '443', ...JUMP)).toBe(false);
  expect(asked('!', '-d', '10.96.0.1', '-p', 'tcp', ...COMMENT, '--dport', '443', ...JUMP)).toBe(false);
});

test('a mark may be written in other words', () => {
  expect(isRule(MARKS, ['-j', 'MARK', '--or-mark', '16384'], 'IPv4')).toBe(true);
  expect(isRule(MARKS, ['-j', 'MARK', '--set-xmark', '0x4000/0x4000'], 'IPv4')).toBe(true);
  expect(isRule(MARKS, ['-j', 'MARK', '--set-mark', '0x4000'], 'IPv4')).toBe(false);
});
