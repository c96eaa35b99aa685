import { endOf, withPort } from '../scene/addresses.ts';
import type { OuterHeader } from '../model/Packet.ts';
import type { PacketFrame } from '../scene/packetAt.ts';
import { cardSize } from '../scene/stops.ts';
import type { Pen } from './Pen.ts';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** In a picture no larger, a whole card would hide a third of it: it is as wide as the ends of its addresses. */
const little = { width: 400, height: 300 };
const smallCard = { w: 0, h: 48 };

/** How large a card is at zoom 1, and what it shows of an address. */
const lookOf = ({ width, height }: Pen) =>
  width <= little.width && height <= little.height
    ? { size: smallCard, shown: endOf }
    : { size: cardSize, shown: (address: string): string => address };

/** Where the card of a frame is drawn: at its place, but always whole inside the window when its packet is in it. */
export function cardBox(pen: Pen, frame: PacketFrame): Box {
  const scale = Math.max(1, pen.camera.zoom);
  const { packet } = frame;
  const { size, shown } = lookOf(pen);
  const lengthOf = (ip: string, port: number): number => shown(withPort(ip, port)).length;
  const longest = Math.max(lengthOf(packet.src, packet.sport), lengthOf(packet.dst, packet.dport));
  const text = pen.widthOf('0', { mono: true }) * (longest + 5) + 22 * scale;
  const title = pen.widthOf(frame.title, { mono: true, weight: 700 }) + 64 * scale;
  const outer = packet.outer ? pen.widthOf(outerLine(packet.outer), { mono: true }) + 2 * outerSize.edge * scale : 0;
  const w = Math.max(size.w * scale, text, title, outer);
  const h = size.h * scale;
  let x = pen.x(frame.cardX) - w / 2;
  let y = pen.y(frame.cardY) - h / 2;
  const headX = pen.x(frame.x);
  if (headX > 0 && headX < pen.width && w < pen.width) x = Math.max(4, Math.min(pen.width - w - 4, x));
  const over = packet.outer ? outerSize.top * scale : 0;
  if (h < pen.height) y = Math.max(4 + over, Math.min(pen.height - h - 4, y));
  return { x, y, w, h };
}

/** The packet itself: a dot on its way, and its card, the only inverted thing on the plane. */
export function paintPacket(pen: Pen, frame: PacketFrame, number: number): void {
  if (frame.shape === 'gone') return;
  const { ctx, tokens } = pen;
  const box = cardBox(pen, frame);
  const hue = tokens.hue[frame.network];
  const outline = frame.shape === 'outline';
  if (!outline) paintHead(pen, frame, box, hue);

  if (frame.packet.outer) paintOuter(pen, frame.packet.outer, box);
  pen.box(box.x, box.y, box.w, box.h, 5);
  if (!outline) {
    ctx.save();
    ctx.shadowColor = '#00000059';
    ctx.shadowBlur = 14;
    ctx.shadowOffsetY = 4;
    ctx.fillStyle = tokens.packet;
    ctx.fill();
    ctx.restore();
  } else {
    ctx.fillStyle = tokens.panel;
    ctx.fill();
  }
  ctx.strokeStyle = outline ? tokens.bad : hue;
  ctx.lineWidth = 2;
  ctx.setLineDash(outline ? [5, 4] : []);
  pen.box(box.x + 1, box.y + 1, box.w - 2, box.h - 2, 5);
  ctx.stroke();
  ctx.setLineDash([]);

  const color = outline ? tokens.text : tokens.packetText;
  const { size } = lookOf(pen);
  const scale = box.h / size.h;
  const left = box.x + 11 * scale;
  const row = (i: number): number => box.y + box.h * (0.207 + i * 0.302);
  pen.text(frame.title, left, row(0), { mono: true, weight: 700, color, max: box.w - 50 * scale });
  pen.text(`#${number} ${frame.reply ? '◂' : '▸'}`, box.x + box.w - 11 * scale, row(0), {
    mono: true,
    align: 'right',
    color,
  });
  paintField(pen, frame, 'src', left, row(1), color);
  paintField(pen, frame, 'dst', left, row(2), color);
}

