import type { RealServer, VirtualServer } from '../../model/Ipvs.ts';
import type { Chooser } from './Chooser.ts';
import type { Scheduling } from './KernelState.ts';
import { ipToBigInt } from '../net/ip.ts';

/** The kernel forgets a TCP connection that has ended (TIME_WAIT) and a UDP flow after so long, seconds (ip_vs_proto_tcp.c, ip_vs_proto_udp.c). */
export const FORGOTTEN = { tcp: 120, udp: 300, sctp: 2 };

/** Connections that each real server has had and that the kernel still counts; all have ended: `InActConn`. */
export function inactive(server: VirtualServer, earlier: readonly Scheduling[], now: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { to, at } of earlier)
    if (now - at <= FORGOTTEN[server.protocol] * 1000) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

/**
 * The real servers that a new connection may be given, with their chances (net/netfilter/ipvs: ip_vs_core.c, the
 * schedulers ip_vs_*.c). A client that is remembered keeps its server (ip_vs_sched_persist).
 */
export function schedule(
  server: VirtualServer,
  { src, dst }: { src: string; dst: string },
  earlier: readonly Scheduling[],
  now: number,
  chooser: Chooser,
): readonly { option: RealServer; share: number }[] {
  const { servers, scheduler, persistence } = server;
  if (persistence > 0) {
    const last = earlier.findLast(({ source, at }) => source === src && now - at <= persistence * 1000);
    const kept = last && servers.find(({ text }) => text === last.to);
    if (kept) return [{ option: kept, share: 1 }];
  }
  switch (scheduler) {
    case 'rr':
    case 'wrr': {
      const last = earlier.at(-1)?.to;
      // all weights are 1, so that both go round alike
      return chooser.inTurn(servers, (servers.findIndex(({ text }) => text === last) + 1) % servers.length);
    }
    case 'lc':
    case 'wlc': {
      const counts = inactive(server, earlier, now);
      const load = servers.map(({ text }) => counts.get(text) ?? 0);
      const least = Math.min(...load);
      return chooser.inTurn(
        servers.filter((_, i) => load[i] === least),
        0,
      );
    }
    case 'sed':
    case 'nq':
      // only open connections count, and none is: the first in the list, whichever kube-proxy happened to add last
      return chooser.inTurn(servers, 0);
    case 'sh':
      return byHash(servers, src);
    case 'dh':
      return byHash(servers, dst);
  }
}

/** The table of 256 buckets is dealt out to the servers one after another (ip_vs_sh_reassign, hash_32). */
function byHash(servers: readonly RealServer[], ip: string): { option: RealServer; share: number }[] {
  let fold = 0;
  for (let rest = ipToBigInt(ip); rest > 0n; rest >>= 32n) fold ^= Number(rest & 0xffffffffn);
  const bucket = Math.imul(fold, 0x61c88647) >>> 24;
  return [{ option: servers[bucket % servers.length] as RealServer, share: 1 }];
}
