import type { IpFamily } from '../../../model/Address.ts';
import type { NftMap, NftSet, NftTable } from '../../../model/Nftables.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { handlesOf, setsInOrder } from '../../proxy/nftables/handles.ts';
import { inTable, type Listing, renderNftChain, renderNftSet, renderNftTable } from '../../proxy/nftables/render.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, fail, type ShellContext, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { inNumbers } from './nftNumbers.ts';
import { IPTABLES, managed, nftOfIptables } from './nftOfIptables.ts';
import { placeIn } from './placeIn.ts';

const FAMILIES: Record<string, IpFamily> = { ip: 'IPv4', ip6: 'IPv6' };
/** Families of which kube-proxy has no table. */
const OTHERS = ['inet', 'arp', 'bridge', 'netdev'];
const ALL = ['ruleset', 'tables', 'chains', 'sets', 'maps'];
/** What kube-proxy's tables have none of: lists of them are empty. */
const NONE = ['counters', 'quotas', 'limits'];
const ONE = ['chain', 'set', 'map'];
const ELSEWHERE = 'nft: what is in the tables of iptables, iptables-save alone tells here\n';
const LONG = {
  handle: 'a',
  stateless: 's',
  terse: 't',
  version: 'v',
  numeric: 'n',
  'numeric-priority': 'y',
  'numeric-protocol': 'p',
  'numeric-time': 'T',
};
const ONLY =
  'nft: only `[-a] [-n] [-s] [-t] list ruleset|tables|chains|sets|maps|counters|quotas|limits [FAMILY]`, ' +
  '`list table [FAMILY] TABLE` and `list chain|set|map [FAMILY] TABLE NAME` and `get element` are simulated\n';

/** `nft list …`: kube-proxy's tables, or parts of them, as nft 1.0.6 prints them. */
export const nft: Command = (context, args) => {
  const place = placeIn(context);
  if (place.kind !== 'node') return fail("nft: only a Node has kube-proxy's rules\n");
  // the whole command may be one word: nft 'list ruleset'
  const typed = args.flatMap((arg) => arg.split(/\s+/)).filter(Boolean);
  const commandAt = typed.findIndex((word) => !word.startsWith('-'));
  const { options, wrong } = getopt(commandAt < 0 ? typed : typed.slice(0, commandAt), 'astvnypT', LONG);
  if (wrong !== undefined) return fail(ONLY);
  if (options.has('v')) return succeed('nftables v1.0.6 (Lester Gooch #5)\n');
  if (commandAt < 0) return fail('nft: no command specified\n');
  const words = typed.slice(commandAt);
  const [verb, what = '', ...rest] = words;
  if (verb !== 'list' && !(verb === 'get' && what === 'element')) return fail(ONLY);
  const told = (text: string): CommandResult => succeed(inNumbers(text, options));
  const listed = tablesAt(context, place.name, options);
  const named = rest[0] !== undefined && (FAMILIES[rest[0]] !== undefined || OTHERS.includes(rest[0]));
  // a table is ip's where no family is told; lists are of all families then
  const family = named ? FAMILIES[rest[0] ?? ''] : ALL.includes(what) ? 'all' : 'IPv4';
  const names = named ? rest.slice(1) : rest;
  if (NONE.includes(what) && names.length === 0) return succeed('');
  const tables = listed.filter(({ table }) => family === 'all' || table.family === family);
  const families = Object.keys(FAMILIES).filter((name) => family === 'all' || FAMILIES[name] === family);
  if (verb === 'get') return getElement(tables, words, names);
  if (what === 'tables' && names.length === 0) {
    return succeed(
      [...namesOf(families, IPTABLES), ...(listed.length > 0 ? namesOf(families, ['kube-proxy']) : [])]
        .map((name) => `${name}\n`)
        .join(''),
    );
  }
  // tables of iptables; their numbers are not known
  const ofIptables = (ofFamily: IpFamily, table?: string, chain?: string): string | undefined =>
    options.has('a')
      ? undefined
      : nftOfIptables(context, place.name, ofFamily, {
          ...(table !== undefined && { tables: IPTABLES.filter((one) => one === table) }),
          ...(chain !== undefined && { chain }),
          rules: what !== 'chains',
          stateless: options.has('s'),
          again: ofFamily === 'IPv6' && family === 'all',
        });
  if (ALL.includes(what)) {
    if (names.length > 0) return fail(ONLY);
    const texts =
      what === 'ruleset' || what === 'chains'
        ? families.map((name) => ofIptables(FAMILIES[name] ?? 'IPv4'))
        : [emptyTables(what, families)];
    if (listed.length === 0 && texts.includes(undefined)) return fail(ELSEWHERE);
    const before = texts.join('');
    const answer = told(before + tables.map((one) => listText(what, one)).join(''));
    return what === 'ruleset' ? { ...answer, stderr: managed(before) } : answer;
  }
  if (what === 'table' ? names.length !== 1 : !ONE.includes(what) || names.length !== 2) return fail(ONLY);
  const [tableName = '', name = ''] = names;
  const [found] = tables;
  const ofPrograms = IPTABLES.find((one) => one === tableName);
  if (ofPrograms && family !== undefined && family !== 'all') {
    if (what === 'set' || what === 'map') return missing(words, name);
    const { chains } = kernelConfigOf(context.cluster, place.name).iptables[family][ofPrograms];
    if (what === 'chain' && !chains.get(name)) return missing(words, name);
    const text = ofIptables(family, tableName, what === 'chain' ? name : undefined);
    return text === undefined ? fail(ELSEWHERE) : { ...told(text), stderr: managed(text) };
  }
  if (tableName !== 'kube-proxy' || !found) return missing(words, tableName);
  if (what === 'table') return told(renderNftTable(found.table, found.listing, found.number));
  const block = renderOne(found, what, name);
  return block === undefined ? missing(words, name) : told(inTable(found.table, `${block}\n`));
};

