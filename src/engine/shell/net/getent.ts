import { nameOf, resolveName } from '../../discovery/resolve.ts';
import { Resolver } from '../../trace/reach.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { notFound } from './notFound.ts';
import { KILLED, placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';

/** `getent hosts NAME` and `getent ahosts NAME`: what the C library makes of a name. */
export const getent: Command = (context, args) => {
  const [database, ...names] = args;
  if (database === undefined || !/^(hosts|ahosts|ahostsv4|ahostsv6)$/.test(database))
    return fail(
      `Unknown database: ${database ?? ''}\nTry \`getent --help' or \`getent --usage' for more information.\n`,
      1,
    );
  let out = '';
  let exit = 0;
  let waited = 0;
  for (const name of names) {
    const place = placeIn(context);
    if (database === 'hosts' && canonicalIp(name) !== null) {
      const found = nameOf(context.cluster, place, name);
      if (found === undefined) exit = 2;
      else out += `${name.padEnd(15)} ${found}\n`;
      continue;
    }
    const { ips, name: first, chain, inHosts } = resolveName(context.cluster, place, name, new Resolver(place).ask);
    // gethostbyname2 looks for IPv6 addresses and, where there are none, for IPv4 ones: it waits twice
    if (ips.length === 0) waited += notFound(context, name).waited * (database === 'hosts' ? 2 : 1);
    if (waited >= RUN_LIMIT_SECONDS) return { ...KILLED, stdout: out };
    // glibc: the name that has the addresses, then its aliases, the one that was asked for first
    const inDns = [first || name, ...chain].map((one) => one.replace(/\.$/, ''));
    const [canonical = '', ...aliases] = inHosts ?? [inDns.at(-1) ?? '', ...inDns.slice(0, -1)];
    const six = ips.filter((ip) => familyOf(ip) === 'IPv6');
    const four = ips.filter((ip) => familyOf(ip) === 'IPv4');
    if (database === 'hosts') {
      // gethostbyname2: the IPv6 addresses when there are any, the IPv4 ones otherwise.
      const chosen = six.length > 0 ? six : four;
      if (chosen.length === 0) exit = 2;
      out += chosen.map((ip) => `${ip.padEnd(15)} ${[canonical, ...aliases].join(' ')}\n`).join('');
      continue;
    }
    // AI_V4MAPPED (glibc: nss/getent.c, ahostsv6_keys): who wants IPv6 gets IPv4 in its form, where there is no other
    const mapped = six.length > 0 ? six : four.map((ip) => `::ffff:${ip}`);
    const chosen = database === 'ahostsv4' ? four : database === 'ahostsv6' ? mapped : [...six, ...four];
    if (chosen.length === 0) exit = 2;
    chosen.forEach((ip, i) => {
      const padded = ip.padEnd(15);
      out += `${padded} STREAM ${i === 0 ? canonical : ''}\n${padded} DGRAM  \n${padded} RAW    \n`;
    });
  }
  return exit === 0 ? succeed(out) : fail('', exit, out);
};
