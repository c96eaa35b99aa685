import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Table, TableName } from '../../../model/Rule.ts';
import { chainOf, draft, jump } from './buildRules.ts';
import { localnetRule } from './fixedRules.ts';

const BUILT_IN: Record<TableName, string[]> = {
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
};

/** A table whose chains can be changed. */
export interface PlainTable extends Table {
  chains: Map<string, Chain>;
}

/** What kubelet alone leaves in iptables, where kube-proxy does not use it (kubelet_network_linux.go). */
export function kubeletTables(family: IpFamily): Record<TableName, PlainTable> {
  return {
    mangle: table('mangle', ['KUBE-IPTABLES-HINT', 'KUBE-KUBELET-CANARY'].map(empty)),
    filter: table(
      'filter',
      family === 'IPv4'
        ? [chainOf('filter', 'KUBE-FIREWALL', [localnetRule()]), empty('KUBE-KUBELET-CANARY')]
        : [empty('KUBE-KUBELET-CANARY')],
      family === 'IPv4',
    ),
    nat: table('nat', [empty('KUBE-KUBELET-CANARY')]),
  };
}

const empty = (name: string): Chain => ({ name, rules: [] });

/** Guarded, what comes in and what goes out is sent through KUBE-FIREWALL first. */
function table(name: TableName, own: Chain[], guarded = false): PlainTable {
  const builtIn = BUILT_IN[name].map((chain): Chain => {
    const rules = guarded && chain !== 'FORWARD' ? [draft([], jump('KUBE-FIREWALL'))] : [];
    return { ...chainOf(name, chain, rules), policy: 'ACCEPT' };
  });
  return { name, chains: new Map([...builtIn, ...own].map((chain) => [chain.name, chain])) };
}