/** `table ip mangle`: kubelet was there before kube-proxy. */
const namesOf = (families: readonly string[], names: readonly string[]): string[] =>
  families.flatMap((family) => names.map((name) => `table ${family} ${name}`));

/** The tables of iptables among lists of what they have none of. */
const emptyTables = (what: string, families: readonly string[]): string =>
  what === 'sets' || what === 'maps'
    ? namesOf(families, IPTABLES)
        .map((name) => `${name} {\n}\n`)
        .join('')
    : '';

/** A table, and what of it the options ask for. */
interface Listed {
  table: NftTable;
  listing: Listing;
  /** ` # handle 1`, if numbers are asked for. */
  number: string;
}

/** kube-proxy's tables on a Node, of both families even where the cluster has one. */
function tablesAt(context: ShellContext, node: string, options: ReadonlyMap<string, unknown>): Listed[] {
  const { nftables } = kernelConfigOf(context.cluster, node);
  if (!nftables) return [];
  return (['IPv4', 'IPv6'] as const).map((family, i) => {
    const table = nftables[family];
    const listing: Listing = {
      contents: setContents(context, node, table),
      ...(options.has('a') && { handles: handlesOf(table) }),
      stateless: options.has('s'),
      terse: options.has('t'),
    };
    return { table, listing, number: options.has('a') ? ` # handle ${i + 1}` : '' };
  });
}

/** What `list ruleset`, `list chains` … have of one table. */
function listText(what: string, { table, listing, number }: Listed): string {
  if (what === 'ruleset') return renderNftTable(table, listing, number);
  const blocks =
    what === 'chains'
      ? [...table.chains.values()].map((chain) => renderNftChain(chain, table, listing, []))
      : setsInOrder(table)
          .filter(({ elements }) => elements instanceof Map === (what === 'maps'))
          .map((set) => renderNftSet(set, listing));
  return inTable(table, blocks.map((block) => `${block}\n`).join(''));
}

function renderOne({ table, listing }: Listed, what: string, name: string): string | undefined {
  if (what === 'chain') {
    const chain = table.chains.get(name);
    return chain && renderNftChain(chain, table, listing);
  }
  const set = what === 'map' ? table.maps.get(name) : table.sets.get(name);
  return set && renderNftSet(set, listing);
}

/** `get element [FAMILY] TABLE SET { KEY, … }`: what is asked for alone, and of a map where it leads. */
function getElement([found]: Listed[], words: string[], [tableName = '', name = '', ...rest]: string[]): CommandResult {
  const keys = /^\{([^{}]+)\}$/.exec(rest.join(' '))?.[1]?.split(',');
  const set = found?.table.maps.get(name) ?? found?.table.sets.get(name);
  if (tableName !== 'kube-proxy' || !found || !set) return missing(words, set ? tableName : name);
  const wanted = keys?.map((key) => key.trim().replaceAll(/\s*\.\s+|\s+\.\s*/g, ' . ')) ?? [];
  if (wanted.length === 0 || ('timeout' in set && set.timeout !== undefined)) return fail(ONLY);
  const { elements } = set;
  const all = new Set<string>(elements instanceof Map ? elements.keys() : elements);
  if (!wanted.every((key) => all.has(key))) {
    const line = words.join(' ');
    return fail(`Error: Could not process rule: No such file or directory\n${line}\n${'^'.repeat(line.length)}\n`);
  }
  const only: NftMap | NftSet =
    elements instanceof Map
      ? { ...set, comment: '', elements: new Map([...elements].filter(([key]) => wanted.includes(key))) }
      : { ...set, comment: '', elements: new Set(wanted) };
  const block = renderNftSet(only, found.listing);
  return succeed(inTable(found.table, `${block}\n`));
}

/** nft underlines what it does not find. */
function missing(words: string[], word: string): CommandResult {
  const line = words.join(' ');
  const under = ' '.repeat(Math.max(0, line.lastIndexOf(word))) + '^'.repeat(word.length);
  return fail(`Error: No such file or directory\n${line}\n${under}\n`);
}

/** Whom the Node remembers for session affinity, and for how long yet. */
function setContents({ cluster }: ShellContext, node: string, table: NftTable): NonNullable<Listing['contents']> {
  return (name) => {
    const timeout = table.sets.get(name)?.timeout ?? 0;
    const seen = [...(cluster.kernels.get(node)?.recent.get(name) ?? [])];
    return seen
      .map(([key, { at, timeout: own = timeout }]) => ({
        key,
        // nft tells an element's own, where it is not the set's
        timeout: own === timeout ? undefined : own,
        expires: own - (cluster.now - at) / 1000,
      }))
      .filter(({ expires }) => expires > 0);
  };
}
