import type { Network } from '../model/Address.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { Hop, Machine, Trace } from '../model/Trace.ts';
import { sayReason, saySeen } from '../words/say.ts';
import { type NetworkOf, networksOf, withPort } from './addresses.ts';
import { hookOf } from './hookOf.ts';
import { broken, CELL, flow, type Line, type Piece, widthOf } from './ladderText.ts';
import { type LadderCatalog, type Mark, packetPieces, prose, strong, type Work, workOf } from './ladderWork.ts';

/** A machine on the way, with its lifeline at `x`. */
export interface LadderLane {
  kind: Machine['kind'];
  network: Network;
  x: number;
  /** What it is, what it is called and which address it has, in lines that fit its head. */
  title: string[];
  name: string[];
  address: string[];
}

/** Lines of text, from `y` downwards; `x` is their left edge. */
export interface LadderText {
  x: number;
  y: number;
  w: number;
  lines: Line[];
}

/** The packet on its way from one machine to another, as it is on the wire. */
export interface LadderArrow {
  from: number;
  to: number;
  y: number;
  network: Network;
  /** In VXLAN: a packet within a packet. */
  wrapped: boolean;
}

/** One thing that the machine does; a mark stands on the lifeline, beside the first line. */
export interface LadderWork extends LadderText {
  mark?: Mark;
}

/** One hop: the packet comes, and what happens to it. The last row is the ending, as the sender sees it. */
export interface LadderRow {
  /** null: the ending. */
  hop: number | null;
  height: number;
  reply: boolean;
  /** The first row of the way back: its name stands above it. */
  turns: boolean;
  /** The lifeline of the machine that works, and between which heights it does. */
  at: number;
  busy: [from: number, to: number];
  arrow: (LadderArrow & { label: LadderText }) | null;
  hook: LadderText | null;
  works: LadderWork[];
  /** From the leftmost to the rightmost of what it shows. */
  reach: [from: number, to: number];
}

export interface Ladder {
  width: number;
  headHeight: number;
  lanes: LadderLane[];
  rows: LadderRow[];
}

export const ladderMeasures = { gutter: 34, line: 20, lane: 104, widestLane: 230, edge: 10, turn: 22 };

const { gutter, line, edge } = ladderMeasures;
/** Text is not set wider than this, nor narrower, nor narrower than an address in full needs. */
const TEXT = { most: 470, least: 260 };
/** From a lifeline to the text beside it; a mark has its place between. */
const BESIDE = 18;

const isSame = (a: Machine, b: Machine): boolean => a.kind === b.kind && a.name === b.name;

const networkOfMachine: Record<Machine['kind'], Network> = {
  client: 'outside',
  loadBalancer: 'outside',
  node: 'node',
  pod: 'pod',
};

/** The machines in the order in which the packet comes to them: so that the request goes to the right. */
function machinesOf(hops: readonly Hop[]): Machine[] {
  const machines: Machine[] = [];
  for (const { at } of hops) if (!machines.some((known) => isSame(known, at))) machines.push(at);
  return machines;
}

/** An address of the machine, of the connection's family, and where it runs. */
function factsOf(result: SimulationResult, trace: Trace, { kind, name }: Machine): { ip?: string; on?: string } {
  const six = trace.hops[0]?.before.dst.includes(':') ?? false;
  const ofFamily = (ips: readonly string[] = []): { ip?: string } => {
    const ip = ips.find((one) => one.includes(':') === six);
    return ip === undefined ? {} : { ip };
  };
  switch (kind) {
    case 'client':
      return ofFamily(result.clientIPs);
    case 'loadBalancer': {
      const hop = trace.hops.find(({ at }) => at.kind === 'loadBalancer');
      return hop ? { ip: hop.reply ? hop.after.src : hop.before.dst } : {};
    }
    case 'node':
      return ofFamily(result.nodes.find((node) => node.name === name)?.ips);
    case 'pod': {
      const pod = result.pods.find((p) => `${p.namespace}/${p.name}` === name);
      return { ...ofFamily(pod?.ips), ...(pod?.node && { on: pod.node }) };
    }
  }
}

