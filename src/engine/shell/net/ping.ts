import type { Place, Trace } from '../../../model/Trace.ts';
import { nameOf, resolveName } from '../../discovery/resolve.ts';
import { Resolver } from '../../trace/reach.ts';
import { canonicalIp, familyOf, hostOf } from '../../net/ip.ts';
import { connect } from '../../trace/connect.ts';
import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { notFound, OTHER_FAMILY } from './notFound.ts';
import { KILLED, placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';

/** `ping [-c N] [-W S] [-nq] HOST`, in the words of iputils. */
export const ping: Command = (context, args) => {
  const { options, words, wrong } = getopt(args, 'nqvA46bc:W:i:w:s:I:t:');
  const [host] = words;
  if (wrong !== undefined || host === undefined) return fail('ping: usage error: Destination address required\n', 1);
  const place = placeIn(context);
  const { cluster } = context;
  const literal = canonicalIp(host);
  const wanted = options.has('6') ? 'IPv6' : options.has('4') ? 'IPv4' : undefined;
  const resolved = resolveName(cluster, place, host, new Resolver(place).ask);
  const { ips } = resolved;
  const ip = (wanted === undefined ? ['IPv6', 'IPv4'] : [wanted]).flatMap((family) =>
    ips.filter((candidate) => familyOf(candidate) === family),
  )[0];
  if (ip === undefined) {
    if (ips.length > 0) return fail(`ping: ${host}: ${OTHER_FAMILY}\n`, 2);
    const { why, waited } = notFound(context, host);
    return waited < RUN_LIMIT_SECONDS ? fail(`ping: ${host}: ${why}\n`, 2) : KILLED;
  }
  const interval = Number(options.get('i')?.at(-1) ?? 1);
  const limit = Math.ceil(RUN_LIMIT_SECONDS / Math.max(interval, 0.01));
  const endless = !options.has('c') && !options.has('w');
  const count = endless ? limit : Math.min(Number(options.get('c')?.at(-1) ?? options.get('w')?.at(-1) ?? 1), 1000);
  const trace = connect(cluster, place, `icmp://${hostOf(ip)}`, cluster.random);
  const first = trace.hops[0];
  if (first?.steps.some((step) => step.kind === 'noRoute') && trace.hops.length === 1)
    return fail('ping: connect: Network is unreachable\n', 2);
  const six = ip.includes(':');
  const size = Number(options.get('s')?.at(-1) ?? 56);
  const numeric = literal !== null || options.has('n');
  // pr_addr: an address has the name that DNS has for it, or is told twice
  const named = (address: string): string =>
    numeric ? address : `${nameOf(cluster, place, address)?.split(' ')[0] ?? address} (${address})`;
  // Over IPv6 it shows the name that was given, over IPv4 the one that was found: getaddrinfo tells that with the first address
  // alone, and where that is one of IPv6, `-4` has none to show (iputils: ping4_run, ping6_run).
  const found = resolved.inHosts?.[0] ?? [resolved.name, ...resolved.chain].at(-1)?.replace(/\.$/, '') ?? host;
  const canonical = literal !== null || six ? host : ips.some((one) => familyOf(one) === 'IPv6') ? '' : found;
  let stdout = six
    ? `PING ${canonical}(${named(ip)}) ${size} data bytes\n`
    : `PING ${canonical} (${ip}) ${size}(${size + 28}) bytes of data.\n`;
  let stderr = '';
  let [received, errors] = [0, 0];
  const name = named(ip);
  for (let i = 1; i <= count; i++) {
    const { ending } = trace;
    if (ending.result === 'delivered') {
      received++;
      if (!options.has('q'))
        stdout += `${size + 8} bytes from ${name}: icmp_seq=${i} ttl=${ttlOf(trace, place.kind)} time=0.1 ms\n`;
    } else if (ending.result === 'refused' || ending.result === 'unreachable') {
      errors++;
      if (isOwnReject(trace)) stderr += 'ping: sendmsg: Operation not permitted\n';
      const sender = errorSender(trace);
      if (!options.has('q')) stdout += `From ${named(sender)} icmp_seq=${i} ${errorText(ending.result, six)}\n`;
    }
  }
  if (endless) return { stdout, stderr, exit: 124 };
  const lost = Math.round(((count - received) / count) * 100);
  stdout += `\n--- ${canonical} ping statistics ---\n${count} packets transmitted, ${received} received, `;
  stdout += `${errors > 0 ? `+${errors} errors, ` : ''}${lost}% packet loss, time ${Math.round((count - 1) * interval * 1000)}ms\n`;
  stdout += received > 0 ? 'rtt min/avg/max/mdev = 0.100/0.100/0.100/0.000 ms\n' : '\n';
  // for an answer that does not come it waits ten seconds, as long as a command may take
  const waits = received + errors === 0 && !options.has('W') && !options.has('w');
  return { stdout, stderr, exit: received > 0 ? 0 : waits ? 124 : 1 };
};

const errorText = (result: 'refused' | 'unreachable', six: boolean): string => {
  if (six) return `Destination unreachable: ${result === 'refused' ? 'Port unreachable' : 'Address unreachable'}`;
  return result === 'refused' ? 'Destination Port Unreachable' : 'Destination Host Unreachable';
};

/** Every machine that passes the answer on takes one off the 64 that it begins with; the client is behind a router. */
const ttlOf = ({ hops }: Trace, asker: Place['kind']): number =>
  64 - hops.filter((hop) => hop.reply && hop.hook === 'FORWARD').length - (asker === 'client' ? 1 : 0);

/** A packet that a rule of the sender's own kernel rejects never leaves: sendmsg fails, besides the ICMP error that comes back. */
const isOwnReject = ({ hops }: Trace): boolean =>
  hops.some((hop) => hop.hook === 'OUTPUT' && !hop.reply && hop.steps.some((step) => step.kind === 'reject'));

const errorSender = ({ hops }: Trace): string =>
  hops.findLast((hop) => hop.reply)?.before.src ?? hops[0]?.after.src ?? '';
