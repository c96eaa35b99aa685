import type { IpFamily } from '../src/model/Address.ts';
import type { KernelConfig } from '../src/model/KernelConfig.ts';
import { renderIptablesSave } from '../src/engine/proxy/iptables/render.ts';
import { renderNftTable } from '../src/engine/proxy/nftables/render.ts';

/** kube-proxy makes its accounting objects itself, by netlink. They only count: rules are loaded without them. */
export const ACCOUNT = / -m nfacct --nfacct-name {2}\S+| nfacct-name {2}\S+/g;

/** The rules of a Node as texts, each with the program that loads a file of it. */
export function rulesOf(config: KernelConfig, families: readonly IpFamily[]): { program: string; text: string }[] {
  const date = 'Thu Jan  1 00:00:00 1970';
  const save = (family: IpFamily): string =>
    renderIptablesSave(config, family, undefined, { date }).replace(ACCOUNT, '');
  const { nftables } = config;
  return [
    { program: 'iptables-restore', text: save('IPv4') },
    { program: 'ip6tables-restore', text: save('IPv6') },
    ...(nftables ? families.map((f) => ({ program: 'nft -f', text: renderNftTable(nftables[f]) })) : []),
  ];
}
