import { describe, expect, it } from 'vitest';
import { gifWriter, paletteOf } from './gif.ts';

interface Read {
  x: number;
  y: number;
  width: number;
  height: number;
  delay: number;
  pixels: number[];
}

/** Reads what the writer writes: the codes of LZW by the book (GIF89a, appendix F). */
function inflate(bytes: readonly number[]): number[] {
  const out: number[] = [];
  let [size, held, bits] = [9, 0, 0];
  let table: number[][] = [];
  let before: number[] | null = null;
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_, i) => (i < 256 ? [i] : []));
    size = 9;
    before = null;
  };
  reset();
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    while (bits >= size) {
      const code = held & ((1 << size) - 1);
      held >>>= size;
      bits -= size;
      if (code === 256) reset();
      else if (code === 257) return out;
      else {
        const known = table[code];
        const entry: number[] = known ?? [...before!, before![0]!];
        for (const pixel of entry) out.push(pixel);
        if (before && table.length < 4096) table.push([...before, entry[0]!]);
        if (table.length === 1 << size && size < 12) size++;
        before = entry;
      }
    }
  }
  throw new Error('no end');
}

function read(gif: Uint8Array): { width: number; height: number; table: Uint8Array; frames: Read[] } {
  const word = (at: number): number => gif[at]! | (gif[at + 1]! << 8);
  expect(String.fromCharCode(...gif.subarray(0, 6))).toBe('GIF89a');
  const table = gif.subarray(13, 13 + 768);
  let at = 13 + 768 + 19;
  const frames: Read[] = [];
  while (gif[at] === 0x21) {
    const delay = word(at + 4);
    at += 8;
    const [x, y, width, height] = [1, 3, 5, 7].map((d) => word(at + d)) as [number, number, number, number];
    at += 11;
    const data: number[] = [];
    for (let n = gif[at]!; n > 0; n = gif[at]!) {
      for (const byte of gif.subarray(at + 1, at + 1 + n)) data.push(byte);
      at += n + 1;
    }
    at += 1;
    frames.push({ x, y, width, height, delay, pixels: inflate(data) });
  }
  expect(gif[at]).toBe(0x3b);
  expect(at).toBe(gif.length - 1);
  return { width: word(6), height: word(8), table, frames };
}

const [WIDTH, HEIGHT] = [90, 70];
const picture = (colour: (x: number, y: number) => readonly [number, number, number]): Uint8Array => {
  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let i = 0; i < WIDTH * HEIGHT; i++) data.set([...colour(i % WIDTH, Math.floor(i / WIDTH)), 255], i * 4);
  return data;
};
const plain = picture(() => [250, 250, 247]);
const dot = picture((x, y) => (x > 9 && x < 20 && y > 29 && y < 35 ? [102, 54, 196] : [250, 250, 247]));
/** More colours than a table holds, and no runs: the codes grow to their end and begin anew. */
const noise = picture((x, y) => [(x * 37 + y * 101) & 255, (x * x * 13 + y) & 255, (x * 7 + y * y * 3) & 255]);

describe('gifWriter', () => {
  it('writes each picture where it differs, and lets the same one stay', () => {
    const writer = gifWriter(WIDTH, HEIGHT, paletteOf([plain, dot]));
    for (const data of [plain, dot, dot, plain]) writer.add({ data, delay: 80 });
    const { width, height, table, frames } = read(writer.end());
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    expect(frames.map(({ x, y, width: w, height: h, delay }) => ({ x, y, width: w, height: h, delay }))).toEqual([
      { x: 0, y: 0, width: 90, height: 70, delay: 8 },
      { x: 10, y: 30, width: 10, height: 5, delay: 16 },
      { x: 10, y: 30, width: 10, height: 5, delay: 8 },
    ]);
    const colours = frames.map(({ pixels }) => [...table.subarray(pixels[0]! * 3, pixels[0]! * 3 + 3)]);
    expect(colours).toEqual([
      [250, 250, 247],
      [102, 54, 196],
      [250, 250, 247],
    ]);
    for (const { pixels, width: w, height: h } of frames) expect(pixels).toHaveLength(w * h);
  });

  it('comes near to every colour of a picture that has too many', () => {
    const writer = gifWriter(WIDTH, HEIGHT, paletteOf([noise]));
    writer.add({ data: noise, delay: 20 });
    const { frames, table } = read(writer.end());
    const pixels = frames[0]?.pixels ?? [];
    expect(pixels).toHaveLength(WIDTH * HEIGHT);
    const far = pixels.map((place, i) =>
      Math.hypot(...[0, 1, 2].map((c) => table[place * 3 + c]! - noise[i * 4 + c]!)),
    );
    expect(far.reduce((sum, one) => sum + one) / far.length).toBeLessThan(40);
  });

  it('is the same for the same pictures', () => {
    const made = [1, 2].map(() => {
      const writer = gifWriter(WIDTH, HEIGHT, paletteOf([noise]));
      writer.add({ data: noise, delay: 20 });
      return writer.end();
    });
    expect(made[0]).toEqual(made[1]);
  });
});