/** The text beside a lifeline: to its right, else to its left, in narrower lines if need be; else across the lanes. */
function beside({ width, most }: Sheet, x: number, pieces: readonly Piece[], y: number) {
  const room = { right: width - edge - x - BESIDE, left: x - BESIDE - gutter };
  for (const limit of [most, Math.max(room.left, room.right)]) {
    const lines = flow(pieces, limit);
    const w = Math.max(0, ...lines.map((one) => one.w));
    if (w <= room.right) return { x: x + BESIDE, y, w, lines, covers: false };
    if (w <= room.left) return { x: x - BESIDE - w, y, w, lines, covers: false };
  }
  const lines = flow(pieces, most);
  const w = Math.max(...lines.map((one) => one.w));
  return { x: Math.max(gutter, width - edge - w), y, w, lines, covers: true };
}

/** The widths of a hop's addresses, none of which is ever broken. */
const widthsOf = ({ before, after }: Hop): number[] =>
  [before, after].flatMap(({ src, sport, dst, dport, outer }) =>
    [withPort(src, sport), withPort(dst, dport), outer ? withPort(outer.src, outer.sport) : ''].map(
      (text) => widthOf({ text, look: 'address' }) + 2 * CELL,
    ),
  );

/** What one row is laid out with. */
interface Sheet {
  catalog: LadderCatalog;
  networkOf: NetworkOf;
  trace: Trace;
  width: number;
  most: number;
  xOf(machine: Machine): number;
}

function layWorks(sheet: Sheet, x: number, works: readonly Work[], from: number): { works: LadderWork[]; y: number } {
  let y = from;
  const laid = works.map(({ pieces, mark }): LadderWork => {
    const { covers, ...text } = beside(sheet, x, pieces, y);
    // The mark needs the lifeline for itself.
    if (covers && mark) text.y += line;
    y = text.y + text.lines.length * line;
    return { ...text, ...(mark && { mark }) };
  });
  return { works: laid, y };
}

function reachOf(at: number, texts: (LadderText | null | undefined)[], arrow: LadderArrow | null): [number, number] {
  const xs = texts.flatMap((text) => (text ? [text.x, text.x + text.w] : []));
  const ends = [at, arrow?.from ?? at, ...xs];
  return [Math.min(...ends), Math.max(...ends)];
}

function layRow(sheet: Sheet, index: number): LadderRow {
  const { trace, catalog, networkOf, width, most } = sheet;
  const hop = trace.hops[index]!;
  const before = trace.hops[index - 1];
  const x = sheet.xOf(hop.at);
  const turns = hop.reply && before?.reply === false;
  let y = 8 + (turns ? ladderMeasures.turn : 0);
  let arrow: LadderRow['arrow'] = null;
  if (before && !isSame(before.at, hop.at)) {
    const from = sheet.xOf(before.at);
    const lines = packetPieces(catalog.ladder, networkOf, hop.before).flatMap((pieces) => flow(pieces, most));
    const w = Math.max(...lines.map((one) => one.w));
    const left = Math.min(Math.max((from + x - w) / 2, gutter), width - edge - w);
    const label = { x: left, y, w, lines };
    y += lines.length * line + 8;
    const wrapped = hop.before.outer !== undefined;
    arrow = { from, to: x, y, network: networkOf((hop.before.outer ?? hop.before).dst), wrapped, label };
    y += 8;
  }
  const top = arrow ? arrow.y : 0;
  const named = hookOf(hop);
  let hook: LadderText | null = null;
  if (named) {
    const { covers: _, ...text } = beside(sheet, x, [{ text: named, look: 'dim' }], y);
    hook = text;
    y += line;
  }
  const { works, y: end } = layWorks(sheet, x, workOf(catalog, networkOf, hop, trace), y);
  const height = end + 8;
  const stays = trace.hops[index + 1] && isSame(trace.hops[index + 1]!.at, hop.at);
  const busy: [number, number] = [top, stays ? height : end];
  const reach = reachOf(x, [arrow?.label, hook, ...works], arrow);
  return { hop: index, height, reply: hop.reply, turns, at: x, busy, arrow, hook, works, reach };
}

