import type { Network } from '../model/Address.ts';
import {
  type Column,
  type Counter,
  type Dot,
  membersOf,
  type Outsider,
  type Plate,
  type PodCard,
  type Rect,
  type Scene,
  type Stub,
  type Tie,
} from '../scene/Scene.ts';
import type { Catalog } from '../words/en.ts';
import type { Pen } from './Pen.ts';

type Words = Catalog['scene'];

/** Writes what stands still: everything but packets. Painted again only when the scene or the view changes. */
export function paintLabels(pen: Pen, scene: Scene): void {
  const last = scene.plates.at(-1);
  const clear = last ? last.rect.y + last.rect.h : 0;
  for (const tie of scene.ties) paintTie(pen, tie, clear);
  for (const plate of scene.plates) faintly(pen, scene.alone && !plate.focus, () => paintPlate(pen, plate, scene));
  const words = scene.words.scene;
  for (const column of scene.columns) paintColumn(pen, words, column);
  for (const pod of scene.pods) faintly(pen, scene.alone && pod.quiet, () => paintPod(pen, words, pod));
  for (const counter of scene.counters) faintly(pen, scene.alone, () => paintCounter(pen, words, counter));
  for (const outsider of scene.outsiders) paintOutsider(pen, words, outsider, scene.low);
  if (scene.stub) paintStub(pen, scene.stub, scene.low);
}

function faintly({ ctx }: Pen, faint: boolean, paint: () => void): void {
  ctx.globalAlpha = faint ? 0.35 : 1;
  paint();
  ctx.globalAlpha = 1;
}

/** Lights one network: what belongs to the others fades. Rules are where a Cluster IP is, so shelves stay lit with it. */
export function paintVeil(pen: Pen, scene: Scene, layer: Network): void {
  const { ctx, tokens } = pen;
  ctx.beginPath();
  for (const band of scene.bands) {
    const [y, end] = [pen.y(band.rect.y), pen.y(band.rect.y + band.rect.h)];
    if (band.network !== layer) ctx.rect(0, y, pen.width, end - y);
  }
  if (layer === 'cluster')
    for (const { shelf } of scene.columns) {
      const { x, y, w, h } = onScreen(pen, shelf);
      ctx.rect(x, y, w, h);
    }
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = tokens.bg;
  ctx.fill('evenodd');
  ctx.globalAlpha = 1;
}

const onScreen = (pen: Pen, rect: Rect): Rect => ({
  x: pen.x(rect.x),
  y: pen.y(rect.y),
  w: rect.w * pen.camera.zoom,
  h: rect.h * pen.camera.zoom,
});

