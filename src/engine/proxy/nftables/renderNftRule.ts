import type { IpFamily } from '../../../model/Address.ts';
import type { NftMatch, NftRule, NftStatement } from '../../../model/Nftables.ts';
import { mergeCidrs } from '../../net/cidr.ts';

const hex = (n: number): string => `0x${(n >>> 0).toString(16).padStart(8, '0')}`;

/** A packet's mark, and what it is compared with. A mask of the highest bits alone is told as a prefix (nft:
 * src/netlink_delinearize.c, relational_binop_postprocess): with masqueradeBit 31, the only bit that is one. */
export function markText(mask: number, compare: '==' | '!=', value: number): string {
  if (mask < 2 ** 31) return `meta mark & ${hex(mask)} ${compare} ${hex(value)}`;
  return `meta mark ${compare === '!=' ? '!= ' : ''}${hex(value)}/1`;
}

/** One rule as `nft list` prints it (§6.6, nft 1.0.6). */
export function renderNftRule(rule: Pick<NftRule, 'matches' | 'statements' | 'comment'>, family: IpFamily): string {
  const words: string[] = [];
  for (const match of rule.matches) words.push(renderMatch(match, family));
  for (const statement of rule.statements) words.push(renderStatement(statement, family));
  if (rule.comment) words.push(`comment "${rule.comment}"`);
  return words.join(' ');
}

const ip = (family: IpFamily): string => (family === 'IPv6' ? 'ip6' : 'ip');

function renderMatch(match: NftMatch, family: IpFamily): string {
  const not = 'negate' in match && match.negate ? '!= ' : '';
  switch (match.kind) {
    case 'address': {
      const list = match.cidrs.length === 1 ? match.cidrs[0] : `{ ${mergeCidrs(match.cidrs).join(', ')} }`;
      return `${ip(family)} ${match.side} ${not}${list}`;
    }
    case 'addressInSet':
      return `${ip(family)} ${match.side} @${match.set}`;
    case 'connectionInSet':
      return `${ip(family)} saddr . ${ip(family)} daddr . meta l4proto . th dport @${match.set}`;
    case 'fibLocal':
      return `fib ${match.side} type local`;
    case 'inInterface':
      return `iifname ${not}"${match.name}"`;
    case 'ctStateNew':
      return 'ct state new';
    case 'ctStatusDnat':
      return 'ct status dnat';
    case 'mark':
      return markText(match.value, '!=', 0);
    case 'l4proto':
      return `meta l4proto ${match.protocol}`;
  }
}

function renderStatement(statement: NftStatement, family: IpFamily): string {
  switch (statement.kind) {
    case 'jump':
    case 'goto':
      return `${statement.kind} ${statement.chain}`;
    case 'drop':
    case 'reject':
      return statement.kind;
    case 'masquerade':
      return 'masquerade fully-random';
    case 'markOr':
      return `meta mark set meta mark | ${hex(statement.value)}`;
    case 'markXor':
      return `meta mark set meta mark ^ ${hex(statement.value)}`;
    case 'vmap': {
      const address = statement.key === 'addressAndPort' ? `${ip(family)} daddr . ` : '';
      return `${address}meta l4proto . th dport vmap @${statement.map}`;
    }
    case 'dnat':
      return `dnat to ${family === 'IPv6' ? `[${statement.ip}]` : statement.ip}:${statement.port}`;
    case 'dnatRandom': {
      // most of a large table's text: joined at once, as each part of a sum would be an object of its own
      const words: (string | number)[] = ['dnat ', ip(family), ' to numgen random mod ', statement.endpoints.length];
      for (let i = 0; i < statement.endpoints.length; i++) {
        const e = statement.endpoints[i]!;
        words.push(i === 0 ? ' map { ' : ', ', i, ' : ', e.ip, ' . ', e.port);
      }
      words.push(' }');
      return words.join('');
    }
    case 'gotoRandom': {
      const items = statement.chains.map((chain, i) => `${i} : goto ${chain}`);
      return `numgen random mod ${items.length} vmap { ${items.join(', ')} }`;
    }
    case 'update':
      return `update @${statement.set} { ${ip(family)} saddr }`;
  }
}
