import type { NftChain, NftMap, NftRule, NftSet, NftTable, NftVerdict } from '../../../model/Nftables.ts';
import { sortedIps } from '../../net/ip.ts';
import { type handlesOf, setsInOrder } from './handles.ts';
import { renderNftRule } from './renderNftRule.ts';

/** Elements of sets that packets fill, and the seconds that each has left; by the set's name. */
export type SetContents = (set: string) => { key: string; timeout?: number | undefined; expires: number }[];

/** How much `nft list` tells. */
export interface Listing {
  contents?: SetContents;
  /** `-a`: with their numbers. */
  handles?: ReturnType<typeof handlesOf>;
  /** `-s`: without what changes by itself. */
  stateless?: boolean;
  /** `-t`: without the elements of sets. */
  terse?: boolean;
}

/** What `nft list table ip kube-proxy` prints on a Node (§6.6). */
export function renderNftTable(table: NftTable, listing: Listing = {}, handle = ''): string {
  const blocks = setsInOrder(table).map((set) => renderNftSet(set, listing));
  for (const chain of table.chains.values()) blocks.push(renderNftChain(chain, table, listing));
  return inTable(table, `\tcomment "${table.comment}"\n${blocks.join('\n\n')}\n`, handle);
}

/** Blocks of a table, or all of it. */
export const inTable = ({ family }: Pick<NftTable, 'family'>, blocks: string, handle = ''): string =>
  `table ${family === 'IPv6' ? 'ip6' : 'ip'} kube-proxy {${handle}\n${blocks}}\n`;

const numberOf = ({ handles }: Listing, one: NftChain | NftMap | NftRule | NftSet): string =>
  handles ? ` # handle ${handles.get(one)}` : '';

export function renderNftSet(set: NftMap | NftSet, listing: Listing): string {
  const { contents, stateless, terse } = listing;
  const isMap = set.elements instanceof Map;
  let text = `\t${isMap ? 'map' : 'set'} ${set.name} {${numberOf(listing, set)}\n\t\ttype ${set.type}\n`;
  if (set.comment) text += `\t\tcomment "${set.comment}"\n`;
  const timeout = 'timeout' in set ? set.timeout : undefined;
  if (timeout !== undefined) text += `\t\tsize 65535\n\t\tflags dynamic,timeout\n\t\ttimeout ${duration(timeout)}\n`;
  if (terse) return `${text}\t}`;
  // as many in each line as nft finds short enough: two addresses, or one of anything longer
  const perLine = set.type.includes(' . ') ? 1 : 2;
  if (set.elements instanceof Map) text += elements(mapElements(set.elements), perLine);
  else if (timeout === undefined) text += elements(perLine === 1 ? set.elements : sortedIps(set.elements), perLine);
  else {
    const kept = (contents?.(set.name) ?? []).map(
      ({ key, timeout: own, expires }) =>
        `${key}${own === undefined ? '' : ` timeout ${duration(own)}`}${stateless ? '' : ` expires ${duration(expires)}`}`,
    );
    text += elements(kept, perLine);
  }
  return `${text}\t}`;
}

function mapElements(all: NftMap['elements']): string[] {
  const items: string[] = [];
  for (const [key, verdict] of all) items.push(renderElement(key, verdict));
  return items;
}

function renderElement(key: string, { verdict, comment }: NftVerdict): string {
  const said = verdict.kind === 'drop' ? 'drop' : `goto ${verdict.chain}`;
  return `${key}${comment ? ` comment "${comment}"` : ''} : ${said}`;
}

/** A chain, with its rules unless they are left out. */
export function renderNftChain(
  chain: NftChain,
  table: Pick<NftTable, 'family'>,
  listing: Listing,
  rules: readonly NftRule[] = chain.rules,
): string {
  let text = `\tchain ${chain.name} {${numberOf(listing, chain)}\n`;
  if (chain.comment) text += `\t\tcomment "${chain.comment}"\n`;
  if (chain.hook) text += `\t\t${chain.hook}\n`;
  for (const rule of rules) text += `\t\t${renderNftRule(rule, table.family)}${numberOf(listing, rule)}\n`;
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

/** `10800` is `3h`, `90` is `1m30s`, `0.5` is `500ms`. */
function duration(seconds: number): string {
  const units: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ];
  let left = Math.floor(seconds * 1000);
  let text = '';
  for (const [unit, size] of units) {
    const n = Math.floor(left / size);
    if (n > 0) text += `${n}${unit}`;
    left -= n * size;
  }
  return text || '0s';
}
