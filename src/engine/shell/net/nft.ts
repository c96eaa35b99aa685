import type { IpFamily } from '../../../model/Address.ts';
import type { NftTable } from '../../../model/Nftables.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import {
  renderNftChain,
  renderNftMap,
  renderNftSet,
  renderNftTable,
  type SetContents,
} from '../../proxy/nftables/render.ts';
import { type Command, fail, type ShellContext, succeed } from '../Command.ts';
import { placeIn } from './placeIn.ts';

const FAMILIES: Record<string, IpFamily> = { ip: 'IPv4', ip6: 'IPv6' };

/** `nft list ruleset`, `nft list table FAMILY kube-proxy`, and `nft list chain|map|set FAMILY kube-proxy NAME`. */
export const nft: Command = (context, args) => {
  const place = placeIn(context);
  if (place.kind !== 'node') return fail("nft: only a Node has kube-proxy's rules\n");
  const words = args.join(' ').split(/\s+/).filter(Boolean);
  const [verb, what, family = '', table, name] = words;
  const { nftables } = kernelConfigOf(context.cluster, place.name);
  // the kubelet's rules are iptables' (iptables-save), and not told as nft's
  if (words.join(' ') === 'list ruleset')
    return succeed(
      nftables
        ? context.cluster.settings.families
            .toSorted()
            .map((f) => renderNftTable(nftables[f], setContents(context, place.name, nftables[f])))
            .join('')
        : '',
    );
  const count = what === 'table' ? 4 : 5;
  const known = verb === 'list' && ['table', 'chain', 'map', 'set'].includes(what ?? '') && words.length === count;
  const ipFamily = FAMILIES[family];
  if (!known || !ipFamily)
    return fail('nft: only `list ruleset` and `list table|chain|map|set ip|ip6 kube-proxy [NAME]` are simulated\n');
  if (table !== 'kube-proxy' || !nftables) return missing(words, table ?? '');
  const found = nftables[ipFamily];
  const contents = setContents(context, place.name, found);
  if (name === undefined) return succeed(renderNftTable(found, contents));
  const block = renderOne(found, what ?? '', name, contents);
  return block === undefined ? missing(words, name) : succeed(`table ${family} kube-proxy {\n${block}\n}\n`);
};

function renderOne(table: NftTable, what: string, name: string, contents: SetContents): string | undefined {
  const chain = what === 'chain' ? table.chains.get(name) : undefined;
  if (chain) return renderNftChain(chain, table);
  const map = what === 'map' ? table.maps.get(name) : undefined;
  if (map) return renderNftMap(map);
  const set = what === 'set' ? table.sets.get(name) : undefined;
  return set && renderNftSet(set, contents);
}

/** nft underlines what it does not find. */
function missing(words: string[], word: string): ReturnType<Command> {
  const line = words.join(' ');
  const under = ' '.repeat(Math.max(0, line.lastIndexOf(word))) + '^'.repeat(word.length);
  return fail(`Error: No such file or directory\n${line}\n${under}\n`);
}

/** Whom the Node remembers for session affinity, and for how long yet. */
function setContents({ cluster }: ShellContext, node: string, table: NftTable): SetContents {
  return (name) => {
    const timeout = table.sets.get(name)?.timeout ?? 0;
    const seen = [...(cluster.kernels.get(node)?.recent.get(name) ?? [])];
    return seen
      .map(([key, at]) => ({ key, expires: timeout - (cluster.now - at) / 1000 }))
      .filter(({ expires }) => expires > 0);
  };
}
