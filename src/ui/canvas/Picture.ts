import { afterPause } from '../../app/afterPause.ts';
import type { Network } from '../../model/Address.ts';
import type { Flow } from '../../scene/flow.ts';
import { ease, packetAt, type PacketFrame } from '../../scene/packetAt.ts';
import { type Frame, leastZoom } from '../../scene/measures.ts';
import { sameScene } from '../../scene/sameScene.ts';
import type { Rect, Scene } from '../../scene/Scene.ts';
import type { Timeline } from '../../scene/timeline.ts';
import type { Board, MakeBoard } from './Board.ts';
import { Gestures } from './Gestures.ts';
import { between, hasMoved, moveTime, placesOf } from './moving.ts';
import { paintBands } from '../../paint/paintBands.ts';
import { paintFilm } from '../../paint/paintFilm.ts';
import { barAt, paintFlow } from '../../paint/paintFlow.ts';
import { paintLabels, paintVeil } from '../../paint/paintLabels.ts';
import { cardBox } from '../../paint/paintPacket.ts';
import { paintRemarks, type PlacedRemark } from './paintRemarks.ts';
import { Pace } from './Pace.ts';
import { chancesOnScreen } from '../../paint/paintWays.ts';
import type { Camera, Pen } from '../../paint/Pen.ts';
import { neighbour, type Place, placesToPick } from './picks.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import { readTokens } from './readTokens.ts';
import { Sheet } from './Sheet.ts';
import type { Pick } from '../../paint/topology.ts';
import './picture.css';

export interface PictureOptions {
  /** What draws shapes and wires: `pageBoard` in the page, `plainBoard` in the embed. */
  board: MakeBoard;
  /** In a frame of another page the wheel and one finger scroll that page; zoom needs Ctrl or Cmd, or two fingers. */
  embedded?: boolean;
  /** Jump instead of move. */
  reducedMotion: () => boolean;
  onSelect?: (pick: Pick | null) => void;
  /** Zoomed out: what was drawn by itself may be one of many again. */
  onFold?: () => void;
  /** A way not taken was clicked: an index into `reach.traces`. */
  onTakeWay?: (trace: number) => void;
  /** A bar was clicked: the number of its connection, from 1. */
  onConnection?: (number: number) => void;
  /** The pane has another size: lay out again for it. */
  onResize?: (frame: Frame) => void;
}

const greatestZoom = 3;
/** Under headings, a picture that is as wide as its pane is shown whole down to this zoom. */
const smallEnough = 0.78;
/** No zoom out beyond this, whatever is to be seen at once. */
const farthest = 0.3;
/** After so many milliseconds in which nothing moved. */
const settled = 1000;
/** Milliseconds in which a typist presses the next key. */
const untilNextKey = 100;
/** Beyond these zooms, as parts of the fitted one, there is more or less detail. */
const closer = 1.25;
const farther = 0.9;
/** In a large pane everything is drawn larger, up to this. */
const largest = 1.25;
/** The pane that the drawing is designed for, at zoom 1. */
const designed = { width: 744, height: 680 };

/**
 * The picture in a page: a board holds and draws the topology (boxes, wires, pan, zoom); canvases of ours under and over
 * it draw bands, text and packets. What is drawn is the scene's and the timeline's; nothing is decided here.
 */
