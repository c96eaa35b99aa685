import { ipPacket } from '../../capture/ipPacket.ts';
import type { TableName } from '../../model/Rule.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Counter } from '../kernel/KernelState.ts';
import type { RuleLog } from '../kernel/Passage.ts';
import { builtInAt } from '../kernel/walkHook.ts';
import { familyOf } from '../net/ip.ts';
import { renderRule } from '../proxy/iptables/renderRule.ts';
import { countAnew } from './countAnew.ts';
import { kernelState } from './kernelState.ts';
import type { World } from './World.ts';

/** Under what a kernel counts: a rule by its text. */
export const counterKey = (family: string, table: TableName, chain: string, rule = ''): string =>
  `${family} ${table} ${chain} ${rule}`;

/** Sequence numbers do not change a packet's length. */
const NUMBERS = { asks: 0, answers: 0, clock: 0 };

const ENDS = new Set(['accept', 'drop', 'reject', 'dnat', 'masquerade']);

/** Counts packets as iptables does: at every rule that matched, and at a built-in chain's policy when none decided. */
export const counterOf =
  (cluster: Cluster): NonNullable<World['count']> =>
  (node, stage, { passage: { packet }, log }) => {
    const [table, builtIn] = builtInAt(stage) ?? [];
    const counters = kernelState(cluster, node)?.counters;
    if (!table || !builtIn || !counters) return;
    const family = familyOf(packet.dst);
    countAnew(cluster, node, family);
    const { length: bytes } = ipPacket(packet, 64, NUMBERS);
    let decided: boolean | undefined;
    for (let l: RuleLog | undefined = log; l; l = l.before) {
      if (l.kind !== 'iptables') continue;
      const { failed, rule } = l;
      // the newest comes first: it is the one that ended the walk, if any did
      decided ??= !failed && ENDS.has(rule.target.kind);
      if (!failed) add(counters, counterKey(family, table, l.chain, renderRule(rule, family)), bytes);
    }
    if (!decided) add(counters, counterKey(family, table, builtIn), bytes);
  };

function add(counters: Map<string, Counter>, key: string, bytes: number): void {
  const before = counters.get(key) ?? { packets: 0, bytes: 0 };
  counters.set(key, { packets: before.packets + 1, bytes: before.bytes + bytes });
}
