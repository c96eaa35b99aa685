/** A picture of a film: RGBA, as a canvas gives it. */
export interface GifFrame {
  data: ArrayLike<number>;
  /** How long it stays, in milliseconds; GIF counts in hundredths of a second. */
  delay: number;
}

/** The most colours that a GIF can have at once. */
const COLOURS = 256;
/** Colours are told apart by their five highest bits: what a drawing of few hues and its smooth edges needs. */
const keyOf = (r: number, g: number, b: number): number => ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);

interface Palette {
  /** Three bytes for each colour. */
  rgb: Uint8Array;
  /** From the key of a colour to its place. */
  places: Uint8Array;
}

/** The colours that are met most often in these pictures, each as the mean of those that share its key. */
export function paletteOf(pictures: readonly GifFrame['data'][]): Palette {
  const [count, red, green, blue] = [0, 1, 2, 3].map(() => new Float64Array(1 << 15)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const data of pictures)
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
      const key = keyOf(r, g, b);
      count[key]!++;
      red[key]! += r;
      green[key]! += g;
      blue[key]! += b;
    }
  const met = Array.from(count.keys()).filter((key) => count[key]! > 0);
  const chosen = met.sort((a, b) => count[b]! - count[a]!).slice(0, COLOURS);
  const rgb = new Uint8Array(COLOURS * 3);
  chosen.forEach((key, place) => {
    const n = count[key]!;
    rgb.set([red[key]! / n, green[key]! / n, blue[key]! / n].map(Math.round), place * 3);
  });
  return { rgb, places: nearestPlaces(rgb, chosen.length) };
}

/** For every key the colour that is nearest to its middle. */
function nearestPlaces(rgb: Uint8Array, colours: number): Uint8Array {
  const places = new Uint8Array(1 << 15);
  for (let key = 0; key < places.length; key++) {
    const [r, g, b] = [(key >> 10) * 8 + 4, ((key >> 5) & 31) * 8 + 4, (key & 31) * 8 + 4];
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let place = 0; place < colours; place++) {
      const [dr, dg, db] = [rgb[place * 3]! - r, rgb[place * 3 + 1]! - g, rgb[place * 3 + 2]! - b];
      const far = dr * dr + dg * dg + db * db;
      if (far < least) [best, least] = [place, far];
    }
    places[key] = best;
  }
  return places;
}

/** Bytes that grow. */
class Bytes {
  private held = new Uint8Array(1 << 16);
  private length = 0;

  push(...bytes: number[]): void {
    for (const byte of bytes) this.byte(byte);
  }

  byte(byte: number): void {
    if (this.length === this.held.length) {
      const more = new Uint8Array(this.length * 2);
      more.set(this.held);
      this.held = more;
    }
    this.held[this.length++] = byte;
  }

  all(bytes: ArrayLike<number>): void {
    for (let i = 0; i < bytes.length; i++) this.byte(bytes[i]!);
  }

  word(n: number): void {
    this.push(n & 255, n >> 8);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.held.slice(0, this.length);
  }
}

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

/** Codes of LZW grow from nine to twelve bits; then the table begins anew (GIF89a, appendix F). */
const MIN_BITS = 8;
const CLEAR = 1 << MIN_BITS;
const END = CLEAR + 1;
const MOST_CODES = 4096;
const HASH = 1 << 14;

function compress(pixels: Uint8Array, out: Bytes): void {
  const block = new Uint8Array(255);
  let filled = 0;
  let held = 0;
  let bits = 0;
  const flush = (): void => {
    if (filled === 0) return;
    out.byte(filled);
    out.all(block.subarray(0, filled));
    filled = 0;
  };
  const keys = new Int32Array(HASH).fill(-1);
  const codes = new Uint16Array(HASH);
  let next = END + 1;
  let size = MIN_BITS + 1;
  const write = (code: number): void => {
    held |= code << bits;
    bits += size;
    while (bits >= 8) {
      block[filled++] = held & 255;
      if (filled === 255) flush();
      held >>>= 8;
      bits -= 8;
    }
  };
  out.byte(MIN_BITS);
  write(CLEAR);
  let prefix = pixels[0]!;
  for (let i = 1; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    const key = (prefix << 8) | pixel;
    let slot = ((key * 0x9e3779b1) >>> 18) & (HASH - 1);
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (HASH - 1);
    if (keys[slot] === key) {
      prefix = codes[slot]!;
      continue;
    }
    write(prefix);
    prefix = pixel;
    if (next < MOST_CODES) {
      keys[slot] = key;
      codes[slot] = next;
      // the reader is one entry behind, so the codes grow when this one is there
      if (next++ === 1 << size) size++;
    } else {
      write(CLEAR);
      keys.fill(-1);
      next = END + 1;
      size = MIN_BITS + 1;
    }
  }
  write(prefix);
  write(END);
  if (bits > 0) {
    block[filled++] = held & 255;
    held = bits = 0;
  }
  flush();
  out.byte(0);
}

interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest rectangle that holds every pixel that differs; null when none does. */
function changedPart(before: Uint8Array, now: Uint8Array, width: number, height: number): Part | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (before[row + x] === now[row + x]) continue;
      if (top < 0) top = y;
      bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return top < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Writes a film as a GIF picture by picture (GIF89a): one table of colours for all, each picture only where it differs
 * from the one before, and again from its start when it is over. A picture like the one before makes that one stay longer.
 */
export function gifWriter(
  width: number,
  height: number,
  palette: Palette,
): { add(frame: GifFrame): void; end(): Uint8Array<ArrayBuffer> } {
  const out = new Bytes();
  out.all(ascii('GIF89a'));
  out.word(width);
  out.word(height);
  out.push(0xf7, 0, 0); // a global table of 256 colours
  out.all(palette.rgb);
  out.push(0x21, 0xff, 11);
  out.all(ascii('NETSCAPE2.0'));
  out.push(3, 1, 0, 0, 0); // for ever
  let shown: Uint8Array | null = null;
  let waiting: { pixels: Uint8Array; part: Part; delay: number } | null = null;

  const write = (): void => {
    if (!waiting) return;
    const { pixels, part, delay } = waiting;
    out.push(0x21, 0xf9, 4, 0x04); // what is there stays
    out.word(Math.max(2, Math.round(delay / 10)));
    out.push(0, 0, 0x2c);
    for (const n of [part.x, part.y, part.width, part.height]) out.word(n);
    out.byte(0);
    const inside = new Uint8Array(part.width * part.height);
    for (let y = 0; y < part.height; y++) {
      const from = (part.y + y) * width + part.x;
      inside.set(pixels.subarray(from, from + part.width), y * part.width);
    }
    compress(inside, out);
    waiting = null;
  };

  return {
    add({ data, delay }) {
      const pixels = new Uint8Array(width * height);
      for (let i = 0, at = 0; i < pixels.length; i++, at += 4)
        pixels[i] = palette.places[keyOf(data[at]!, data[at + 1]!, data[at + 2]!)]!;
      const part = shown ? changedPart(shown, pixels, width, height) : { x: 0, y: 0, width, height };
      if (part) {
        write();
        waiting = { pixels, part, delay };
        shown = pixels;
      } else if (waiting) waiting.delay += delay;
    },
    end() {
      write();
      out.byte(0x3b);
      return out.bytes;
    },
  };
}
