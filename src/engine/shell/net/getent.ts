import { resolveName } from '../../discovery/resolve.ts';
import { familyOf } from '../../net/ip.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { placeIn } from './placeIn.ts';

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
  for (const name of names) {
    const { ips, name: found } = resolveName(context.cluster, placeIn(context), name);
    const canonical = (found || name).replace(/\.$/, '');
    const six = ips.filter((ip) => familyOf(ip) === 'IPv6');
    const four = ips.filter((ip) => familyOf(ip) === 'IPv4');
    if (database === 'hosts') {
      // gethostbyname2: the IPv6 addresses when there are any, the IPv4 ones otherwise.
      const chosen = six.length > 0 ? six : four;
      if (chosen.length === 0) exit = 2;
      out += chosen.map((ip) => `${ip.padEnd(15)} ${canonical}\n`).join('');
      continue;
    }
    const chosen = database === 'ahostsv4' ? four : database === 'ahostsv6' ? six : [...six, ...four];
    if (chosen.length === 0) exit = 2;
    chosen.forEach((ip, i) => {
      out += `${ip.padEnd(15)} STREAM${i === 0 ? ` ${canonical}` : ''}\n${ip.padEnd(15)} DGRAM\n${ip.padEnd(15)} RAW\n`;
    });
  }
  return exit === 0 ? succeed(out) : fail('', exit, out);
};
