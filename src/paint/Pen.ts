import type { Network } from '../model/Address.ts';
import { addressEnd, visibleText } from '../scene/visibleText.ts';
import type { Drawing, Surface } from './Drawing.ts';
import type { Tokens } from './Tokens.ts';

/** Where the picture lies under the window: screen = picture × zoom + pan. */
export interface Camera {
  zoom: number;
  x: number;
  y: number;
}

export interface TextStyle {
  size?: number;
  weight?: 400 | 600 | 700;
  mono?: boolean;
  color?: string;
  align?: 'left' | 'center' | 'right';
  /** Longest width in screen pixels; longer text ends in `…`, text without any room is left out. */
  max?: number;
  /** Cut in the middle: what tells a name from its siblings stands at its end. */
  middle?: boolean;
}

const smallest = 12;
/** Widths at the smallest size. Text is set without hinting, so that its width grows as its size does. */
const widths = new Map<string, number>();

/** Draws in screen pixels on one canvas, with the tokens of the theme. */
export class Pen {
  readonly ctx: Drawing;
  tokens: Tokens;
  camera: Camera = { zoom: 1, x: 0, y: 0 };
  width = 0;
  height = 0;
  private readonly canvas: Surface;

  constructor(canvas: Surface, tokens: Tokens) {
    this.canvas = canvas;
    this.tokens = tokens;
    this.ctx = canvas.getContext('2d')!;
  }

  resize(width: number, height: number, ratio: number): void {
    this.width = width;
    this.height = height;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ctx.textRendering = 'geometricPrecision';
    // a reader may have set letters of the page farther apart: there is no room for it here (WCAG 1.4.12)
    this.ctx.letterSpacing = this.ctx.wordSpacing = '0px';
  }

  clear(): void {
    this.ctx.clearRect(0, 0, this.width, this.height);
  }

  x(x: number): number {
    return x * this.camera.zoom + this.camera.x;
  }

  y(y: number): number {
    return y * this.camera.zoom + this.camera.y;
  }

  /** Sizes follow the zoom, but text is never smaller than 12 px: below that less is written. */
  size(base: number): number {
    return Math.max(smallest, base * this.camera.zoom);
  }

  font(style: TextStyle, size = this.size(style.size ?? 12)): string {
    const { tokens } = this;
    return `${style.weight ?? 400} ${size}px ${style.mono ? tokens.mono : tokens.sans}`;
  }

  widthOf(text: string, style: TextStyle): number {
    const font = this.font(style, smallest);
    const key = `${font}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      this.ctx.font = font;
      width = this.ctx.measureText(text).width;
      if (widths.size > 4000) widths.clear();
      widths.set(key, width);
    }
    return (width * this.size(style.size ?? 12)) / smallest;
  }

  /** Writes text around the middle line `y`; returns its width. */
  text(raw: string, x: number, y: number, style: TextStyle = {}): number {
    let text = visibleText(raw);
    let width = this.widthOf(text, style);
    if (style.max !== undefined && width > style.max) {
      text = this.cut(text, style, style.max);
      if (text === '') return 0;
      width = this.widthOf(text, style);
    }
    const { ctx } = this;
    ctx.font = this.font(style);
    ctx.fillStyle = style.color ?? this.tokens.text;
    ctx.textAlign = style.align ?? 'left';
    ctx.textBaseline = 'middle';
    // 'middle' is the middle of the em box; half a pixel down it looks centred with these faces.
    ctx.fillText(text, x, y + 0.5);
    return width;
  }

  private cut(text: string, style: TextStyle, max: number): string {
    let low = 0;
    let high = text.length;
    const end = style.middle ? text.slice(-5) : '';
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.widthOf(`${text.slice(0, middle)}…${end}`, style) <= max) low = middle;
      else high = middle - 1;
    }
    if (low >= 2) return `${text.slice(0, low)}…${end}`;
    // of a name its end tells more than nothing
    for (let rest = end; rest.length > 2; rest = rest.slice(1))
      if (this.widthOf(`…${rest}`, style) <= max) return `…${rest}`;
    return '';
  }

  box(x: number, y: number, w: number, h: number, radius: number): void {
    this.ctx.beginPath();
    this.ctx.roundRect(x, y, w, h, radius);
  }

  /** ◇ ● ■ △: the mark of an address space, drawn, so that no font can change it. */
  mark(network: Network, x: number, y: number, size: number, color: string): void {
    const { ctx } = this;
    const r = size / 2;
    ctx.beginPath();
    if (network === 'pod') ctx.arc(x, y, r * 0.86, 0, Math.PI * 2);
    else if (network === 'node') ctx.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
    else if (network === 'cluster') {
      ctx.moveTo(x, y - r);
      ctx.lineTo(x + r, y);
      ctx.lineTo(x, y + r);
      ctx.lineTo(x - r, y);
      ctx.closePath();
    } else {
      ctx.moveTo(x, y - r * 0.9);
      ctx.lineTo(x + r, y + r * 0.8);
      ctx.lineTo(x - r, y + r * 0.8);
      ctx.closePath();
    }
    if (network === 'pod' || network === 'node') {
      ctx.fillStyle = color;
      ctx.fill();
    } else {
      ctx.strokeStyle = color;
      ctx.lineWidth = 1.4;
      ctx.stroke();
    }
  }

  chipWidth(text: string): number {
    return this.widthOf(text, { mono: true }) + this.size(12) * 1.9;
  }

  /**
   * An address: mark, hue, monospace, on its own fill. One that does not fit is left out, or with `elide` its
   * beginning is, where nothing else would tell that there is one.
   */
  chip(
    whole: string,
    network: Network,
    x: number,
    y: number,
    options: { max?: number; plain?: boolean; elide?: boolean } = {},
  ): number {
    const s = this.size(12);
    const { max = Number.POSITIVE_INFINITY } = options;
    const fits = this.chipWidth(whole) <= max;
    const text = fits ? whole : options.elide ? addressEnd(whole, (end) => this.chipWidth(end) <= max) : '';
    if (text === '') return 0;
    const width = this.chipWidth(text);
    const hue = this.tokens.hue[network];
    const height = s * 1.5;
    if (!options.plain) {
      this.box(x, y - height / 2, width, height, 4);
      this.ctx.fillStyle = this.tokens.fill[network];
      this.ctx.fill();
    }
    this.mark(network, x + s * 0.8, y, s * 0.66, hue);
    this.text(text, x + s * 1.4, y, { mono: true, color: hue });
    return width;
  }
}
