import { type Crossing, crossingsOf } from '../../../capture/crossings.ts';
import { type Conversation, conversationOf } from '../../../capture/ipPacket.ts';
import { cookedFrame, EPOCH, frameOf, pcapFile } from '../../../capture/pcap.ts';
import { tcpdumpLine } from '../../../capture/tcpdumpLine.ts';
import type { Packet } from '../../../model/Packet.ts';
import type { SentConnection } from '../../cluster/Cluster.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { seatOf } from '../../trace/seatOf.ts';
import { machineOfPlace } from '../../trace/start.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import { getopt, joinLines } from '../options.ts';
import { FilterProblem, packetFilter } from './packetFilter.ts';
import { placeIn } from './placeIn.ts';
import { NoCapture, readPcap } from './readPcap.ts';

const SNAPLEN = 'snapshot length 262144';

/**
 * `tcpdump -n [-i INTERFACE | -r FILE] [-c COUNT] [-q] [-t] [-w FILE] [EXPRESSION]`. A real one waits for packets; this
 * one shows what it would have seen since the scenario began: of each connection that a command made, the first packet
 * and the answer. Then it ends as if it had been interrupted. `-r` shows the packets of a file that `-w` wrote.
 */
export const tcpdump: Command = (context, args) => {
  const read = getopt(args, 'ni:c:tlpUs:qKr:w:');
  const { options, words } = read;
  if (read.wrong?.startsWith('--')) return fail(`tcpdump: unrecognized option '${read.wrong}'\n`);
  if (read.wrong !== undefined) return fail(`tcpdump: invalid option -- '${read.wrong.slice(1)}'\n`);
  const file = options.get('w')?.at(-1);
  if (file === undefined && !options.has('n')) return fail('tcpdump: kubehop looks no names up: add -n\n');
  const count = Number(options.get('c')?.at(-1) ?? Number.POSITIVE_INFINITY);
  if (!(count > 0) || (Number.isFinite(count) && !Number.isInteger(count)))
    return fail(`tcpdump: invalid packet count ${options.get('c')?.at(-1)}\n`);
  const devices = devicesOf(context);
  const source = options.get('r')?.at(-1);
  let heard: Heard;
  try {
    heard =
      source === undefined ? listen(context, devices, options.get('i')?.at(-1)) : readFile(context, devices, source);
  } catch (error) {
    if (!(error instanceof NoCapture)) throw error;
    return fail(`tcpdump: ${error.message}\n`);
  }
  let wanted: ReturnType<typeof packetFilter>;
  try {
    wanted = packetFilter(words.join(' '));
  } catch (error) {
    if (!(error instanceof FilterProblem)) throw error;
    return fail(`tcpdump: can't parse filter expression: ${error.message}\n`);
  }
  const seen = heard.captured.filter(({ packet }) => wanted(outermost(packet)));
  const shown = seen.slice(0, count);
  const printed = ({ packet, ttl, conversation, device, direction, micros }: Captured): string => {
    const from = heard.any ? `${device.padEnd(5)} ${direction.padEnd(3)} ` : '';
    const time = options.has('t') ? '' : `${clock(micros)} `;
    return `${time}${from}${tcpdumpLine(packet, ttl, conversation)}`;
  };
  if (file !== undefined) {
    if (file === '-') return fail('tcpdump: kubehop writes packets to a file only\n');
    if (!context.save) return fail(`tcpdump: ${file}: no file is written in a simulation\n`);
    const frames = shown.map(({ micros, frame }) => ({ micros: EPOCH * 1e6 + micros, bytes: frame() }));
    const bytes = pcapFile(frames, heard.any ? 'cooked' : 'ethernet');
    context.save(file, Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }
  const stdout = file === undefined ? joinLines(shown.map(printed)) : '';
  const linkType = heard.any ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)';
  if (source !== undefined) {
    const opened = `reading from file ${source}, link-type ${linkType}, ${SNAPLEN}`;
    const warning = heard.any ? ['Warning: interface names might be incorrect'] : [];
    return { stdout, stderr: joinLines([opened, ...warning]), exit: 0 };
  }
  const stderr = [
    ...(heard.any ? ['tcpdump: data link type LINUX_SLL2'] : []),
    // what is written is not printed: there is nothing to be verbose about (tcpdump.c, main)
    ...(file === undefined ? ['tcpdump: verbose output suppressed, use -v[v]... for full protocol decode'] : []),
    `${file === undefined ? '' : 'tcpdump: '}listening on ${heard.on}, link-type ${linkType}, ${SNAPLEN} bytes`,
    `${shown.length} ${shown.length === 1 ? 'packet' : 'packets'} captured`,
    `${seen.length} ${seen.length === 1 ? 'packet' : 'packets'} received by filter`,
    '0 packets dropped by kernel',
  ];
  return { stdout, stderr: joinLines(stderr), exit: 0 };
};