/** `clear`: from here down no other plate lies under the tie; above it is faint, so that it crosses no text. */
function paintTie(pen: Pen, tie: Tie, clear: number): void {
  const { ctx } = pen;
  const [from, ...rest] = tie.points.map(([x, y]) => [Math.round(pen.x(x)) + 0.5, Math.round(pen.y(y)) + 0.5] as const);
  if (!from) return;
  const start = Math.max(from[1], Math.round(pen.y(clear)) + 0.5);
  ctx.strokeStyle = pen.tokens.hue.cluster;
  ctx.lineWidth = 1;
  ctx.setLineDash(tie.style === 'terminating' ? [1, 4] : []);
  const stroke = (alpha: number, points: (readonly [number, number])[]): void => {
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
    ctx.stroke();
  };
  if (start > from[1]) stroke(0.2, [from, [from[0], start]]);
  stroke(0.75, [[from[0], start], ...rest]);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function paintPlate(pen: Pen, plate: Plate, scene: Scene): void {
  const words = scene.words.scene;
  const { y, h, ...shape } = onScreen(pen, plate.rect);
  // Where the columns scroll, the words stay in the window.
  const x = Math.max(shape.x, Math.min(0, shape.x + shape.w - 200));
  const w = Math.min(shape.x + shape.w, Math.max(pen.width, x + 200)) - x;
  const { tokens } = pen;
  const pad = 14 * pen.camera.zoom;
  const name = { weight: 600 as const, size: h >= 40 ? 15 : 13, color: plate.focus ? tokens.text : tokens.dim };
  const small = { color: tokens.dim };
  const rows = h >= pen.size(12) * 3.4;
  const third = w / 3;
  // Columns of the plate's text stand over the Nodes' columns where there are three; else in thirds.
  const at = [x + pad, x + third + pad / 2, x + 2 * third + pad / 2];
  const problem = plate.problem ? `▲ ${plate.problem}` : '';
  if (rows) {
    const [upper, lower] = [y + h * 0.32, y + h * 0.69];
    const chip = (plate.address ? pen.chipWidth(plate.address.text) : pen.widthOf(plate.without, {})) + pad;
    const left = Math.max(third, chip);
    pen.text(plate.name, at[0]!, upper, { ...name, middle: true, max: left - pad });
    if (plate.address) pen.chip(plate.address.text, plate.address.network, at[0]! - 2, lower, { max: left });
    else pen.text(plate.without, at[0]!, lower, { ...small, max: left });
    const chips = (from: number): void => {
      let cx = from - 2;
      plate.alsoAnswers.forEach(({ text, network }) => {
        const used = pen.chip(text, network, cx, lower, { max: x + w - cx - 6 });
        cx += used > 0 ? used + 6 : 0;
      });
    };
    // kube-proxy makes none for a Service without an address (ShouldSkipService)
    const rules = plate.address ? words.sameRules(scene.columns.map((c) => c.name)) : words.noRules;
    if (chip > third + pad / 2 - 6) {
      const second = x + pad + left + pad;
      const max = x + w - second - 6;
      pen.text(problem || plate.endpoints, second, upper, { color: problem ? tokens.warn : tokens.dim, max });
      if (plate.alsoAnswers.length > 0) chips(second);
      else if (pen.widthOf(rules, small) <= max) pen.text(rules, second, lower, small);
      return;
    }
    const wide = (plate.alsoAnswers.length > 0 ? third : 2 * third) - pad / 2;
    const what = [plate.selector, plate.endpoints].filter(Boolean).join(' → ');
    if (problem) pen.text(problem, at[1]!, upper, { color: tokens.warn, weight: 600, max: 2 * third - pad });
    else pen.text(rules, at[1]!, upper, { ...small, max: wide });
    pen.text(problem ? rules : what, at[1]!, lower, { ...small, max: wide });
    if (plate.alsoAnswers.length === 0) return;
    if (!problem) pen.text(words.alsoAnswers, at[2]!, upper, { ...small, max: third - pad });
    chips(at[2]!);
    return;
  }
  const middle = y + h / 2;
  let cx = x + pad;
  cx += pen.text(plate.name, cx, middle, { ...name, middle: true, max: third - pad }) + 10;
  if (plate.address)
    cx += pen.chip(plate.address.text, plate.address.network, cx, middle, { max: x + w - cx - 6, plain: true }) + 10;
  else cx += pen.text(plate.without, cx, middle, { ...small, max: third }) + 10;
  const rest = x + w - cx - 8;
  if (rest > 40)
    pen.text(problem || plate.endpoints, x + w - pad, middle, {
      color: problem ? tokens.warn : tokens.dim,
      align: 'right',
      max: rest,
    });
}

function paintColumn(pen: Pen, words: Words, column: Column): void {
  const { tokens } = pen;
  const base = onScreen(pen, column.base);
  const shelf = onScreen(pen, column.shelf);
  pen.text(column.trouble === 'off' ? words.trouble.off : words.rules, shelf.x + shelf.w / 2, shelf.y + shelf.h / 2, {
    color: tokens.dim,
    align: 'center',
  });
  const wanted = 1 + Number(column.address !== null || column.kind === 'zone') + Number(column.doors.length > 0);
  const rows = Math.max(1, Math.min(wanted, Math.floor((base.h - 2) / (pen.size(12) * 1.45))));
  const pad = (base.w < 150 ? 6 : 12) * pen.camera.zoom;
  const step = Math.min(base.h / rows, pen.size(12) * 2.1);
  const y = (row: number): number => base.y + (base.h - rows * step) / 2 + step * (row + 0.5) + 0.5;
  const width = pen.text(column.name, base.x + pad, y(0), {
    weight: 600,
    size: 15,
    middle: true,
    max: base.w - 2 * pad,
  });
  // on the right a chance may stand, which is never smaller than its text
  const room = base.w - 2 * pad - width - Math.max(74 * pen.camera.zoom, 64);
  const { trouble } = column;
  const word = trouble ? (room > 40 ? `✕ ${words.trouble[trouble]}` : '✕') : column.kind === 'zone' ? '' : column.zone;
  // half a zone's name tells nothing
  if (trouble || pen.widthOf(word, {}) <= room)
    pen.text(word, base.x + pad + width + 8, y(0), {
      color: trouble ? tokens.bad : tokens.dim,
      max: trouble ? Math.max(room, 14) : room,
    });
  if (rows > 1 && column.address) {
    pen.chip(column.address.text, column.address.network, base.x + pad - 3, y(1), {
      plain: true,
      elide: true,
      // left of the lanes
      max: base.w - pad - 12 * pen.camera.zoom,
    });
  }
  if (rows > 1 && column.kind === 'zone') {
    pen.text(words.nodes(membersOf(column).length), base.x + pad, y(1), {
      color: tokens.dim,
      max: base.w - 2 * pad,
    });
  }
  if (rows > 2 && column.doors.length > 0) {
    let x = base.x + pad;
    x += pen.text(words.doors(column.doors.length), x, y(2), { color: tokens.dim }) + 4;
    const end = base.x + base.w - 44 * pen.camera.zoom;
    const more = (left: number): number => (left > 0 ? pen.widthOf(`+${left}`, {}) + 6 : 0);
    for (const [i, door] of column.doors.entries()) {
      const left = column.doors.length - i;
      if (i > 0 && x + pen.chipWidth(`:${door}`) + more(left - 1) > end) {
        pen.text(`+${left}`, x + 2, y(2), { color: tokens.dim });
        break;
      }
      x += pen.chip(`:${door}`, 'node', x, y(2), { plain: true }) + 2;
    }
  }
  for (const cell of column.cells) {
    const { x, y: cy, w, h } = onScreen(pen, cell.rect);
    pen.text(cell.name, x + w / 2, cy + h / 2 - 2, { align: 'center', max: w - 4 });
    bar(pen, x + 4, cy + h - 5, w - 8, cell.ready, cell.pods);
  }
  paintDots(pen, column.dots, tokens.hue.node);
}

/** Filled as far as it is ready, and outlined: the difference is a shape, not a hue alone. */
function paintDots(pen: Pen, dots: readonly Dot[], hue: string): void {
  const { ctx, tokens } = pen;
  const { zoom, x: dx, y: dy } = pen.camera;
  ctx.lineWidth = 1.5;
  for (const { rect, ready } of dots) {
    const [x, y, w] = [rect.x * zoom + dx, rect.y * zoom + dy, rect.w * zoom];
    ctx.fillStyle = hue;
    ctx.fillRect(x, y + w * (1 - ready), w, w * ready);
    if (ready === 1) continue;
    ctx.strokeStyle = ready > 0 ? hue : tokens.warn;
    ctx.strokeRect(x + 0.75, y + 0.75, w - 1.5, w - 1.5);
  }
}

/** Ready and not ready as lengths; not ready is outlined, so that the bar reads without colour. */
function bar(pen: Pen, x: number, y: number, w: number, ready: number, total: number): void {
  const { ctx, tokens } = pen;
  if (total === 0) return;
  const part = (w * ready) / total;
  ctx.fillStyle = tokens.hue.pod;
  ctx.fillRect(x, y, part, 4);
  ctx.strokeStyle = tokens.warn;
  ctx.lineWidth = 1;
  if (part < w - 1) ctx.strokeRect(x + part + 0.5, y + 0.5, w - part - 1, 3);
}

const signOf = { ready: '✓', notReady: '▲', pending: '…', terminating: '⤓', finished: '■', off: '✕' } as const;
const signHue = {
  ready: 'ok',
  notReady: 'warn',
  pending: 'warn',
  terminating: 'dim',
  finished: 'warn',
  off: 'bad',
} as const;

function paintPod(pen: Pen, words: Words, pod: PodCard): void {
  const { x, y, w, h } = onScreen(pen, pod.rect);
  const { tokens } = pen;
  const s = pen.size(12);
  // a narrow card's room is its name's
  const narrow = w < 100;
  const pad = (narrow ? 4 : 8) * Math.min(1, pen.camera.zoom);
  const rows = h >= s * 4.9 ? 3 : h >= s * 2.75 ? 2 : 1;
  const color = pod.quiet ? tokens.dim : tokens.text;
  const middle = (row: number): number =>
    y + h * (rows === 3 ? [0.23, 0.52, 0.81][row]! : rows === 2 ? [0.28, 0.71][row]! : 0.5);
  const sign = signOf[pod.state];
  const signColor = tokens[signHue[pod.state]];
  pen.text(sign, x + w - pad, middle(0), { align: 'right', color: signColor });
  const name = { weight: 600 as const, size: narrow ? 12 : 13, color, middle: true };
  pen.text(pod.name, x + pad, middle(0), { ...name, max: w - 2 * pad - (narrow ? 11 : s) });
  if (rows > 1) {
    const text = pod.address?.text ?? '';
    const full = text + pod.port;
    // to the card's edge: an address is what it is for
    const room = narrow ? w - 1 : w - pad;
    const fits = pen.chipWidth(full) <= room;
    if (pod.address)
      pen.chip(fits ? full : text, pod.address.network, x + pad - 3, middle(1), { max: room, elide: true });
    else pen.text(words.noAddress, x + pad, middle(1), { color: tokens.dim, max: w - 2 * pad });
  }
  if (rows > 2) {
    const mono = pod.state === 'ready';
    pen.text(pod.line, x + pad, middle(2), { mono, color: mono ? tokens.dim : tokens.warn, max: w - 2 * pad });
  }
}

function paintCounter(pen: Pen, words: Words, counter: Counter): void {
  const { x, y, w, h } = onScreen(pen, counter.rect);
  const pad = 10 * Math.min(1, pen.camera.zoom);
  const line = y + Math.min(13 * pen.camera.zoom, h / 3);
  const used = pen.text(words.pods(counter.total), x + pad, line, { weight: 600, size: 13, max: w - 2 * pad });
  const missing = counter.total - counter.ready;
  const rest = w - 2 * pad - used - 8;
  if (rest > 40)
    pen.text(missing === 0 ? words.allReady : words.missing(missing), x + w - pad, line, {
      color: missing === 0 ? pen.tokens.dim : pen.tokens.warn,
      align: 'right',
      max: rest,
    });
  if (counter.dots.length > 0) paintDots(pen, counter.dots, pen.tokens.hue.pod);
  else bar(pen, x + pad, y + Math.max(h * 0.6, h - 14), w - 2 * pad, counter.ready, counter.total);
}

function paintOutsider(pen: Pen, words: Words, outsider: Outsider, low: boolean): void {
  const { x, y, w, h } = onScreen(pen, outsider.rect);
  const { tokens } = pen;
  const pad = (low ? 6 : 10) * Math.min(1, pen.camera.zoom);
  const [upper, lower] = [y + h * (low ? 0.5 : 0.3), y + h * 0.71];
  const bold = { weight: 600 as const, size: 13 };
  const short = outsider.kind === 'client' ? words.shortClient : words.shortBalancer;
  const name = pen.widthOf(outsider.name, bold) > w - 2 * pad ? short : outsider.name;
  const width = pen.text(name, x + pad, upper, { ...bold, max: w - 2 * pad });
  if (outsider.note)
    pen.text(outsider.note, x + w - pad, upper, { align: 'right', color: tokens.dim, max: w - width - 3 * pad });
  if (low) return;
  if (outsider.address)
    pen.chip(outsider.address.text, outsider.address.network, x + pad - 3, lower, { plain: true, elide: true, max: w });
  else {
    // kubectl's words, or of them the one that matters
    const whole = 'EXTERNAL-IP pending';
    const max = w - 2 * pad;
    pen.text(pen.widthOf(whole, {}) > max ? words.pending : whole, x + pad, lower, { color: tokens.hue.outside, max });
  }
}

function paintStub(pen: Pen, stub: Stub, low: boolean): void {
  const { x, y, w, h } = onScreen(pen, stub.rect);
  const pad = (low ? 6 : 10) * Math.min(1, pen.camera.zoom);
  pen.text(stub.name, x + pad, y + h * (low ? 0.5 : 0.3), { color: pen.tokens.dim, weight: 600, max: w - 2 * pad });
  if (!low && stub.address)
    pen.chip(stub.address.text, stub.address.network, x + pad - 3, y + h * 0.71, { plain: true, elide: true, max: w });
}
