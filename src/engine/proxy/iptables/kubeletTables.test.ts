import { expect, test } from 'vitest';
import type { IpFamily } from '../../../model/Address.ts';
import { chainsInOrder } from './renderList.ts';
import { renderRule } from './renderRule.ts';
import { kubeletTables } from './kubeletTables.ts';

const lines = (family: IpFamily): string[] =>
  Object.values(kubeletTables(family)).flatMap((table) =>
    chainsInOrder(table).flatMap(({ name, rules }) => rules.map((rule) => `-A ${name} ${renderRule(rule, family)}`)),
  );

// pkg/kubelet/kubelet_network_linux.go, syncIptablesRules: the guard of loopback addresses is for IPv4
test('kubelet guards loopback addresses in what comes in and goes out', () => {
  expect(lines('IPv4')).toEqual([
    '-A INPUT -j KUBE-FIREWALL',
    '-A OUTPUT -j KUBE-FIREWALL',
    expect.stringContaining('-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8'),
  ]);
  expect(lines('IPv6')).toEqual([]);
});

// the hint is how other programs see that kubelet is in this back end; a canary that is gone has it write all anew
test.each([
  ['IPv4', ['KUBE-FIREWALL', 'KUBE-KUBELET-CANARY']],
  ['IPv6', ['KUBE-KUBELET-CANARY']],
] as const)('kubelet’s own chains, %s', (family, filter) => {
  const own = Object.values(kubeletTables(family)).map((table) =>
    chainsInOrder(table).flatMap(({ name, policy }) => (policy ? [] : [name])),
  );
  expect(own).toEqual([['KUBE-IPTABLES-HINT', 'KUBE-KUBELET-CANARY'], filter, ['KUBE-KUBELET-CANARY']]);
});
