import type { Drawing } from './Drawing.ts';
import { fontParts } from './fontParts.ts';

/** A number as short as a drawing needs it. */
const short = (n: number): string => String(Math.round(n * 100) / 100);

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // what XML 1.0 does not take, however it is written
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

interface Look {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  dashes: number[];
  transform: string;
}

/**
 * As much of a canvas's drawing context as the picture uses, writing SVG: the same painters draw on both. There is no
 * shadow and no image in it, and nothing that a program could run.
 */
export class SvgContext implements Drawing {
  private readonly measure: (text: string, font: string) => number;
  private readonly parts: string[] = [];
  private readonly kept: Look[] = [];
  private look: Look = {
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    globalAlpha: 1,
    font: '10px sans-serif',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    dashes: [],
    transform: '',
  };
  private path: string[] = [];
  private at: [x: number, y: number] | null = null;
  shadowColor = '';
  shadowBlur = 0;
  shadowOffsetY = 0;
  textRendering = '';
  letterSpacing = '';
  wordSpacing = '';

  constructor(measure: (text: string, font: string) => number) {
    this.measure = measure;
  }

  get fillStyle(): string {
    return this.look.fillStyle;
  }
  set fillStyle(value: string) {
    this.look.fillStyle = value;
  }
  get strokeStyle(): string {
    return this.look.strokeStyle;
  }
  set strokeStyle(value: string) {
    this.look.strokeStyle = value;
  }
  get lineWidth(): number {
    return this.look.lineWidth;
  }
  set lineWidth(value: number) {
    this.look.lineWidth = value;
  }
  get lineCap(): string {
    return this.look.lineCap;
  }
  set lineCap(value: string) {
    this.look.lineCap = value;
  }
  get lineJoin(): string {
    return this.look.lineJoin;
  }
  set lineJoin(value: string) {
    this.look.lineJoin = value;
  }
  get globalAlpha(): number {
    return this.look.globalAlpha;
  }
  set globalAlpha(value: number) {
    this.look.globalAlpha = value;
  }
  get font(): string {
    return this.look.font;
  }
  set font(value: string) {
    this.look.font = value;
  }
  get textAlign(): string {
    return this.look.textAlign;
  }
  set textAlign(value: string) {
    this.look.textAlign = value;
  }
  get textBaseline(): string {
    return this.look.textBaseline;
  }
  set textBaseline(value: string) {
    this.look.textBaseline = value;
  }

  setLineDash(dashes: number[]): void {
    this.look.dashes = dashes;
  }
  save(): void {
    this.kept.push({ ...this.look });
  }
  restore(): void {
    this.look = this.kept.pop() ?? this.look;
  }
  translate(x: number, y: number): void {
    this.look.transform += `translate(${short(x)} ${short(y)})`;
  }
  scale(x: number, y: number): void {
    this.look.transform += `scale(${short(x)} ${short(y)})`;
  }
  setTransform(): void {}
  clearRect(): void {}

