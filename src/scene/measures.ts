import { type Graph, mostColumns } from './graph.ts';
import { cardSize } from './stops.ts';

export interface Frame {
  width: number;
  height: number;
}

/** Every measure of the drawing, chosen once from the frame and from how much there is to draw. */
export interface Measures {
  labels: 'gutter' | 'heading';
  compact: boolean;
  /** One line of text in everything: the smallest frames. */
  low: boolean;
  gutter: number;
  right: number;
  gap: number;
  zoneGap: number;
  columnWidth: number;
  tieStrip: number;
  laneStrip: number;
  cardWidth: number;
  cardHeight: number;
  cardGap: number;
  /** Places in a pile, and piles in a column. */
  slots: number;
  piles: number;
  plateHeight: number;
  plateGap: number;
  sky: number;
  skyTop: number;
  storeysTop: number;
  /** From the top of a column to its first card. */
  cardsTop: number;
  landing: number;
  shelf: number;
  /** From the ground's upper edge to the Nodes' bases. */
  groundTop: number;
  base: number;
  wireDrop: number;
  wireRoom: number;
  /** No room for a card between the wire and what stands outside: it is drawn beside them. */
  cardsBeside: boolean;
  /** How much of the picture a packet's card takes. */
  card: { w: number; h: number };
  outside: number;
  width: number;
  height: number;
}

/** What the height of a frame decides; `plates` are the heights of one Service's plate, and of two, four and eight. */
const full = {
  heading: 22,
  skyTop: 18,
  skyFoot: 16,
  leastSky: 106,
  plates: [70, 48, 30, 26],
  storeysTop: 14,
  cardsTop: 8,
  cardHeight: 66,
  cardGap: 10,
  shelf: 28,
  groundTop: 4,
  base: 76,
  wireDrop: 18,
  wireRoom: 78,
  outside: 52,
  foot: 28,
};

const compact: typeof full = {
  heading: 22,
  skyTop: 10,
  skyFoot: 10,
  leastSky: 66,
  plates: [44, 26, 26, 26],
  storeysTop: 8,
  cardsTop: 4,
  cardHeight: 44,
  cardGap: 6,
  shelf: 22,
  groundTop: 4,
  base: 46,
  wireDrop: 12,
  wireRoom: 40,
  outside: 44,
  foot: 12,
};

/** Frames of documentation pages: as little as still shows names and addresses. */
const mini: typeof full = {
  ...compact,
  skyTop: 6,
  skyFoot: 6,
  leastSky: 52,
  plates: [40, 26, 26, 26],
  storeysTop: 5,
  cardHeight: 38,
  cardGap: 4,
  shelf: 20,
  base: 40,
  wireDrop: 9,
  wireRoom: 27,
  outside: 38,
  foot: 6,
};

/** A small phone's: what is drawn smaller still would lose its text. */
const tiny: typeof full = {
  ...mini,
  heading: 18,
  skyTop: 3,
  plates: [28, 26, 26, 26],
  shelf: 18,
  base: 37,
  wireRoom: 20,
  outside: 36,
  foot: 4,
};

/** The smallest frames that are embedded: names alone, so that all of the picture is seen and no text lies on another. */
const low: typeof full = {
  heading: 15,
  skyTop: 1,
  skyFoot: 3,
  leastSky: 40,
  plates: [20, 20, 20, 20],
  storeysTop: 2,
  cardsTop: 2,
  cardHeight: 19,
  cardGap: 3,
  shelf: 15,
  groundTop: 1,
  base: 19,
  wireDrop: 6,
  wireRoom: 13,
  outside: 19,
  foot: 2,
};

/** Under headings, which take some of it, a frame has to be higher. */
function sizesIn({ height }: Frame, labels: Measures['labels']): typeof full {
  const headed = labels === 'heading';
  if (height < (headed ? 300 : 270)) return low;
  if (height < (headed ? 430 : 352)) return headed ? tiny : mini;
  return height < (headed ? 690 : 620) ? compact : full;
}

const least = { column: 168, wideCard: 232 };
/** Columns give way down to this where then all of them are seen at once: beside the bands' names, and under them. */
const tightColumn = { gutter: 112, heading: 84 } as const;
/** Columns narrower than this keep only what their cards need beside them. */
export const narrowColumn = 120;
const bucket = (n: number, steps: readonly number[]): number => steps.find((s) => n <= s) ?? steps.at(-1)!;

/** Under headings as many columns stand side by side as have this for an address; on the narrowest phone they are three. */
const addressColumn = 112;
const edges = { left: 8, right: 12, gap: 8 } as const;

const labelsIn = (frame: Frame): Measures['labels'] => (frame.width < 600 ? 'heading' : 'gutter');

/** How many columns can be seen at once. Beside the bands' names there are as many as are worth it, and they scroll. */
export const columnsIn = (frame: Frame): number =>
  labelsIn(frame) === 'gutter'
    ? mostColumns
    : Math.max(3, Math.floor((frame.width - edges.left - edges.right + edges.gap) / (addressColumn + edges.gap)));

/** No zoom out beyond this: text keeps 12 px, so smaller shapes could not hold it. The picture scrolls instead. */
export const leastZoom = 0.72;
/** What the bands' names need beside the columns. */
const namesWidth = 144;

/**
 * Measures grow in few steps (places for 3, 6 or 12 Pods, for 1, 2, 4 or 8 Services), so that one Pod or Service more
 * seldom moves anything, and never anything sideways.
 */
