// @ts-check
// A drawing as a PNG of 256 colours: a quarter of the bytes that a browser's screenshot takes.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLOURS = 256;

/**
 * The pixels of a screenshot: eight bits a channel, RGB or RGBA, not interlaced (PNG, 11.2 and 9).
 * @param {Buffer} png
 */
function read(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind] = [png[24], png[25]];
  if (depth !== 8 || (kind !== 2 && kind !== 6))
    throw new Error(`a PNG of kind ${kind} with ${depth} bits is not read`);
  const parts = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const data = inflateSync(Buffer.concat(parts));
  const size = kind === 6 ? 4 : 3;
  const row = width * size;
  const pixels = new Uint32Array(width * height);
  let above = new Uint8Array(row);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (row + 1)];
    const line = new Uint8Array(data.subarray(y * (row + 1) + 1, (y + 1) * (row + 1)));
    for (let i = 0; i < row; i++) {
      const a = line[i - size] ?? 0;
      const [b, c] = [above[i] ?? 0, above[i - size] ?? 0];
      line[i] = (line[i] ?? 0) + ([0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0);
    }
    for (let x = 0; x < width; x++)
      pixels[y * width + x] =
        ((line[x * size] ?? 0) << 16) | ((line[x * size + 1] ?? 0) << 8) | (line[x * size + 2] ?? 0);
    above = line;
  }
  return { width, height, pixels };
}

/** @param {number} a @param {number} b @param {number} c */
function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** @param {string} kind @param {Buffer} data */
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The commonest colours, and for each of the others the nearest of them. @param {Uint32Array} pixels */
function paletteOf(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOURS);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  const part = (/** @type {number} */ colour, /** @type {number} */ shift) => (colour >> shift) & 255;
  for (const colour of byCount.slice(COLOURS)) {
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    palette.forEach((one, i) => {
      const d = [16, 8, 0].reduce((sum, shift) => sum + (part(one, shift) - part(colour, shift)) ** 2, 0);
      if (d < least) [best, least] = [i, d];
    });
    index.set(colour, best);
  }
  return { palette, index };
}

/** @param {Buffer} screenshot @returns {Buffer} */
export function png8(screenshot) {
  const { width, height, pixels } = read(screenshot);
  const { palette, index } = paletteOf(pixels);
  const lines = Buffer.alloc((width + 1) * height); // each with filter 0, which suits colours of a palette
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = index.get(pixels[y * width + x] ?? 0) ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
