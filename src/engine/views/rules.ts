import type { IpFamily } from '../../model/Address.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NodeRules } from '../../model/NodeRules.ts';
import type { Node } from '../../model/Node.ts';
import type { Source } from '../../model/Simulation.ts';
import { openSource } from '../openSettled.ts';
import { renderIptablesSave } from '../proxy/iptables/render.ts';
import { renderIpset, renderIpvsadm } from '../proxy/ipvs/render.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import { renderNftTable } from '../proxy/nftables/render.ts';
import { dateText } from '../shell/net/dateText.ts';
import type { SimulationMemo } from '../SimulationMemo.ts';

/** Texts that are compared have one date, however long each cluster took to settle. */
const DATE = dateText(0);

/**
 * What an operator reads on these Nodes before any traffic, in the mode that the text chooses: `iptables-save`,
 * `nft list table`, `ipvsadm -Ln` and `ipset list`, as the terminal prints them (src/engine/shell/net). Nodes that the
 * cluster does not have are left out.
 */
export function nodeRules(source: Source, nodes: readonly string[], memo?: SimulationMemo): NodeRules[] {
  const { cluster } = openSource(source, memo).opened;
  const { families } = cluster.settings;
  const there = nodes.filter((node) => cluster.store.get<Node>('Node', undefined, node));
  return there.map((node) => ({ node, texts: textsOf(kernelConfigOf(cluster, node), families) }));
}

function textsOf(config: KernelConfig, families: readonly IpFamily[]): NodeRules['texts'] {
  const { nftables, ipvs } = config;
  if (nftables)
    return families.map((family) => ({
      command: `nft list table ${family === 'IPv4' ? 'ip' : 'ip6'} kube-proxy`,
      text: renderNftTable(nftables[family]),
    }));
  const saves = families.map((family) => ({
    command: family === 'IPv4' ? 'iptables-save' : 'ip6tables-save',
    text: renderIptablesSave(config, family, undefined, { date: DATE }),
  }));
  if (!ipvs) return saves;
  // kube-proxy makes those of both families
  const sets = (['IPv4', 'IPv6'] as const).flatMap((family) =>
    [...ipvs[family].sets.values()].map((set) => renderIpset(set, family, config.iptables[family], false)),
  );
  return [
    { command: 'ipvsadm -Ln', text: renderIpvsadm([ipvs.IPv4, ipvs.IPv6], () => new Map()) },
    ...saves,
    { command: 'ipset list', text: sets.join('\n') },
  ];
}
