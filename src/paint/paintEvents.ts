import type { TimelineEvent } from '../scene/events.ts';
import { hookOf } from '../scene/hookOf.ts';
import type { PacketFrame } from '../scene/packetAt.ts';
import type { Stop } from '../scene/stops.ts';
import type { Column, Rect, Scene } from '../scene/Scene.ts';
import type { Timeline } from '../scene/timeline.ts';
import { addressEnd, visibleText } from '../scene/visibleText.ts';
import { cardBox } from './paintPacket.ts';
import { chancesOnScreen, numbersOnScreen } from './paintWays.ts';
import type { Pen } from './Pen.ts';

const signs: Record<TimelineEvent['kind'], string> = {
  delivered: '✓',
  refused: '↩',
  dropped: '✕',
  unreachable: '✕',
  unresolved: '?',
  timeout: '◌',
  seen: '',
  chose: '',
  ticket: '',
};

/** The shelf where a rule has just changed the packet, and the plate whose chain chose. */
export function paintLit(pen: Pen, timeline: Timeline, frame: PacketFrame, scene: Scene): void {
  if (frame.stop === null) return;
  const { ctx, tokens } = pen;
  const { hop } = timeline.hops[frame.hop]!;
  const stop = timeline.way.stops[frame.stop]!;
  const column = stop.column;
  if (!column || hop.at.kind !== 'node' || !hop.hook || column.kind === 'zone') return;
  const changed = frame.changed.length > 0;
  const { x, y, w, h } = column.shelf;
  pen.box(pen.x(x), pen.y(y), w * pen.camera.zoom, h * pen.camera.zoom, 3);
  ctx.fillStyle = changed ? tokens.changed : tokens.panel;
  ctx.fill();
  ctx.strokeStyle = changed ? tokens.changed : frame.shape === 'outline' ? tokens.bad : tokens.text;
  ctx.lineWidth = changed ? 1 : 1.5;
  ctx.stroke();
  const color = changed ? tokens.changedText : tokens.text;
  const { words, left } = onShelf(pen, column, hookOf(hop));
  pen.text(words, left, pen.y(y + h / 2), { weight: 600, color, max: pen.x(x + w) - left - 2 });
  if (changed && hop.steps.some((s) => s.kind === 'translate' && s.field === 'dst')) {
    const plate = scene.plates.find((p) => p.key === scene.focus);
    if (plate) litPlate(pen, plate.rect);
  }
}

/** A hook's words on a shelf, and where they begin: left of the lanes; without the table where there is no room for it. */
function onShelf(pen: Pen, { shelf: { x, w }, lanes }: Column, hook: string): { words: string; left: number } {
  const widthOf = (text: string): number => pen.widthOf(text, { weight: 600 });
  const words = widthOf(hook) > w * pen.camera.zoom - 8 ? hook.replace(/^.* /, '') : hook;
  const left = Math.min(pen.x(x + w / 2) - widthOf(words) / 2, pen.x(lanes.at(-1)! - 32) - widthOf(words));
  return { words, left: Math.max(pen.x(x) + 4, left) };
}

function litPlate(pen: Pen, rect: Rect): void {
  const { ctx, tokens } = pen;
  ctx.strokeStyle = tokens.hue.cluster;
  ctx.lineWidth = 3;
  pen.box(pen.x(rect.x), pen.y(rect.y), rect.w * pen.camera.zoom, rect.h * pen.camera.zoom, 6);
  ctx.stroke();
}

