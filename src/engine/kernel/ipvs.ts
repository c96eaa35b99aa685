import type { RealServer, VirtualServer } from '../../model/Ipvs.ts';
import { familyOf, withPort } from '../net/ip.ts';
import type { Branch, Deciding, Passage } from './Passage.ts';
import { copyPassage } from './copy.ts';
import { schedule } from './schedule.ts';
import type { HookContext } from './walkHook.ts';

/** A virtual server's answer to a packet: one of its real servers, or none. */
export interface Scheduled extends Branch {
  server: VirtualServer;
  chosen: RealServer | undefined;
}

/**
 * IPVS looks at a packet that begins a connection (ip_vs_in): undefined when no virtual server takes it, else all
 * that can become of it. Without a real server the sender is told that the port is unreachable (ip_vs_leave).
 */
export function walkIpvs(passage: Passage, context: HookContext): Scheduled[] | undefined {
  const { packet } = passage;
  const { ipvs, node } = context.config;
  const key = `${packet.protocol} ${withPort(packet.dst, packet.dport)}`;
  const server = ipvs?.[familyOf(packet.dst)].servers.get(key);
  if (!server) return undefined;
  if (server.servers.length === 0) {
    const rule: Deciding = { id: `ipvs/${server.id}`, comment: server.name, because: server.empty };
    return [{ server, chosen: undefined, passage, log: undefined, verdict: { kind: 'reject', rule } }];
  }
  const { earlier, now } = context.scheduled(server.id);
  return schedule(server, packet, earlier, now, context.chooser).map(({ option: chosen, share }) => {
    const { ip, port, text, because } = chosen;
    const scheduled = { node, server: server.id, to: text, source: packet.src, before: passage.scheduled };
    const next = copyPassage(passage);
    next.scheduled = scheduled;
    next.share *= share;
    const rule: Deciding = { id: `ipvs/${server.id}/${text}`, comment: server.name, because };
    return {
      server,
      chosen,
      passage: next,
      log: undefined,
      verdict: { kind: 'dnat', rule, ip, port },
    };
  });
}