export class Picture {
  private readonly host: HTMLElement;
  private readonly options: PictureOptions;
  private readonly board: Board;
  /** What stands still, and what moves. */
  private readonly still: Sheet;
  private readonly motion: Sheet;
  private readonly gestures: Gestures;
  private readonly pace = new Pace(() => this.repaint(true));
  private readonly settling = afterPause(() => this.settle(), settled);
  private readonly turn = afterPause(() => this.takeTurn(), untilNextKey);
  private readonly observers: { disconnect(): void }[] = [];
  private readonly stale: HTMLElement;
  private tokens: Tokens;
  /** How large the host is. Kept: to ask for it in each frame makes the browser lay the whole page out. */
  private pane: Frame = { width: 0, height: 0 };
  private scene: Scene | null = null;
  private drawn: Scene | null = null;
  private timeline: Timeline | null = null;
  private flow: Flow | null = null;
  private flowPart = 0;
  private time = 0;
  private selection: Pick | null = null;
  private focused = -1;
  private places: Place[] = [];
  private moving: { before: Map<string, Rect>; start: number } | null = null;
  private pending = 0;
  /** Frames are left to somebody else. */
  private given = false;
  private dirty = { still: false, motion: false };
  private view: Camera = { zoom: 1, x: 0, y: 0 };
  /** For which camera the board is to draw; null while nobody waits for it. */
  private awaited: Camera | null = null;
  private fitted = true;
  private number = 1;
  private layer: Network | null = null;
  private remarks: readonly PlacedRemark[] = [];
  private pointer: { x: number; y: number } | null = null;
  private fitZoom = 1;

  constructor(host: HTMLElement, options: PictureOptions) {
    this.host = host;
    this.options = options;
    host.classList.add('kubehop-picture');
    host.tabIndex = 0;
    host.setAttribute('role', 'group');
    this.tokens = readTokens(host);
    const boardHost = document.createElement('div');
    boardHost.className = 'board';
    host.append(boardHost);
    this.still = new Sheet(host, this.tokens, { still: true });
    this.motion = new Sheet(host, this.tokens, { still: false });
    this.stale = document.createElement('p');
    this.stale.className = 'stale';
    this.stale.hidden = true;
    this.stale.setAttribute('role', 'status');
    host.append(this.stale);
    this.board = options.board(boardHost, this.tokens, { onPainted: (camera) => this.boardPainted(camera) });
    this.gestures = new Gestures(host, {
      embedded: options.embedded ?? false,
      tap: (x, y) => this.tapped(x, y),
      hover: (x, y) => this.hovered(x, y),
      zoom: (factor, x, y) => this.zoomAt(factor, x, y),
      pan: (dx, dy) => {
        const { zoom, x, y } = this.view;
        this.look({ zoom, x: x + dx, y: y + dy });
      },
      arrow: (dx, dy) => this.moveFocus(dx, dy),
      enter: () => this.choose(this.places[this.focused]?.pick ?? null),
      leave: () => this.choose(null),
      focus: (on) => this.showFocus(on),
    });
    this.observe();
    this.resize();
  }

  /** What `layoutScene` has to fill: the pane, in picture units. */
  get frame(): Frame {
    const { width, height } = this.pane;
    const scale = Math.max(1, Math.min(largest, width / designed.width, height / designed.height));
    return { width: width / scale, height: height / scale };
  }

  /** Draws another scene. What both have and what stands elsewhere moves there once; the rest holds still. */
  setScene(scene: Scene): void {
    if (this.scene && sameScene(this.scene, scene)) return;
    const before = this.scene && placesOf(this.scene);
    const same = this.scene !== null && this.scene.width === scene.width && this.scene.height === scene.height;
    if (this.scene?.words !== scene.words) {
      this.host.setAttribute('aria-roledescription', scene.words.scene.role);
      this.host.setAttribute('aria-label', scene.words.scene.label);
    }
    this.scene = scene;
    this.places = placesToPick(scene);
    this.focused = Math.min(this.focused, this.places.length - 1);
    const moves = before !== null && same && !this.options.reducedMotion() && hasMoved(before, placesOf(scene));
    this.moving = moves ? { before, start: performance.now() } : null;
    this.drawn = moves ? between(before, scene, 0) : scene;
    this.board.show(this.drawn);
    if (!same || this.fitted) this.fit();
    this.repaint(true);
  }

  /** The connection to follow; null for none. */
  setTimeline(timeline: Timeline | null, number = 1): void {
    this.timeline = timeline;
    this.number = number;
    this.repaint(false);
  }

