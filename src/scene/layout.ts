import type { NodeView, PodView, ServiceView, SimulationResult } from '../model/Simulation.ts';
import { objectKey } from '../model/Span.ts';
import { censusOf } from './census.ts';
import { type LabelOf, labelsOf, networksOf } from './addresses.ts';
import type { Catalog } from '../words/en.ts';
import { dotsIn } from './dots.ts';
import { type Graph, type GraphColumn, graphOf, type Wishes } from './graph.ts';
import { columnsIn, type Frame, type Measures, measuresOf } from './measures.ts';
import { placeOutside } from './outside.ts';
import { placePlates } from './plates.ts';
import type { Band, Cell, Column, Counter, PodCard, PodState, Rect, Scene } from './Scene.ts';
import { podStateOf } from './podState.ts';
import { placePods } from './slots.ts';
import { tiesOf } from './ties.ts';
import { troubleOf } from './troubleOf.ts';

export interface LayoutOptions extends Wishes {
  words: Catalog;
  /** The picture before this edit: Pods keep their places. */
  before?: Scene;
}

/** The label that the Service in focus asks for, else the first of the Pod's own. */
function labelLine(words: Catalog['scene'], pod: PodView, state: PodState, service: ServiceView | undefined): string {
  if (state === 'off') return words.offPod(words[pod.ready ? 'ready' : 'notReady']);
  // the kubelet's sentence begins with what all have in common, and a card has no room for the rest of it
  if (state === 'notReady') return words.notReady;
  if (pod.reason) return pod.reason;
  const wanted = Object.keys(service?.selector ?? {}).find((key) => pod.labels[key] !== undefined);
  const key = wanted ?? Object.keys(pod.labels).find((k) => k !== 'pod-template-hash');
  if (key !== undefined) return `${key}=${pod.labels[key]}`;
  return pod.listens.length > 0 ? words.listensOn(pod.listens.join(', ')) : words.listensOnNothing;
}

interface Heights {
  storeys: number;
  cards: number;
  shelf: number;
  base: number;
  wire: number;
}

const cellStep = { x: 48, y: 30 };
/** Over the Nodes of a zone, for the chances of ways that end there: they lie on no Node. */
const chanceStrip = 16;
/** Cells of one zone: with the cards of a dozen columns the picture stays below 300 elements. */
const mostCells = 36;

/** The Nodes of a zone: as cells with names; as dots where there are too many; the last cell stands for the rest. */
function nodesOf(column: GraphColumn, m: Measures, x: number, at: Heights): Pick<Column, 'cells' | 'dots'> {
  const { cells } = column;
  const room: Rect = {
    x: x + m.tieStrip,
    y: at.cards + chanceStrip,
    w: m.columnWidth - m.tieStrip - m.laneStrip,
    h: at.shelf - at.cards - chanceStrip,
  };
  const rows = Math.max(1, Math.floor(room.h / cellStep.y));
  // one below the other, if they fit so, their names have the whole width
  const across = cells.length <= rows ? 1 : Math.max(1, Math.floor(room.w / cellStep.x));
  const places = Math.min(mostCells, across * rows);
  if (cells.length > places) {
    const dots = dotsIn(
      { ...room, h: room.h - 8 },
      cells.map(({ node, pods, ready }) => ({
        key: objectKey('Node', '', node.name),
        name: node.name,
        ready: troubleOf(node) ? 0 : pods === 0 ? 1 : ready / pods,
      })),
    );
    if (dots.length > 0) return { cells: [], dots };
  }
  const stepX = room.w / across;
  const shown = cells.length <= places ? cells : cells.slice(0, places - 1);
  const rest = cells.slice(shown.length);
  const cellAt = (i: number, name: string, of: typeof cells): Cell => ({
    key: `Node//${of[0]!.node.name}`,
    members: of.map((c) => `Node//${c.node.name}`),
    name,
    rect: {
      x: room.x + (i % across) * stepX,
      y: room.y + Math.floor(i / across) * cellStep.y,
      w: stepX - 4,
      h: cellStep.y - 4,
    },
    pods: of.reduce((n, c) => n + c.pods, 0),
    ready: of.reduce((n, c) => n + c.ready, 0),
  });
  const placed = shown.map((cell, i) => cellAt(i, cell.node.name, [cell]));
  return { cells: rest.length > 0 ? [...placed, cellAt(shown.length, `+${rest.length}`, rest)] : placed, dots: [] };
}

