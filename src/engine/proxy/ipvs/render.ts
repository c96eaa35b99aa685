import type { RealServer, VirtualServer } from '../../../model/Ipvs.ts';

/** A virtual server as `ipvsadm -Ln` prints it (ipvsadm 1.31, print_service_entry). */
export function virtualServerText({ protocol, id, scheduler, persistence }: VirtualServer): string {
  const where = id.slice(protocol.length + 1);
  const remembers = persistence > 0 ? ` persistent ${persistence}` : '';
  return `${protocol.toUpperCase().padEnd(4)} ${where} ${scheduler}${remembers}`;
}

/** A real server of it, without the counts of connections. */
export const realServerText = ({ text, weight }: RealServer): string => `-> ${text} Masq ${weight}`;