export function measuresOf(graph: Graph, frame: Frame, gutterAt1 = namesWidth): Measures {
  const labels = labelsIn(frame);
  const sizes = sizesIn(frame, labels);
  const close = sizes !== full;
  const gutter = labels === 'gutter' ? gutterAt1 : edges.left;
  const right = labels === 'gutter' ? 8 : edges.right;
  const gap = labels === 'heading' ? edges.gap : 12;
  const zoneGap = labels === 'heading' ? 14 : 20;
  const columns = Math.max(1, graph.columns.length);
  const zoneChanges = graph.columns.filter((c, i) => i > 0 && c.zone !== graph.columns[i - 1]!.zone).length;
  const gaps = (columns - 1 - zoneChanges) * gap + zoneChanges * zoneGap;
  const columnIn = (width: number): number => (width - gutter - right - gaps) / columns;
  const roomAColumn = columnIn(frame.width);
  // Under headings text would not fit into less than its own size; beside names all may be drawn smaller.
  const roomAtLeast = labels === 'heading' ? roomAColumn : columnIn(frame.width / leastZoom);
  const tight = roomAtLeast >= tightColumn[labels] ? Math.min(least.column, roomAtLeast) : least.column;
  const columnWidth = Math.floor(Math.max(tight, roomAColumn));

  const tieStrip = columnWidth < narrowColumn ? 5 : 10;
  const laneStrip = Math.max(14, Math.min(34, columnWidth - 118));
  const mostPods = Math.max(1, ...graph.columns.map((c) => c.pods.length + (c.counted.length > 0 ? 2 : 0)));
  const rows = bucket(mostPods, close ? [2, 4, 6, 8, 12] : [3, 4, 6, 8, 12]);
  const piles = rows > 3 ? Math.max(1, Math.min(3, Math.floor(columnWidth / 190))) : 1;
  const slots = Math.max(close ? 2 : 3, Math.ceil(rows / piles));
  const cardWidth = Math.floor(Math.min(least.wideCard, columnWidth / piles - tieStrip - laneStrip));
  const many = slots > 4;
  let { cardHeight, cardGap, base, wireRoom, foot } = sizes;
  // a frame may be high, and have more rows than it is high for
  const rowsAs = many ? mini : slots > 3 ? compact : sizes;
  [cardHeight, cardGap] = [Math.min(cardHeight, rowsAs.cardHeight), Math.min(cardGap, rowsAs.cardGap)];
  if (many) [base, wireRoom] = [Math.min(base, compact.base), Math.min(wireRoom, 56)];

  const plateSteps = [1, 2, 4, 8];
  const plateRows = bucket(Math.max(1, graph.plates.length), plateSteps);
  const plateHeight = sizes.plates[plateSteps.indexOf(plateRows)]!;
  const plateGap = plateRows > 2 || close ? 6 : 10;
  const heading = labels === 'gutter' ? 0 : sizes.heading;
  const skyTop = sizes.skyTop + heading;
  const skyNeeds = skyTop + plateRows * (plateHeight + plateGap) - plateGap + sizes.skyFoot;
  const sky = labels === 'gutter' ? Math.max(skyNeeds, sizes.leastSky) : skyNeeds;

  const { cardsTop, shelf, wireDrop, outside } = sizes;
  const storeysTop = sizes.storeysTop + heading;
  const groundTop = sizes.groundTop + heading;
  const landing = close || many ? 0 : 22;
  const needs = (): number =>
    sky +
    storeysTop +
    cardsTop +
    slots * (cardHeight + cardGap) +
    shelf +
    4 +
    groundTop +
    base +
    wireDrop +
    wireRoom +
    outside +
    foot;
  // A narrow frame that is high enough: first the packet's card gets its room under the wire, then the Pods a third line.
  if (sizes === compact && frame.height - needs() >= 44)
    [wireRoom, foot] = [78, Math.min(28, frame.height - needs() - 28)];
  if (sizes === compact && slots <= 3 && frame.height - needs() >= slots * 26) [cardHeight, cardGap] = [66, 10];
  const fixed = needs();
  // Room to spare goes to the landing above the shelves, where cards rest, and a little to the sky.
  const spare = Math.max(0, frame.height - fixed - landing);
  const toSky = Math.min(Math.floor(spare * 0.2), 60);
  const width = Math.max(Math.floor(frame.width), gutter + columns * columnWidth + gaps + right);
  // Columns that stand too close are drawn smaller, but text is not: so the bands' names need as much more room.
  const zoom = Math.max(leastZoom, frame.width / width);
  if (labels === 'gutter' && gutterAt1 === namesWidth && zoom < 0.95)
    return measuresOf(graph, frame, Math.ceil(namesWidth / zoom));
  const drawn = labels === 'gutter' ? Math.min(1, zoom) : 1;
  const card = { w: Math.ceil(cardSize.w / drawn), h: Math.ceil(cardSize.h / drawn) };
  return {
    labels,
    compact: close,
    low: sizes === low,
    gutter,
    right,
    gap,
    zoneGap,
    columnWidth,
    tieStrip,
    laneStrip,
    cardWidth,
    cardHeight,
    cardGap,
    slots,
    piles,
    plateHeight,
    plateGap,
    sky: sky + toSky,
    skyTop: skyTop + Math.floor(toSky / 2),
    storeysTop,
    cardsTop,
    landing: landing + (spare - toSky),
    shelf,
    groundTop,
    base,
    wireDrop,
    wireRoom,
    cardsBeside: wireRoom < card.h - 2,
    card,
    outside,
    width,
    height: fixed + landing + spare,
  };
}