/** Endings and tickets that are there at this time. */
export function paintEvents(pen: Pen, timeline: Timeline, frame: PacketFrame, scene: Scene, t: number): void {
  const card = cardOf(pen, frame);
  let written: Written[] | undefined; // measured for the first word that has to find room
  const say = (stop: Stop, text: string, color: string, news: boolean): void => {
    written ??= [...numbersOnScreen(pen, timeline, frame), ...chanceBoxes(pen, timeline)];
    badge(pen, stop, scene, text, color, written, card, news);
  };
  for (const event of timeline.events) {
    if (t < event.from || t >= event.until) continue;
    const stop = timeline.way.stops.find((s) => s.key === event.at)!;
    switch (event.kind) {
      case 'ticket':
        if (stop.column?.kind === 'node') {
          const lit = frame.stop !== null && timeline.way.stops[frame.stop]!.column === stop.column;
          const words = lit ? hookOf(timeline.hops[frame.hop]!.hop) : scene.words.scene.rules;
          ticket(pen, stop.column, words, frame.hop === event.hop);
        }
        break;
      case 'dropped':
        stamp(pen, frame, stop, `${signs.dropped} ${scene.words.scene.dropped}`, event.text);
        break;
      case 'chose':
        chosen(pen, stop, event.text, card);
        break;
      case 'delivered':
        say(stop, `✓ ${event.text}`, pen.tokens.ok, frame.hop === event.hop);
        break;
      case 'seen':
      case 'timeout': {
        const bad = timeline.trace.ending.result !== 'delivered';
        const sign = event.kind === 'timeout' ? '◌' : bad ? '↩' : '✓';
        if (event.text) say(stop, `${sign} ${event.text}`, bad ? pen.tokens.bad : pen.tokens.ok, true);
        break;
      }
      case 'refused':
      case 'unreachable':
      case 'unresolved':
        if (event.text) say(stop, `${signs[event.kind]} ${event.text}`, pen.tokens.bad, frame.hop === event.hop);
        break;
    }
  }
}

const cardOf = (pen: Pen, frame: PacketFrame): Rect | undefined =>
  frame.shape === 'gone' ? undefined : cardBox(pen, frame);

/** A place where something is written; `taken`: the chance of the way taken. */
type Written = Rect & { taken?: boolean };

const chanceBoxes = (pen: Pen, timeline: Timeline): Written[] =>
  chancesOnScreen(pen, timeline).map(({ x, y, w, h, taken }) => ({ x: x - w / 2, y: y - h / 2, w, h, taken }));