/** The ending on the sender's own lifeline, with its shape. What no row has told, this one tells. */
function layEnding(sheet: Sheet, rows: readonly LadderRow[]): LadderRow {
  const { trace, catalog } = sheet;
  const words = catalog.ladder;
  const { result } = trace.ending;
  const told = rows.some(({ works }) => works.some(({ mark }) => mark));
  const pieces = [strong(words.endings[result]), prose(words.senderSees(saySeen(catalog, trace.seen)))];
  const x = sheet.xOf(trace.hops[0]!.at);
  const why: Work[] = told || trace.reason.length === 0 ? [] : [{ pieces: [prose(sayReason(catalog, trace.reason))] }];
  const { works, y } = layWorks(sheet, x, [{ pieces, mark: result }, ...why], 10);
  return {
    hop: null,
    height: y + 10,
    reply: true,
    turns: false,
    at: x,
    busy: [0, 0],
    arrow: null,
    hook: null,
    works,
    reach: reachOf(x, works, null),
  };
}

/**
 * The connection as a sequence diagram: a lane for each machine, a row for each hop, an ending. `available` is the
 * width of the pane; more is taken where the lanes, or an address in full, need it.
 */
export function ladderOf(result: SimulationResult, trace: Trace, catalog: LadderCatalog, available: number): Ladder {
  const words = catalog.ladder;
  const networkOf = networksOf(result);
  const machines = machinesOf(trace.hops);
  const { lane, widestLane } = ladderMeasures;
  const free = (available - gutter - edge) / Math.max(1, machines.length);
  const step = Math.min(widestLane, Math.max(lane, Math.floor(free)));
  const widest = Math.max(...trace.hops.flatMap(widthsOf), TEXT.least);
  const most = Math.max(widest, Math.min(TEXT.most, available - gutter - edge));
  const width = Math.max(available, gutter + machines.length * step + edge, gutter + most + edge);
  const lanes = machines.map((machine, i): LadderLane => {
    const { kind, name } = machine;
    const { ip, on } = factsOf(result, trace, machine);
    const room = step - 14;
    const own = kind === 'node' || kind === 'pod' ? name.replace(/^default\//, '') : '';
    const title = words.machines[kind] + (on === undefined ? '' : ` ${words.on(on)}`);
    return {
      kind,
      network: networkOfMachine[kind],
      x: gutter + step * (i + 0.5),
      title: flow([prose(title)], room).map(({ pieces }) => pieces.map(({ text }) => text).join('')),
      name: own === '' ? [] : broken(own, room),
      address: ip === undefined ? [] : broken(`  ${ip}`, room).map((part) => part.trim()),
    };
  });
  const xOf = (machine: Machine): number => lanes[machines.findIndex((known) => isSame(known, machine))]?.x ?? 0;
  const sheet: Sheet = { catalog, networkOf, trace, width, most, xOf };
  const rows = trace.hops.map((_, index) => layRow(sheet, index));
  const tallest = Math.max(1, ...lanes.map(({ title, name, address }) => title.length + name.length + address.length));
  return {
    width,
    headHeight: tallest * 17 + 24,
    lanes,
    rows: trace.hops.length > 0 ? [...rows, layEnding(sheet, rows)] : [],
  };
}

/** The lanes of a head are apart by this much, less the room between them. */
export const headWidth = (lanes: readonly LadderLane[], width: number): number =>
  (lanes.length > 1 ? lanes[1]!.x - lanes[0]!.x : Math.min(ladderMeasures.widestLane, width - gutter - CELL)) - 8;