  /** Shows the exact frame of this time, in milliseconds at speed 1. */
  setTime(t: number, follow = false): void {
    const passed = t !== this.time;
    this.time = t;
    if (follow) this.follow();
    if (passed) this.repaint(false);
  }

  /** Many connections as bars (`flowOf`), at a time of 0…1; null ends it. */
  setFlow(flow: Flow | null, part = 0): void {
    if (!flow && !this.flow) return;
    this.flow = flow;
    this.flowPart = part;
    this.repaint(false);
  }

  /**
   * Leaves the next frames to somebody who types: a key takes one, the editor's scrolling after it another, and the next
   * key comes before a tenth of a second has passed. No frame is even asked for until then.
   */
  giveWay(): void {
    this.given = true;
    this.forget();
    this.turn.soon();
  }

  private takeTurn(): void {
    this.given = false;
    this.nextFrame();
  }

  setSelection(pick: Pick | null): void {
    this.selection = pick;
    this.repaint(true);
  }

  /** Lights one of the three networks; null for all. */
  setLayer(layer: Network | null): void {
    this.layer = layer;
    this.repaint(true);
  }

  /** What is written at objects, in the hue of what changed. */
  setRemarks(remarks: readonly PlacedRemark[]): void {
    this.remarks = remarks;
    this.repaint(true);
  }

  /** Greys the picture under a stripe with this message: what is shown is the last that was understood. */
  setStale(message: string | null): void {
    this.stale.hidden = message === null;
    this.stale.textContent = message ?? '';
    this.host.toggleAttribute('data-stale', message !== null);
  }

  /** All of it, or as much as stays readable. */
  fit(): void {
    const { scene } = this;
    const { width, height } = this.pane;
    if (!scene || width === 0 || height === 0) return;
    // Under headings columns that are too many scroll sideways, so that all three bands are whole.
    const [wide, high] = [width / scene.width, height / scene.height];
    const least = scene.labels !== 'heading' ? leastZoom : wide >= 1 ? smallEnough : 0.9;
    const across = scene.labels === 'heading' && wide < 1 ? largest : wide;
    const zoom = Math.max(least, Math.min(largest, across, high));
    const x = scene.width * zoom <= width ? (width - scene.width * zoom) / 2 : 0;
    const y = scene.height * zoom <= height ? (height - scene.height * zoom) / 2 : 0;
    this.fitZoom = zoom;
    this.view = { zoom, x, y };
    this.fitted = true;
    this.repaint(true);
  }

  /** Where the picture lies under the window. */
  get camera(): Camera {
    return this.view;
  }

  zoomBy(factor: number): void {
    this.zoomAt(factor, this.pane.width / 2, this.pane.height / 2);
  }

  destroy(): void {
    this.forget();
    this.pace.end();
    this.settling.cancel();
    this.turn.cancel();
    for (const observer of this.observers) observer.disconnect();
    this.gestures.destroy();
    this.board.destroy();
    this.host.replaceChildren();
    this.host.classList.remove('kubehop-picture');
    for (const name of ['tabindex', 'role', 'aria-label', 'aria-roledescription']) this.host.removeAttribute(name);
  }

  private observe(): void {
    const size = new ResizeObserver(() => {
      if (this.resize()) this.options.onResize?.(this.frame);
    });
    size.observe(this.host);
    const theme = new MutationObserver(() => this.restyle());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    this.observers.push(size, theme);
    // A browser that was short of memory gives an empty canvas back, with nothing set.
    // Caught on its way down: it does not bubble, and a board may make its canvases later.
    const restore = (): void => this.restore();
    this.host.addEventListener('contextrestored', restore, true);
    this.observers.push({ disconnect: () => this.host.removeEventListener('contextrestored', restore, true) });
    // Text is measured in the page's faces: once those have come, everything is written again.
    void document.fonts?.ready.then(() => this.repaint(true));
  }

  private resize(): boolean {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (this.pane.width === width && this.pane.height === height) return false;
    this.pane = { width, height };
    this.restore();
    return true;
  }

