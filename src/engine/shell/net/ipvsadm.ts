import type { IpvsTables, VirtualServer } from '../../../model/Ipvs.ts';
import { inactive } from '../../kernel/schedule.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { renderIpvsadm } from '../../proxy/ipvs/render.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { placeIn } from './placeIn.ts';

const ONLY = 'ipvsadm: only -L -n [-t|-u ADDRESS:PORT] is simulated\n';

/** `ipvsadm -Ln [-t|-u SERVICE]`: virtual servers, their real servers, and how many connections each has had of late. */
export const ipvsadm: Command = (context, args) => {
  const long = { list: 'L', numeric: 'n', 'tcp-service': 't', 'udp-service': 'u' };
  const { options, words, wrong } = getopt(args, 'Llnt:u:', long);
  // without -n it would look up names of addresses and ports
  const lists = (options.has('L') || options.has('l')) && options.has('n');
  if (wrong !== undefined || words.length > 0 || !lists) return fail(ONLY, 2);
  const place = placeIn(context);
  if (place.kind !== 'node') return fail('ipvsadm: only a Node has virtual servers\n');
  const { ipvs } = kernelConfigOf(context.cluster, place.name);
  const tables: IpvsTables[] = ipvs ? [ipvs.IPv4, ipvs.IPv6] : [];
  const { kernels, now } = context.cluster;
  const earlier = (server: VirtualServer) => kernels.get(place.name)?.scheduled.get(server.id) ?? [];
  const counts = (server: VirtualServer) => inactive(server, earlier(server), now);
  const wanted = wantedServer(options);
  if (!wanted) return succeed(renderIpvsadm(tables, counts));
  const found = tables.flatMap(({ servers }) => servers.get(wanted) ?? []);
  if (found.length === 0) return fail('No such service\n');
  return succeed(renderIpvsadm([{ servers: new Map(found.map((s) => [s.id, s])) }], counts, false));
};

function wantedServer(options: Map<string, string[]>): string | undefined {
  for (const [letter, protocol] of [
    ['t', 'tcp'],
    ['u', 'udp'],
  ] as const) {
    const where = options.get(letter)?.at(-1);
    if (where !== undefined) return `${protocol} ${where}`;
  }
  return undefined;
}
