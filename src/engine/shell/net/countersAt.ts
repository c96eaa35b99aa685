import type { IpFamily } from '../../../model/Address.ts';
import type { Rule, TableName } from '../../../model/Rule.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { Counter } from '../../kernel/KernelState.ts';
import { renderRule } from '../../proxy/iptables/renderRule.ts';
import { countAnew } from '../../trace/countAnew.ts';
import { counterKey } from '../../trace/counterOf.ts';

/** What a Node counted at a rule of a chain of this table, or at the chain's policy. */
export function countersAt(
  cluster: Cluster,
  node: string,
  family: IpFamily,
  table: TableName,
): (chain: string, rule?: Rule) => Counter {
  countAnew(cluster, node, family);
  const counters = cluster.kernels.get(node)?.counters;
  return (chain, rule) =>
    counters?.get(counterKey(family, table, chain, rule && renderRule(rule, family))) ?? { packets: 0, bytes: 0 };
}