/** Room for the two lines of the outer header above the card, and for its frame around it, at scale 1. */
const outerSize = { top: 38, edge: 5 };

const outerLine = ({ src, dst }: OuterHeader): string => `${src} ▸ ${dst}`;

/** The frame that VXLAN closes around a card on the wire: from which Node to which. */
function paintOuter(pen: Pen, outer: OuterHeader, box: Box): void {
  const { ctx, tokens } = pen;
  const scale = box.h / lookOf(pen).size.h;
  const [top, edge] = [outerSize.top * scale, outerSize.edge * scale];
  pen.box(box.x - edge, box.y - top, box.w + 2 * edge, box.h + top + edge, 7);
  ctx.fillStyle = tokens.fill.node;
  ctx.fill();
  ctx.strokeStyle = tokens.hue.node;
  ctx.lineWidth = 2;
  ctx.stroke();
  const left = box.x + edge;
  pen.text(`VXLAN ${outer.vni} · UDP ${outer.dport}`, left, box.y - top + 11 * scale, { mono: true, weight: 700 });
  pen.text(outerLine(outer), left, box.y - top + 27 * scale, { mono: true, color: tokens.hue.node });
}

/** A card that stands right beside its packet is nearer than this. */
const besideAt = 30;

function paintHead(pen: Pen, frame: PacketFrame, box: Box, hue: string): void {
  const { ctx, tokens } = pen;
  const [x, y] = [pen.x(frame.x), pen.y(frame.y)];
  const [nearX, nearY] = [
    Math.max(box.x + 8, Math.min(box.x + box.w - 8, x)),
    Math.max(box.y, Math.min(box.y + box.h, y)),
  ];
  ctx.strokeStyle = hue;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(nearX, nearY);
  // What is between the packet and a card far beside it, as a load balancer in a low frame, is gone round above.
  if (nearY === y && Math.abs(nearX - x) > besideAt) {
    const over = box.y + 5;
    ctx.moveTo(nearX, over);
    ctx.lineTo(x, over);
  }
  ctx.lineTo(x, y);
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x, y, 4.5, 0, Math.PI * 2);
  ctx.fillStyle = tokens.packet;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.stroke();
}

/** `dst 10.244.3.2:8080`; a changed value lies on the one yellow of the page; a flip turns each character in place. */
function paintField(pen: Pen, frame: PacketFrame, field: 'src' | 'dst', x: number, y: number, color: string): void {
  const { ctx, tokens } = pen;
  const { packet, flip } = frame;
  const cell = pen.widthOf('0', { mono: true });
  const { shown: cut } = lookOf(pen);
  const value = cut(field === 'src' ? withPort(packet.src, packet.sport) : withPort(packet.dst, packet.dport));
  const flipping = flip?.field === field ? { ...flip, from: cut(flip.from), to: cut(flip.to) } : null;
  const changed = frame.changed.includes(field);
  pen.text(field, x, y, { mono: true, color });
  const start = x + cell * 4;
  const shown = flipping ? (flipping.progress < 0.5 ? flipping.from : flipping.to) : value;
  if (changed) {
    const h = pen.size(12) * 1.3;
    ctx.fillStyle = tokens.changed;
    pen.box(start - 4, y - h / 2, shown.length * cell + 8, h, 3);
    ctx.fill();
  }
  const ink = changed ? tokens.changedText : color;
  const weight = changed ? 700 : 400;
  if (!flipping) {
    pen.text(value, start, y, { mono: true, color: ink, weight });
    return;
  }
  const length = Math.max(flipping.from.length, flipping.to.length);
  for (let i = 0; i < length; i++) {
    const [old, next] = [flipping.from[i] ?? ' ', flipping.to[i] ?? ' '];
    // Characters turn one after another from the left; equal ones hold still.
    const own = Math.max(0, Math.min(1, flipping.progress * 1.5 - (i / length) * 0.5));
    const turn = old === next ? 1 : Math.abs(1 - 2 * own);
    ctx.save();
    ctx.translate(start + i * cell, y);
    ctx.scale(1, Math.max(0.05, turn));
    pen.text(own < 0.5 ? old : next, 0, 0, { mono: true, color: ink, weight });
    ctx.restore();
  }
}