  /** All canvases anew, as large as the pane. */
  private restore(): void {
    const { width, height } = this.pane;
    const ratio = window.devicePixelRatio || 1;
    for (const sheet of [this.still, this.motion]) sheet.resize(width, height, ratio);
    const fitted = this.fitted;
    this.board.resize();
    if (fitted) this.fit();
    this.dirty.motion = this.dirty.still = true;
    this.paint();
  }

  private restyle(): void {
    this.tokens = readTokens(this.host);
    for (const { pen } of [this.still, this.motion]) pen.tokens = this.tokens;
    this.board.restyle(this.tokens);
    this.repaint(true);
  }

  /** Looks at another part, or from closer. */
  private look({ zoom, x, y }: Camera): void {
    this.view = { zoom: this.clampZoom(zoom), x, y };
    this.fitted = false;
    if (this.pace.moved(performance.now())) this.dirty.still = true;
    this.nextFrame();
  }

  /** Asks for a frame; `still` when more than the packets changed. */
  private repaint(still: boolean): void {
    this.dirty.motion = true;
    if (still) this.dirty.still = true;
    this.nextFrame();
  }

  private nextFrame(): void {
    if (this.pending === 0 && !this.given) this.pending = requestAnimationFrame(() => this.paint());
  }

  private forget(): void {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
  }

  private paint(): void {
    this.forget();
    if (!this.scene) return;
    this.moveOn();
    this.still.slide(this.view);
    const { away } = this.motion;
    if (this.dirty.motion && away) this.dirty.still = true;
    if (this.dirty.still) {
      this.dirty.still = false;
      this.awaited = this.view;
      this.board.paint(this.view);
    }
    if (!away && this.dirty.motion) this.paintMoving();
    else if (!away && this.pace.underWay) this.motion.layOn(this.still);
    this.still.show();
    if (this.moving) this.repaint(true);
  }

  private moveOn(): void {
    if (!this.moving || !this.scene) return;
    const part = (performance.now() - this.moving.start) / moveTime;
    this.drawn = part >= 1 ? this.scene : between(this.moving.before, this.scene, ease(part));
    if (part >= 1) this.moving = null;
    this.dirty.still = true;
    this.board.move(this.drawn);
  }

  /** The board has drawn: what was asked of it, or something before that. */
  private boardPainted(camera: Camera): void {
    const { awaited } = this;
    if (!awaited || camera.zoom !== awaited.zoom || camera.x !== awaited.x || camera.y !== awaited.y) return;
    this.awaited = null;
    this.pace.paints(performance.now());
    this.paintStill(camera);
    if (this.motion.away) {
      if (this.dirty.motion) this.paintMoving();
      else this.paintMotion(this.still.pen);
    }
    this.still.show();
  }

  private paintMoving(): void {
    this.dirty.motion = false;
    this.paintMotion(this.motion.paint(this.view));
    this.settling.soon();
  }

  /** What moved lies on what stands still, until it moves again: the fewer sheets, the less a frame costs. */
  private settle(): void {
    if (this.dirty.motion || this.awaited) return;
    this.motion.layOn(this.still);
    this.still.show();
  }

  /** The shapes have been drawn under this camera; everything that stands still with them follows. */
  private paintStill(camera: Camera): void {
    const { drawn } = this;
    if (!drawn) return;
    const pen = this.still.paint(camera);
    this.still.slide(this.view);
    paintBands(pen, drawn);
    this.board.layOn(this.still);
    paintLabels(pen, drawn);
    if (this.layer) paintVeil(pen, drawn, this.layer);
    paintRemarks(pen, this.places, this.remarks);
    const chosen = this.selection;
    for (const place of this.places) {
      if (chosen && place.pick.kind === chosen.kind && place.pick.key === chosen.key) this.ring(place.rect);
    }
    if (this.host.matches(':focus-visible') && this.places[this.focused]) this.ring(this.places[this.focused]!.rect);
  }

