import { type Crossing, crossingsOf } from '../../../capture/crossings.ts';
import { type Conversation, conversationOf } from '../../../capture/ipPacket.ts';
import { cookedFrame, EPOCH, frameOf, pcapFile } from '../../../capture/pcap.ts';
import { tcpdumpLine } from '../../../capture/tcpdumpLine.ts';
import type { SentConnection } from '../../cluster/Cluster.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { seatOf } from '../../trace/seatOf.ts';
import { machineOfPlace } from '../../trace/start.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import { getopt, joinLines } from '../options.ts';
import { FilterProblem, packetFilter } from './packetFilter.ts';
import { placeIn } from './placeIn.ts';

const SNAPLEN = 'snapshot length 262144 bytes';

/**
 * `tcpdump -n [-i INTERFACE] [-c COUNT] [-q] [-t] [-w FILE] [EXPRESSION]`. A real one waits for packets; this one shows what it
 * would have seen since the scenario began: of each connection that a command made, the first packet and the answer.
 * Then it ends as if it had been interrupted.
 */
export const tcpdump: Command = (context, args) => {
  const read = getopt(args, 'ni:c:tlpUs:qKw:');
  const { options, words } = read;
  if (read.wrong?.startsWith('--')) return fail(`tcpdump: unrecognized option '${read.wrong}'\n`);
  if (read.wrong !== undefined) return fail(`tcpdump: invalid option -- '${read.wrong.slice(1)}'\n`);
  const file = options.get('w')?.at(-1);
  if (file === undefined && !options.has('n')) return fail('tcpdump: kubehop looks no names up: add -n\n');
  const count = Number(options.get('c')?.at(-1) ?? Number.POSITIVE_INFINITY);
  if (!(count > 0) || (Number.isFinite(count) && !Number.isInteger(count)))
    return fail(`tcpdump: invalid packet count ${options.get('c')?.at(-1)}\n`);
  const devices = devicesOf(context);
  const device = options.get('i')?.at(-1) ?? devices.find((name) => name !== 'lo') ?? 'lo';
  if (device !== 'any' && !devices.includes(device))
    return fail(`tcpdump: ${device}: No such device exists\n(No such device exists)\n`);
  let wanted: ReturnType<typeof packetFilter>;
  try {
    wanted = packetFilter(words.join(' '));
  } catch (error) {
    if (!(error instanceof FilterProblem)) throw error;
    return fail(`tcpdump: can't parse filter expression: ${error.message}\n`);
  }
  const seat = seatOf(context.cluster, machineOfPlace(placeIn(context)));
  const seen = connectionsSeen(context.cluster.sent).flatMap(({ begin, crossings, conversation }) =>
    crossings
      .filter((crossing) => (device === 'any' || crossing.device === device) && wanted(outermost(crossing)))
      .filter(({ at }) => seatOf(context.cluster, at) === seat)
      .map((crossing) => ({ crossing, conversation, micros: begin + crossing.time })),
  );
  const shown = seen.slice(0, count);
  const linkType = device === 'any' ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)';
  const plural = shown.length === 1 ? 'packet' : 'packets';
  const printed = ({ crossing, conversation, micros }: Captured): string => {
    const from = device === 'any' ? `${crossing.device.padEnd(5)} ${crossing.direction.padEnd(3)} ` : '';
    const time = options.has('t') ? '' : `${clock(micros)} `;
    return `${time}${from}${tcpdumpLine(crossing.packet, crossing.ttl, conversation)}`;
  };
  if (file !== undefined) {
    if (file === '-') return fail('tcpdump: kubehop writes packets to a file only\n');
    if (!context.save) return fail(`tcpdump: ${file}: no file is written in a simulation\n`);
    const bytes = captureFile(shown, device, devices);
    context.save(file, Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }
  const stderr = [
    ...(device === 'any' ? ['tcpdump: data link type LINUX_SLL2'] : []),
    // what is written is not printed: there is nothing to be verbose about (tcpdump.c, main)
    ...(file === undefined ? ['tcpdump: verbose output suppressed, use -v[v]... for full protocol decode'] : []),
    `${file === undefined ? '' : 'tcpdump: '}listening on ${device}, link-type ${linkType}, ${SNAPLEN}`,
    `${shown.length} ${plural} captured`,
    `${seen.length} ${seen.length === 1 ? 'packet' : 'packets'} received by filter`,
    '0 packets dropped by kernel',
  ];
  return { stdout: file === undefined ? joinLines(shown.map(printed)) : '', stderr: joinLines(stderr), exit: 0 };
};

/** The interfaces of a place, loopback among them. */
function devicesOf(context: ShellContext): string[] {
  const seat = seatOf(context.cluster, machineOfPlace(placeIn(context)));
  const isNode = context.cluster.store.get('Node', undefined, seat) !== undefined;
  return isNode ? kernelConfigOf(context.cluster, seat).interfaces.map(({ name }) => name) : ['eth0', 'lo'];
}

interface Captured {
  crossing: Crossing;
  conversation: Conversation;
  /** Virtual time. */
  micros: number;
}

/** The bytes of a `.pcap` file; the interfaces' numbers are made up. */
function captureFile(captured: readonly Captured[], device: string, devices: readonly string[]): Uint8Array {
  const any = device === 'any';
  const others = devices.filter((name) => name !== 'lo');
  const frames = captured.map(({ crossing, conversation, micros }) => {
    const frame = frameOf(crossing, conversation);
    const index = crossing.device === 'lo' ? 1 : others.indexOf(crossing.device) + 2;
    return { micros: EPOCH * 1e6 + micros, bytes: any ? cookedFrame(frame, crossing, index) : frame };
  });
  return pcapFile(frames, any ? 'cooked' : 'ethernet');
}

interface Seen {
  /** Virtual time, µs. */
  begin: number;
  crossings: Crossing[];
  conversation: Conversation;
}

/** Connections of one moment follow each other by a millisecond: commands take no virtual time. */
function connectionsSeen(sent: readonly SentConnection[]): Seen[] {
  let begin = Number.NEGATIVE_INFINITY;
  return sent.flatMap(({ at, trace }): Seen[] => {
    const [first] = trace.hops;
    if (!first) return [];
    begin = Math.max(at * 1000, begin + 1000);
    return [{ begin, crossings: crossingsOf(trace), conversation: conversationOf(first.after) }];
  });
}

/** A filter looks at the outermost header, as the real one does. */
const outermost = ({ packet }: Crossing) =>
  packet.outer ? { ...packet, ...packet.outer, protocol: 'udp' as const } : packet;

/** `00:00:01.000015` of virtual time in µs. */
function clock(micros: number): string {
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const seconds = Math.floor(micros / 1e6);
  const part = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map((n) => pad(n, 2));
  return `${part.join(':')}.${pad(Math.floor(micros % 1e6), 6)}`;
}