interface Captured {
  packet: Packet;
  ttl: number;
  conversation: Conversation;
  device: string;
  direction: string;
  /** Virtual time. */
  micros: number;
  /** Its bytes in a file. */
  frame(): number[];
}

interface Heard {
  /** At which interface, and whether that is every one. */
  on: string;
  any: boolean;
  captured: Captured[];
}

/** What crossed an interface of this place, or all of them. */
function listen(context: ShellContext, devices: readonly string[], wish: string | undefined): Heard {
  const on = wish ?? devices.find((name) => name !== 'lo') ?? 'lo';
  const any = on === 'any';
  if (!any && !devices.includes(on)) throw new NoCapture(`${on}: No such device exists\n(No such device exists)`);
  const seat = seatOf(context.cluster, machineOfPlace(placeIn(context)));
  const captured = connectionsSeen(context.cluster.sent).flatMap(({ begin, crossings, conversation }) =>
    crossings
      .filter(({ at, device }) => (any || device === on) && seatOf(context.cluster, at) === seat)
      .map((crossing) => ({
        ...crossing,
        conversation,
        micros: begin + crossing.time,
        frame: () => {
          const bytes = frameOf(crossing, conversation);
          return any ? cookedFrame(bytes, crossing, numbered(devices).indexOf(crossing.device)) : bytes;
        },
      })),
  );
  return { on, any, captured };
}

/** What a file holds. Interfaces have the names that their numbers have at this place (print-sll.c). */
function readFile(context: ShellContext, devices: readonly string[], file: string): Heard {
  const text = context.files.get(file);
  if (text === undefined) throw new NoCapture(`${file}: No such file or directory`);
  const { linkType, packets } = readPcap(text);
  const captured = packets.map(({ micros, crossed, bytes, ...packet }) => ({
    ...packet,
    device: numbered(devices)[crossed?.index ?? -1] ?? '?',
    direction: crossed?.direction ?? '',
    micros: micros - EPOCH * 1e6,
    frame: () => bytes,
  }));
  return { on: file, any: linkType === 'cooked', captured };
}

/** The interfaces of a place, loopback among them. */
function devicesOf(context: ShellContext): string[] {
  const seat = seatOf(context.cluster, machineOfPlace(placeIn(context)));
  const isNode = context.cluster.store.get('Node', undefined, seat) !== undefined;
  return isNode ? kernelConfigOf(context.cluster, seat).interfaces.map(({ name }) => name) : ['eth0', 'lo'];
}

/** Interfaces by their numbers, which are made up: loopback's is 1, as everywhere. */
const numbered = (devices: readonly string[]): string[] => ['', 'lo', ...devices.filter((name) => name !== 'lo')];

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
const outermost = (packet: Packet): Packet =>
  packet.outer ? { ...packet, ...packet.outer, protocol: 'udp' as const } : packet;

/** `00:00:01.000015` of virtual time in µs. */
function clock(micros: number): string {
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const seconds = Math.floor(micros / 1e6);
  const part = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map((n) => pad(n, 2));
  return `${part.join(':')}.${pad(Math.floor(micros % 1e6), 6)}`;
}