  private ring({ x, y, w, h }: Rect): void {
    const { pen } = this.still;
    pen.ctx.strokeStyle = this.tokens.focus;
    pen.ctx.lineWidth = 2;
    pen.box(pen.x(x) - 4, pen.y(y) - 4, w * pen.camera.zoom + 8, h * pen.camera.zoom + 8, 9);
    pen.ctx.stroke();
  }

  private paintMotion(pen: Pen): void {
    if (!this.scene || !this.drawn) return;
    const { timeline, flow } = this;
    const frame = this.moving || flow ? null : this.frameNow();
    if (!timeline || !frame) {
      if (flow && !this.moving) paintFlow(pen, flow, this.flowPart);
      paintFilm(pen, this.drawn, null, this.layer);
      return;
    }
    // In another page nothing is sent before the reader says so.
    const number = !this.options.embedded || this.time > 0 ? this.number : null;
    paintFilm(pen, this.scene, { timeline, frame, time: this.time, number }, this.layer);
  }

  /** With reduced motion a packet jumps from stop to stop, and nothing is ever between. */
  private frameNow(): PacketFrame | null {
    const { timeline } = this;
    if (!timeline) return null;
    if (!this.options.reducedMotion()) return packetAt(timeline, this.time);
    const hop = timeline.hops.findLast((h) => h.start <= this.time) ?? timeline.hops[0]!;
    const end = timeline.hops.at(-1) === hop ? Math.max(this.time, hop.rest) : hop.rest;
    return packetAt(timeline, end);
  }

  /** Keeps the followed packet in the window where the picture is larger than it. */
  private follow(): void {
    const frame = this.frameNow();
    if (!frame || !this.scene) return;
    const { zoom, ...pan } = this.view;
    const { width, height } = this.pane;
    const nudge = (at: number, size: number, drawn: number): number => {
      if (drawn <= size + 1) return 0;
      const margin = Math.min(size * 0.3, 150);
      return at < margin ? margin - at : at > size - margin ? size - margin - at : 0;
    };
    const limit = (value: number, size: number, drawn: number): number =>
      Math.max(Math.min(0, size - drawn), Math.min(0, value));
    // the film begins at the left edge, where senders mostly stand
    const start = frame.hop === 0 ? Math.max(0, pan.x) : pan.x;
    const dx = start - pan.x + nudge(frame.cardX * zoom + start, width, this.scene.width * zoom);
    const dy = nudge(frame.cardY * zoom + pan.y, height, this.scene.height * zoom);
    if (dx === 0 && dy === 0) return;
    if (dx !== 0) pan.x = limit(pan.x + dx, width, this.scene.width * zoom);
    if (dy !== 0) pan.y = limit(pan.y + dy, height, this.scene.height * zoom);
    const fitted = this.fitted;
    this.look({ zoom, ...pan });
    this.fitted = fitted;
  }

  private zoomAt(factor: number, x: number, y: number): void {
    const { zoom, ...pan } = this.view;
    const next = this.clampZoom(zoom * factor);
    this.look({ zoom: next, x: x - ((x - pan.x) * next) / zoom, y: y - ((y - pan.y) * next) / zoom });
    this.lookCloser(factor);
  }

  /** Level of detail by zoom: what the reader zooms in on is drawn by itself; zooming out folds all of it again. */
  private lookCloser(factor: number): void {
    const { zoom } = this.view;
    const { fitZoom, pointer } = this;
    if (factor > 1 && zoom > fitZoom * closer && pointer) {
      const pick = this.pickAt(pointer.x, pointer.y);
      if (pick?.kind === 'many') this.options.onSelect?.(pick);
    } else if (factor < 1 && zoom <= Math.max(this.leastZoom, fitZoom * farther)) this.options.onFold?.();
  }

