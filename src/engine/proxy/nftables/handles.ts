import type { NftChain, NftMap, NftRule, NftSet, NftTable } from '../../../model/Nftables.ts';

/** What has a number in a table. */
type Numbered = NftChain | NftMap | NftRule | NftSet;

/**
 * The numbers that `nft -a` prints: those of a table that is loaded at once (nf_tables_alloc_handle): chains, sets, then
 * rules, with one more for each set that stands in a rule. In a kernel, each sync that writes a chain anew moves them on.
 */
export function handlesOf(table: NftTable): ReadonlyMap<Numbered, number> {
  const handles = new Map<Numbered, number>();
  let last = 0;
  const number = (one: Numbered): void => void handles.set(one, ++last);
  for (const chain of table.chains.values()) number(chain);
  for (const set of setsInOrder(table)) number(set);
  for (const { rules } of table.chains.values())
    for (const rule of rules) {
      last += rule.matches.filter((match) => match.kind === 'address' && match.cidrs.length > 1).length;
      last += rule.statements.filter(({ kind }) => kind === 'dnatRandom' || kind === 'gotoRandom').length;
      number(rule);
    }
  return handles;
}

/** Sets and maps as nft lists them: those of packets come last, as kube-proxy adds them with their Services. */
export function setsInOrder({ sets, maps }: NftTable): (NftMap | NftSet)[] {
  const all = [...sets.values()];
  const fromPackets = ({ timeout }: NftSet): boolean => timeout !== undefined;
  return [...all.filter((set) => !fromPackets(set)), ...maps.values(), ...all.filter(fromPackets)];
}