function columnAt(column: GraphColumn, x: number, m: Measures, at: Heights, doors: number[], labelOf: LabelOf): Column {
  const node: NodeView | null = column.node;
  const pileWidth = m.tieStrip + m.cardWidth + m.laneStrip;
  const storeys: Rect = { x, y: at.storeys, w: m.columnWidth, h: at.shelf - at.storeys };
  return {
    key: column.key,
    kind: column.kind,
    name: column.name,
    zone: column.zone,
    address: labelOf(node?.ips ?? []),
    doors,
    trouble: node && troubleOf(node),
    storeys,
    shelf: { x, y: at.shelf, w: m.columnWidth, h: m.shelf },
    base: { x, y: at.base, w: m.columnWidth, h: m.base },
    lanes: Array.from({ length: m.piles }, (_, i) => x + i * pileWidth + m.tieStrip + m.cardWidth + m.laneStrip - 4),
    ties: Array.from({ length: m.piles }, (_, i) => x + i * pileWidth + m.tieStrip / 2),
    ...nodesOf(column, m, x, at),
  };
}

/** Under the cards, over the whole width of the column. */
function counterOf(column: GraphColumn, cards: PodCard[], m: Measures, rectOf: (place: number) => Rect): Counter {
  const { counted } = column;
  const row = Math.max(-1, ...cards.map((card) => Math.floor(card.place / m.piles))) + 1;
  const first = rectOf(row * m.piles);
  const last = rectOf(m.slots * m.piles - 1);
  const rect: Rect = { x: first.x, y: first.y, w: last.x + last.w - first.x, h: last.y + last.h - first.y };
  const pad = 10;
  const room: Rect = { x: rect.x + pad, y: rect.y + 26, w: rect.w - 2 * pad, h: rect.h - 26 - 8 };
  return {
    key: `Pods/${column.key}`,
    column: column.key,
    rect,
    total: counted.length,
    ready: counted.filter((p) => p.ready).length,
    dots: dotsIn(
      room,
      counted.map(({ key, name, ready }) => ({ key, name, ready: ready ? 1 : 0 })),
    ),
  };
}

/** Cards of one column, and the counter of those without a card, in the places of the column. */
function cardsOf(
  words: Catalog['scene'],
  column: GraphColumn,
  box: Column,
  m: Measures,
  top: number,
  service: ServiceView | undefined,
  labelOf: LabelOf,
  before: Scene | undefined,
): { cards: PodCard[]; counter: Counter | null } {
  const places = m.slots * m.piles;
  const pileWidth = m.tieStrip + m.cardWidth + m.laneStrip;
  const rectOf = (place: number): Rect => ({
    x: box.storeys.x + (place % m.piles) * pileWidth + m.tieStrip,
    y: top + Math.floor(place / m.piles) * (m.cardHeight + m.cardGap),
    w: m.cardWidth,
    h: m.cardHeight,
  });
  const { counted } = column;
  // Two rows at least are theirs: a line of words, and dots.
  const taken = counted.length > 0 ? Math.max(0, m.slots - 2) * m.piles : places;
  const keys = column.pods.map((p) => p.key);
  const placed = placePods(column.key, keys, taken, before);
  const endpoints = new Map(service?.endpoints.map((e) => [e.pod, e]));
  const cards = column.pods.map((pod): PodCard => {
    const place = placed.get(pod.key) ?? 0;
    const address = labelOf(pod.ips);
    const named = `${pod.namespace}/${pod.name}`;
    const state = podStateOf(pod, box.trouble === 'off');
    const port = pod.listens[0]?.split('/')[0] ?? '';
    return {
      key: pod.key,
      name: pod.name,
      column: column.key,
      place,
      pile: place % m.piles,
      rect: rectOf(place),
      address,
      port: address && port && !address.text.includes(':') && !port.includes(':') ? `:${port}` : '',
      state,
      line: labelLine(words, pod, state, service),
      quiet: service !== undefined && service.endpoints.length > 0 && !endpoints.has(named),
    };
  });
  return { cards, counter: counted.length > 0 ? counterOf(column, cards, m, rectOf) : null };
}

