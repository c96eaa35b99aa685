import type { KernelConfig } from '../src/model/KernelConfig.ts';
import type { IpFamily } from '../src/model/Address.ts';
import type { NftTable } from '../src/model/Nftables.ts';

/** What rules of a Node refer to and is not there: chains, sets, maps. */
export function danglingIn(config: KernelConfig, family: IpFamily): string[] {
  const sets = config.ipvs?.[family].sets;
  const missing: string[] = [];
  for (const table of Object.values(config.iptables[family]))
    table.chains.forEach(({ rules }) => {
      for (const { id, target, matches } of rules) {
        if (target.kind === 'jump' && !table.chains.get(target.chain)) missing.push(`${id}: chain ${target.chain}`);
        for (const match of matches)
          if (match.kind === 'set' && !sets?.has(match.set)) missing.push(`${id}: set ${match.set}`);
      }
    });
  return config.nftables ? [...missing, ...danglingInNft(config.nftables[family])] : missing;
}

function danglingInNft({ chains, sets, maps }: NftTable): string[] {
  const missing: string[] = [];
  const chain = (where: string, name: string): void => {
    if (!chains.has(name)) missing.push(`${where}: chain ${name}`);
  };
  for (const { rules } of chains.values())
    for (const { id, matches, statements } of rules) {
      for (const match of matches) if ('set' in match && !sets.has(match.set)) missing.push(`${id}: set ${match.set}`);
      for (const statement of statements) {
        if ('chain' in statement) chain(id, statement.chain);
        if ('chains' in statement) for (const name of statement.chains) chain(id, name);
        if ('map' in statement && !maps.has(statement.map)) missing.push(`${id}: map ${statement.map}`);
        if ('set' in statement && !sets.has(statement.set)) missing.push(`${id}: set ${statement.set}`);
      }
    }
  for (const { name, elements } of maps.values())
    for (const { verdict } of elements.values()) if (verdict.kind === 'goto') chain(name, verdict.chain);
  return missing;
}
