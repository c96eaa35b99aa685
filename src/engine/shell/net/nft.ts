import { type Command, fail } from '../Command.ts';

/** `nft list …`: the rules of kube-proxy in nftables mode are not written out yet. */
export const nft: Command = ({ cluster }) =>
  fail(
    cluster.settings.proxy.mode === 'nftables'
      ? 'nft: kubehop does not print the rules of the nftables mode yet\n'
      : 'nft: kube-proxy is in iptables mode here: see iptables-save\n',
  );
