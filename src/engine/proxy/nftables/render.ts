import type { NftChain, NftMap, NftSet, NftTable, NftVerdict } from '../../../model/Nftables.ts';
import { sortedIps } from '../../net/ip.ts';
import { renderNftRule } from './renderNftRule.ts';

/** Elements of sets that packets fill, and the seconds that each has left; by the set's name. */
export type SetContents = (set: string) => { key: string; expires: number }[];

/** What `nft list table ip kube-proxy` prints on a Node (§6.6). */
export function renderNftTable(table: NftTable, contents: SetContents): string {
  const blocks: string[] = [];
  const sets = (dynamic: boolean): void => {
    for (const set of table.sets.values())
      if ((set.timeout !== undefined) === dynamic) blocks.push(renderNftSet(set, contents));
  };
  sets(false);
  for (const map of table.maps.values()) blocks.push(renderNftMap(map));
  sets(true);
  for (const chain of table.chains.values()) blocks.push(renderNftChain(chain, table));
  const family = table.family === 'IPv6' ? 'ip6' : 'ip';
  return `table ${family} kube-proxy {\n\tcomment "${table.comment}"\n${blocks.join('\n\n')}\n}\n`;
}

export function renderNftSet(set: NftSet, contents: SetContents): string {
  let text = `\tset ${set.name} {\n\t\ttype ${set.type}\n`;
  if (set.timeout === undefined) {
    if (set.comment) text += `\t\tcomment "${set.comment}"\n`;
    text += set.type.includes(' . ') ? elements(set.elements, 1) : elements(sortedIps(set.elements), 2);
  } else {
    text += `\t\tsize 65535\n\t\tflags dynamic,timeout\n\t\ttimeout ${duration(set.timeout)}\n`;
    text += elements(
      contents(set.name).map(({ key, expires }) => `${key} expires ${duration(expires)}`),
      1,
    );
  }
  return `${text}\t}`;
}

export function renderNftMap(map: NftMap): string {
  const items: string[] = [];
  for (const [key, verdict] of map.elements) items.push(renderElement(key, verdict));
  return `\tmap ${map.name} {\n\t\ttype ${map.type}\n\t\tcomment "${map.comment}"\n${elements(items, 1)}\t}`;
}

function renderElement(key: string, { verdict, comment }: NftVerdict): string {
  const said = verdict.kind === 'drop' ? 'drop' : `goto ${verdict.chain}`;
  return `${key}${comment ? ` comment "${comment}"` : ''} : ${said}`;
}

export function renderNftChain(chain: NftChain, table: Pick<NftTable, 'family'>): string {
  let text = `\tchain ${chain.name} {\n`;
  if (chain.comment) text += `\t\tcomment "${chain.comment}"\n`;
  if (chain.hook) text += `\t\t${chain.hook}\n`;
  for (const rule of chain.rules) text += `\t\t${renderNftRule(rule, table.family)}\n`;
  return `${text}\t}`;
}

/** `perLine` elements in each line, under each other; nothing of an empty set. */
function elements(items: Iterable<string>, perLine: number): string {
  let text = '';
  let count = 0;
  for (const item of items) {
    if (count > 0) text += count % perLine === 0 ? ',\n\t\t\t     ' : ', ';
    text += item;
    count++;
  }
  return count > 0 ? `\t\telements = { ${text} }\n` : '';
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
