import type { NftChain, NftMap, NftSet, NftTable, NftVerdict } from '../../../model/Nftables.ts';
import { compareIps } from '../../net/ip.ts';
import { renderNftRule } from './renderNftRule.ts';

/** Elements of sets that packets fill, and the seconds that each has left; by the set's name. */
export type SetContents = (set: string) => { key: string; expires: number }[];

/** What `nft list table ip kube-proxy` prints on a Node (§6.6). */
export function renderNftTable(table: NftTable, contents: SetContents): string {
  const fixed = [...table.sets.values()].filter((set) => set.timeout === undefined);
  const dynamic = [...table.sets.values()].filter((set) => set.timeout !== undefined);
  const blocks = [
    ...fixed.map((set) => renderNftSet(set, contents)),
    ...[...table.maps.values()].map(renderNftMap),
    ...dynamic.map((set) => renderNftSet(set, contents)),
    ...[...table.chains.values()].map((chain) => renderNftChain(chain, table)),
  ];
  const family = table.family === 'IPv6' ? 'ip6' : 'ip';
  return `table ${family} kube-proxy {\n\tcomment "${table.comment}"\n${blocks.join('\n\n')}\n}\n`;
}

export function renderNftSet(set: NftSet, contents: SetContents): string {
  const lines = [`\tset ${set.name} {`, `\t\ttype ${set.type}`];
  if (set.timeout === undefined) {
    if (set.comment) lines.push(`\t\tcomment "${set.comment}"`);
    const perLine = set.type.includes(' . ') ? 1 : 2;
    const sorted = perLine === 2 ? [...set.elements].sort(compareIps) : [...set.elements];
    lines.push(...elements(sorted, perLine));
  } else {
    lines.push('\t\tsize 65535', '\t\tflags dynamic,timeout', `\t\ttimeout ${duration(set.timeout)}`);
    lines.push(
      ...elements(
        contents(set.name).map(({ key, expires }) => `${key} expires ${duration(expires)}`),
        1,
      ),
    );
  }
  return [...lines, '\t}'].join('\n');
}

export function renderNftMap(map: NftMap): string {
  const items = [...map.elements].map(([key, verdict]) => renderElement(key, verdict));
  return [
    `\tmap ${map.name} {`,
    `\t\ttype ${map.type}`,
    `\t\tcomment "${map.comment}"`,
    ...elements(items, 1),
    '\t}',
  ].join('\n');
}

function renderElement(key: string, { verdict, comment }: NftVerdict): string {
  const said = verdict.kind === 'drop' ? 'drop' : `goto ${verdict.chain}`;
  return `${key}${comment ? ` comment "${comment}"` : ''} : ${said}`;
}

export function renderNftChain(chain: NftChain, table: Pick<NftTable, 'family'>): string {
  const lines = [`\tchain ${chain.name} {`];
  if (chain.comment) lines.push(`\t\tcomment "${chain.comment}"`);
  if (chain.hook) lines.push(`\t\t${chain.hook}`);
  for (const rule of chain.rules) lines.push(`\t\t${renderNftRule(rule, table.family)}`);
  return [...lines, '\t}'].join('\n');
}

/** `perLine` elements in each line, under each other. */
function elements(items: readonly string[], perLine: number): string[] {
  if (items.length === 0) return [];
  const between = items.map((item, i) => (i === 0 ? item : i % perLine === 0 ? `,\n\t\t\t     ${item}` : `, ${item}`));
  return [`\t\telements = { ${between.join('')} }`];
}

/** `10800` is `3h`, `90` is `1m30s`. */
function duration(seconds: number): string {
  const units: [string, number][] = [
    ['d', 86400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ];
  let left = Math.floor(seconds);
  let text = '';
  for (const [unit, size] of units) {
    const n = Math.floor(left / size);
    if (n > 0) text += `${n}${unit}`;
    left -= n * size;
  }
  return text || '0s';
}