  /** Where columns scroll sideways, one may stand back until all of them are seen. */
  private get leastZoom(): number {
    const { scene } = this;
    if (scene?.labels !== 'heading') return leastZoom;
    return Math.max(farthest, Math.min(leastZoom, this.pane.width / scene.width));
  }

  private clampZoom(zoom: number): number {
    return Math.max(this.leastZoom, Math.min(greatestZoom, zoom));
  }

  /** Measures what is on the screen, under the camera that the reader looks through. */
  private get seen(): Pen {
    const { pen } = this.motion;
    pen.camera = this.view;
    return pen;
  }

  /** The way whose label or line is here, if any. */
  private ghostAt(x: number, y: number): number {
    const pen = this.seen;
    const { timeline } = this;
    if (this.flow || !timeline) return -1;
    const label = chancesOnScreen(pen, timeline).find(
      (l) => !l.taken && Math.abs(l.x - x) <= l.w / 2 + 4 && Math.abs(l.y - y) <= l.h / 2 + 6,
    );
    if (label) return label.traces[0] ?? -1;
    for (const ghost of timeline.ghosts) {
      for (let i = 1; i < ghost.points.length; i++) {
        const [a, b] = [ghost.points[i - 1]!, ghost.points[i]!];
        const inX = x >= Math.min(pen.x(a.x), pen.x(b.x)) - 3 && x <= Math.max(pen.x(a.x), pen.x(b.x)) + 3;
        const inY = y >= Math.min(pen.y(a.y), pen.y(b.y)) - 3 && y <= Math.max(pen.y(a.y), pen.y(b.y)) + 3;
        if (inX && inY) return ghost.trace;
      }
    }
    return -1;
  }

  private pickAt(x: number, y: number): Pick | null {
    const frame = this.flow ? null : this.frameNow();
    if (frame && frame.shape !== 'gone') {
      const card = cardBox(this.seen, frame);
      if (x >= card.x && x <= card.x + card.w && y >= card.y && y <= card.y + card.h) {
        return { kind: 'outcome', key: `${frame.hop}` };
      }
    }
    const pen = this.seen;
    const inside = (r: Rect): boolean =>
      x >= pen.x(r.x) && x <= pen.x(r.x + r.w) && y >= pen.y(r.y) && y <= pen.y(r.y + r.h);
    return this.places.find((p) => inside(p.rect))?.pick ?? null;
  }

  private tapped(x: number, y: number): void {
    if (this.flow) {
      const bar = barAt(this.seen, this.flow, this.flowPart, x, y);
      if (bar >= 0) return this.options.onConnection?.(bar + 1);
    }
    const pick = this.pickAt(x, y);
    const way = pick?.kind === 'outcome' ? -1 : this.ghostAt(x, y);
    if (way >= 0) this.options.onTakeWay?.(way);
    else this.choose(pick);
  }

  private hovered(x: number, y: number): void {
    this.pointer = { x, y };
    const hot = this.pickAt(x, y) !== null || this.ghostAt(x, y) >= 0;
    this.host.style.cursor = hot ? 'pointer' : '';
  }

  private choose(pick: Pick | null): void {
    this.focused = Math.max(
      pick ? this.places.findIndex((p) => p.pick.kind === pick.kind && p.pick.key === pick.key) : -1,
      this.focused,
    );
    this.options.onSelect?.(pick);
  }

  private moveFocus(dx: number, dy: number): void {
    this.focused = this.focused < 0 ? 0 : neighbour(this.places, this.focused, dx, dy);
    this.showFocus(true);
  }

  private showFocus(on: boolean): void {
    if (on && this.focused < 0) this.focused = 0;
    const place = this.places[this.focused];
    const remark = place && this.remarks.find(({ kind, key }) => kind === place.pick.kind && key === place.pick.key);
    if (on && place) this.host.setAttribute('aria-label', [place.name, remark?.text].filter(Boolean).join(': '));
    else this.host.setAttribute('aria-label', this.scene?.words.scene.label ?? '');
    this.repaint(true);
  }
}