function bandsOf(
  { bands, moreServices, waiting }: Catalog['scene'],
  result: SimulationResult,
  hidden: number,
  m: Measures,
  sky: number,
  ground: number,
): Band[] {
  const { nowhere } = censusOf(result);
  const more = { cluster: hidden > 0 ? moreServices(hidden) : '', pod: nowhere > 0 ? waiting(nowhere) : '', node: '' };
  const band = (
    network: Band['network'],
    title: string,
    cidrs: string[],
    note: string[],
    y: number,
    h: number,
  ): Band => ({
    network,
    title,
    cidrs,
    note,
    more: more[network],
    rect: { x: 0, y, w: m.width, h },
  });
  const { cluster, pod, node } = result.subnets;
  return [
    band('cluster', 'Cluster IP', cluster, bands.cluster, 0, sky),
    band('pod', 'Pod IP', pod, bands.pod, sky, ground - sky),
    band('node', 'Node IP', node, bands.node, ground, m.height - ground),
  ];
}

/**
 * Places everything. The same result and frame give the same picture; an edit moves only what it changed: columns
 * keep their x whatever Pods come and go, and Pods keep their places (`options.before`).
 */
export function layoutScene(result: SimulationResult, frame: Frame, options: LayoutOptions): Scene {
  const { words } = options;
  const graph: Graph = graphOf(result, options, columnsIn(frame));
  const m = measuresOf(graph, frame);
  const networkOf = networksOf(result);
  const labelOf = labelsOf(result, networkOf);
  const service = graph.plates.find((s) => s.key === graph.focus);

  const storeys = m.sky + (m.labels === 'heading' ? m.storeysTop - 4 : Math.min(m.storeysTop, 10));
  const cards = m.sky + m.storeysTop + m.cardsTop;
  const shelf = cards + m.slots * (m.cardHeight + m.cardGap) + m.landing;
  const ground = shelf + m.shelf + 4;
  const base = ground + m.groundTop;
  const wire = base + m.base + m.wireDrop;
  const at: Heights = { storeys, cards, shelf, base, wire };

  const doors = [...new Set(result.services.flatMap((s) => s.ports.map((p) => p.nodePort)).filter((p) => p > 0))];
  const columns: Column[] = [];
  const pods: PodCard[] = [];
  const counters: Counter[] = [];
  let x = m.gutter;
  graph.columns.forEach((column, i) => {
    const previous = graph.columns[i - 1];
    if (previous) x += previous.zone === column.zone ? m.gap : m.zoneGap;
    const box = columnAt(column, x, m, at, doors, labelOf);
    const { cards: placed, counter } = cardsOf(words.scene, column, box, m, cards, service, labelOf, options.before);
    columns.push(box);
    pods.push(...placed);
    if (counter) counters.push(counter);
    x += m.columnWidth;
  });

  const left = m.gutter - (m.labels === 'gutter' ? 4 : 0);
  const plates = placePlates(
    words.scene,
    graph,
    censusOf(result).waiting,
    networkOf,
    m,
    left,
    m.width - m.right + (m.labels === 'gutter' ? 4 : 0) - left,
  );
  const outsideTop = wire + m.wireRoom;
  const { outsiders, stub } = placeOutside(words.scene, result, graph, m, outsideTop, labelOf);
  return {
    words,
    width: m.width,
    height: m.height,
    labels: m.labels,
    compact: m.compact,
    low: m.low,
    cardsBeside: m.cardsBeside,
    card: m.card,
    gutter: m.gutter,
    bands: bandsOf(words.scene, result, graph.hiddenPlates, m, m.sky, ground),
    columns,
    pods,
    counters,
    plates,
    hiddenPlates: graph.hiddenPlates,
    ties: tiesOf(result, graph, plates, columns, pods),
    outsiders,
    stub,
    wire: {
      y: wire,
      left: outsiders[0]!.rect.x + outsiders[0]!.rect.w - 14,
      right: m.width - m.right,
      client: !result.nodesHidden,
    },
    focus: graph.focus,
    alone: options.focus !== undefined,
    empty: result.services.every((s) => s.system) && result.pods.every((p) => p.system),
  };
}
