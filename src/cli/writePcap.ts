import { writeFileSync } from 'node:fs';
import { crossingsOf } from '../capture/crossings.ts';
import { EPOCH, pcapOf } from '../capture/pcap.ts';
import type { Reach } from '../model/Trace.ts';
import { type Cluster, seatOf } from '../engine/index.ts';
import { FileError } from './readText.ts';
import { UsageError } from './UsageError.ts';

/** Writes the likeliest way of a connection as a .pcap file: on every wire, or at one interface (`n1/eth0`). */
export function writePcap(file: string, at: string | undefined, cluster: Cluster, { traces }: Reach): void {
  const [way] = traces;
  if (!way) return;
  const crossings = crossingsOf(way).map(({ at: machine, device }) => `${seatOf(cluster, machine)}/${device}`);
  if (at !== undefined && !/^.+\/[^/]+$/.test(at)) throw new UsageError(`"${at}" is not MACHINE/INTERFACE, as n1/eth0`);
  const wanted = at?.replace(/^(node|pod)\//, '').replace(/^([^/]+\/[^/]+)$/, (short) => {
    // a Pod of the Namespace default may be called by its name alone
    return crossings.includes(`default/${short}`) ? `default/${short}` : short;
  });
  if (wanted !== undefined && !crossings.includes(wanted)) {
    const seen = [...new Set(crossings)].map((name) => name.replace(/^default\//, '')).join(', ');
    throw new UsageError(`no packet passes "${at}"; this way goes by ${seen || 'no interface'}`);
  }
  const begin = EPOCH + cluster.now / 1000;
  const chosen = ({ at: machine, device }: { at: Parameters<typeof seatOf>[1]; device: string }): boolean =>
    `${seatOf(cluster, machine)}/${device}` === wanted;
  try {
    writeFileSync(file, pcapOf(way, { begin, ...(wanted !== undefined && { at: chosen }) }));
  } catch (error) {
    throw new FileError(`${file}: it cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