  beginPath(): void {
    this.path = [];
    this.at = null;
  }
  moveTo(x: number, y: number): void {
    this.path.push(`M${short(x)} ${short(y)}`);
    this.at = [x, y];
  }
  lineTo(x: number, y: number): void {
    this.path.push(`${this.at ? 'L' : 'M'}${short(x)} ${short(y)}`);
    this.at = [x, y];
  }
  closePath(): void {
    this.path.push('Z');
  }
  rect(x: number, y: number, w: number, h: number): void {
    this.path.push(`M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}Z`);
    this.at = [x, y];
  }
  roundRect(x: number, y: number, w: number, h: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, w / 2, h / 2));
    const corner = (dx: number, dy: number): string => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    this.path.push(
      `M${short(x + r)} ${short(y)}h${short(w - 2 * r)}${corner(r, r)}v${short(h - 2 * r)}${corner(-r, r)}` +
        `h${short(2 * r - w)}${corner(-r, -r)}v${short(2 * r - h)}${corner(r, -r)}Z`,
    );
    this.at = [x, y];
  }
  arc(x: number, y: number, r: number, from: number, to: number, counterclockwise = false): void {
    const point = (angle: number): [number, number] => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    const [sign, sweep] = counterclockwise ? [-1, 0] : [1, 1];
    const whole = Math.PI * 2;
    const way = sign * (to - from);
    const turn = way >= whole ? whole : ((way % whole) + whole) % whole;
    // an arc from a point to itself is none: it is drawn in two halves
    const [start, half, end] = [point(from), point(from + (sign * turn) / 2), point(from + sign * turn)];
    const arcTo = ([px, py]: [number, number]): string =>
      `A${short(r)} ${short(r)} 0 0 ${sweep} ${short(px)} ${short(py)}`;
    this.path.push(`${this.at ? 'L' : 'M'}${short(start[0])} ${short(start[1])}${arcTo(half)}${arcTo(end)}`);
    this.at = end;
  }
  /** A line to a corner that is rounded, and no farther (HTML: the arcTo method). */
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
    const [x0, y0] = this.at ?? [x1, y1];
    const [ax, ay, bx, by] = [x0 - x1, y0 - y1, x2 - x1, y2 - y1];
    const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
    const cross = ax * by - ay * bx;
    if (a === 0 || b === 0 || radius === 0 || Math.abs(cross) < 1e-6) return this.lineTo(x1, y1);
    const half = Math.acos(Math.max(-1, Math.min(1, (ax * bx + ay * by) / (a * b)))) / 2;
    const cut = radius / Math.tan(half);
    const [sx, sy] = [x1 + (ax / a) * cut, y1 + (ay / a) * cut];
    const [ex, ey] = [x1 + (bx / b) * cut, y1 + (by / b) * cut];
    this.lineTo(sx, sy);
    this.path.push(`A${short(radius)} ${short(radius)} 0 0 ${cross < 0 ? 1 : 0} ${short(ex)} ${short(ey)}`);
    this.at = [ex, ey];
  }

  fill(rule: 'nonzero' | 'evenodd' = 'nonzero'): void {
    const holes = rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
    this.draw(`<path d="${this.path.join('')}" fill="${escaped(this.look.fillStyle)}"${holes}`);
  }
  stroke(): void {
    this.draw(`<path d="${this.path.join('')}" ${this.line()}`);
  }
  fillRect(x: number, y: number, w: number, h: number): void {
    this.draw(`<rect ${this.box(x, y, w, h)} fill="${escaped(this.look.fillStyle)}"`);
  }
  strokeRect(x: number, y: number, w: number, h: number): void {
    this.draw(`<rect ${this.box(x, y, w, h)} ${this.line()}`);
  }

  measureText(text: string): { width: number } {
    return { width: this.measure(text, this.look.font) };
  }
  fillText(text: string, x: number, y: number): void {
    const { weight, size, family } = fontParts(this.look.font);
    const anchor = { center: 'middle', right: 'end' }[this.look.textAlign];
    const down = this.look.textBaseline === 'middle' ? size * 0.35 : 0;
    // where another font has to do, the text still fits its place
    const width = this.measure(text, this.look.font);
    this.draw(
      `<text x="${short(x)}" y="${short(y + down)}" font-family="${escaped(family)}" font-size="${short(size)}"` +
        (weight === '400' ? '' : ` font-weight="${weight}"`) +
        (anchor ? ` text-anchor="${anchor}"` : '') +
        ` textLength="${short(width)}" lengthAdjust="spacingAndGlyphs" fill="${escaped(this.look.fillStyle)}"`,
      `>${escaped(text)}</text>`,
    );
  }

  /** The drawing as a file: `width` × `height`, with a title for who cannot see it. */
  document(width: number, height: number, title: string): string {
    const size = `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escaped(title)}</title>\n${this.parts.join('\n')}\n</svg>\n`;
  }

  private box(x: number, y: number, w: number, h: number): string {
    return `x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"`;
  }

  private line(): string {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dashes } = this.look;
    return [
      `fill="none" stroke="${escaped(strokeStyle)}" stroke-width="${short(lineWidth)}"`,
      ...(lineCap === 'butt' ? [] : [`stroke-linecap="${escaped(lineCap)}"`]),
      ...(lineJoin === 'miter' ? [] : [`stroke-linejoin="${escaped(lineJoin)}"`]),
      ...(dashes.length > 0 ? [`stroke-dasharray="${dashes.map(short).join(' ')}"`] : []),
    ].join(' ');
  }

  private draw(element: string, end = '/>'): void {
    const { globalAlpha, transform } = this.look;
    const more =
      (globalAlpha < 1 ? ` opacity="${short(globalAlpha)}"` : '') + (transform ? ` transform="${transform}"` : '');
    this.parts.push(`${element}${more}${end}`);
  }
}