const ADDRESS = /\[?[\da-f]+(?:[.:]+[\da-f]+){3,}/;

/**
 * A word beside its shape, on its own ground: on a Pod's last line, in the gap under a Pod of two lines, under the client
 * where there is room, and in the landing above a shelf. It gives way to what lies `over` it: under that or above it, if
 * the word is `news`. Beside a word that is `written` already it has the room that this leaves; beside the chance of the
 * way taken, too, if the end of an address fits there: else what its Pod sees counts more than how likely that was.
 */
function badge(
  pen: Pen,
  { kind, rect, column }: Stop,
  scene: Scene,
  whole: string,
  color: string,
  written: Written[],
  over?: Rect,
  news = false,
): void {
  const { ctx, tokens } = pen;
  const zoom = pen.camera.zoom;
  const s = pen.size(12);
  const inPod = kind === 'pod';
  const line = rect.w * zoom - 6;
  const rows = rect.h * zoom >= s * 4.9 ? 3 : rect.h * zoom >= s * 2.75 ? 2 : 1;
  // as high as fits between the last line of a Pod and the first one of the next
  const h = s * (inPod && rows < 3 ? 1.15 : 1.5);
  const roomy = inPod && rows === 3 && pen.widthOf(visibleText(whole), {}) + 8 <= line;
  const beyond = Math.max(166, rect.w * zoom + 30);
  const most = inPod ? (roomy || rows === 1 ? line : beyond) : Math.min(340, pen.width - 24);
  const pad = inPod ? 4 : 6;
  const style = { weight: inPod ? (400 as const) : (600 as const), color, middle: true };
  // on a line of the card all of that line is its
  let w = Math.max(inPod && rows === 3 ? line : 0, Math.min(most, pen.widthOf(visibleText(whole), style) + 2 * pad));
  const x = inPod
    ? pen.x(rect.x) + (rows === 2 ? -3 : 3)
    : column
      ? pen.x(column.shelf.x + column.shelf.w / 2) - w / 2
      : pen.x(rect.x);
  // What scrolled out of the window takes its words along.
  let left = x > pen.width ? x : Math.max(inPod ? -w : 4, Math.min(pen.width - w - 4, x));
  const home = inPod
    ? pen.y(rect.y) + (rows === 3 ? rect.h * zoom * 0.81 : rows === 2 ? rect.h * zoom + 2 : (rect.h * zoom) / 2)
    : column
      ? pen.y(column.shelf.y) - h / 2 - 10
      : scene.cardsBeside
        ? pen.y(rect.y) - h / 2 - 16
        : pen.y(rect.y + rect.h) + h / 2 + 4;
  const apart =
    !over || left > over.x + over.w || left + w < over.x || home - h / 2 > over.y + over.h || home + h / 2 < over.y;
  if (!apart && !news) return;
  // at a shelf above it: under it stand the hook's words
  const y = apart ? home : column && !inPod ? over.y - h / 2 - 3 : over.y + over.h + h / 2 + 3;
  const fits = (text: string, width: number): boolean => pen.widthOf(visibleText(text), style) <= width - 2 * pad;
  const within = (width: number) => (text: string) => fits(text, width);
  for (const there of written) {
    const end = there.x + there.w + 2;
    // two boxes may touch
    const [above, below] = [y - h / 2 + 3, y + h / 2 - 3];
    if (left >= end || left + w <= there.x || above >= there.y + there.h || below <= there.y) continue;
    const room = there.x - left - 2;
    if (there.taken && inPod)
      w = fits(shortened(whole, within(room)), room) ? room : Math.max(w, there.x + there.w + 1 - left);
    else if (there.x > left + w / 3) w = room;
    else {
      w = inPod ? w - (end - left) : Math.min(w, pen.width - end - 4);
      left = end;
    }
  }
  let text = shortened(whole, within(w));
  // a card of one line has room for a word or for the sign of what was meant to be said
  if (inPod && rows === 1 && !fits(text, w)) {
    text = whole.split(' ', 1)[0]!;
    const sign = Math.max(s * 1.5, pen.widthOf(text, style) + 2 * pad);
    [left, w] = [left + w - sign, sign];
  } else if (w < s * 2.5) return;
  written.push({ x: left, y: y - h / 2, w, h });
  pen.box(left, y - h / 2, w, h, 4);
  ctx.fillStyle = tokens.panel;
  ctx.fill();
  if (!roomy || !apart) {
    ctx.strokeStyle = color;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  pen.text(text, left + pad, y, { ...style, max: w - 2 * pad });
}

/** What does not fit has only the end of the address in it, and at last no sign before its words. */
function shortened(text: string, fits: (text: string) => boolean): string {
  const [address] = ADDRESS.exec(text) ?? [];
  if (address === undefined || fits(text)) return text;
  for (const words of [text, text.replace(/^\S /, '')]) {
    const end = addressEnd(address, (part) => fits(words.replace(address, part)));
    if (end) return words.replace(address, end);
  }
  return text;
}

/** The Node that a load balancer chose, beside its address where there is room and no card lies on it. */
function chosen(pen: Pen, { rect }: Stop, text: string, over?: Rect): void {
  const right = pen.x(rect.x + rect.w) - 8;
  if (over && over.x + over.w > pen.x(rect.x) && over.x < right && over.y + over.h > pen.y(rect.y)) return;
  const max = right - pen.x(rect.x) - pen.chipWidth('203.0.113.10') - 8;
  if (pen.widthOf(text, {}) > max) return;
  pen.text(text, right, pen.y(rect.y + rect.h * 0.71), { align: 'right', color: pen.tokens.dim });
}

/** What connection tracking keeps: a small ticket on the shelf, until the reply collects it. */
function ticket(pen: Pen, column: Column, words: string, fresh: boolean): void {
  const { shelf } = column;
  const { ctx, tokens } = pen;
  const s = pen.size(12) / 12;
  const [w, h] = [16 * s, 11 * s];
  const x = pen.x(shelf.x) + 6 * s;
  if (x + w > onShelf(pen, column, words).left - 3) return;
  const y = pen.y(shelf.y + shelf.h / 2) - h / 2;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + w, y);
  ctx.arc(x + w, y + h / 2, h * 0.22, -Math.PI / 2, Math.PI / 2, true);
  ctx.lineTo(x + w, y + h);
  ctx.lineTo(x, y + h);
  ctx.arc(x, y + h / 2, h * 0.22, Math.PI / 2, -Math.PI / 2, true);
  ctx.closePath();
  ctx.strokeStyle = fresh ? tokens.changedText : tokens.text;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([]);
  ctx.stroke();
  ctx.setLineDash([1.5, 1.5]);
  ctx.beginPath();
  ctx.moveTo(x + w * 0.36, y + 1);
  ctx.lineTo(x + w * 0.36, y + h - 1);
  ctx.stroke();
  ctx.setLineDash([]);
}

/**
 * A dropped packet stays as an outline, stamped with the reason, where it died: above it, under it where there is no room;
 * at a client beside it, as above it stand the band's name and Nodes.
 */
function stamp(pen: Pen, frame: PacketFrame, { kind }: Stop, word: string, reason: string): void {
  const { ctx, tokens } = pen;
  const box = cardBox(pen, frame);
  const right = box.x + box.w - 1;
  const beside = kind === 'client' && pen.width - right > 120;
  const w = beside ? Math.min(box.w, pen.width - right - 4) : box.w;
  const lines = [word, ...(reason ? wrapped(pen, reason, w - 16, beside ? 2 : 4) : [])];
  const step = pen.size(12) * 1.4;
  const h = lines.length * step + 8;
  // to the left of what stands above the card a client says what it sees
  const x = beside ? right : kind === 'client' ? Math.max(box.x, Math.min(box.x + 12, pen.width - w - 4)) : box.x;
  const y = beside ? box.y : box.y - h + 1 > 2 ? box.y - h + 1 : box.y + box.h - 1;
  pen.box(x, y, w, h, 3);
  ctx.fillStyle = tokens.panel;
  ctx.fill();
  ctx.strokeStyle = tokens.bad;
  ctx.lineWidth = 2;
  ctx.stroke();
  lines.forEach((line, i) =>
    pen.text(line, x + 8, y + 4 + step * (i + 0.5), { weight: i === 0 ? 600 : 400, color: tokens.bad }),
  );
}

/** What stays on one line: a word with the blank behind it, or one Chinese character with the marks behind it. */
const WORD = /[\u3400-\u9fff][，。：；、）”]*|[^\s\u3400-\u9fff]+\s*|\s+/g;

/** The lines of a text, without its last sentences where they have no room: half a piece of advice is none. */
function wrapped(pen: Pen, text: string, width: number, most: number): string[] {
  const sentences = visibleText(text).match(/.+?(?:[.。](?=\s|$|[\u3400-\u9fff])\s*|$)/g) ?? [];
  for (let n = sentences.length; n > 1; n--) {
    const lines = linesOf(pen, sentences.slice(0, n).join(''), width);
    if (lines.length <= most) return lines;
  }
  const lines = linesOf(pen, sentences[0] ?? '', width);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/[.,。，]?$/, '')} …`];
}

function linesOf(pen: Pen, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(WORD) ?? []) {
    if (line && pen.widthOf(line + word.trimEnd(), { weight: 600 }) > width) {
      lines.push(line.trimEnd());
      line = word;
    } else line += word;
  }
  lines.push(line.trimEnd());
  return lines;
}
