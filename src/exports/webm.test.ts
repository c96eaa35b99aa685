import { describe, expect, it } from 'vitest';
import { type WebmFrame, webm } from './webm.ts';

/** Elements that hold others. */
const MASTERS = new Set([
  0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675, 0x1c53bb6b, 0xbb, 0xb7,
]);

interface Found {
  id: number;
  /** Where it begins, in the file. */
  at: number;
  data: Uint8Array;
}

/** Reads EBML as RFC 8794 has it, sizes of any length: not as it is written here. */
function read(bytes: Uint8Array, offset = 0): Found[] {
  const found: Found[] = [];
  let at = 0;
  while (at < bytes.length) {
    const begin = at;
    const idLength = Math.clz32(bytes[at]!) - 23;
    let id = 0;
    for (let i = 0; i < idLength; i++) id = id * 256 + bytes[at++]!;
    const sizeLength = Math.clz32(bytes[at]!) - 23;
    let size = bytes[at++]! & (0xff >> sizeLength);
    for (let i = 1; i < sizeLength; i++) size = size * 256 + bytes[at++]!;
    const data = bytes.subarray(at, at + size);
    expect(data.length).toBe(size);
    found.push({ id, at: offset + begin, data });
    if (MASTERS.has(id)) found.push(...read(data, offset + at));
    at += size;
  }
  return found;
}

const uint = (data: Uint8Array): number => data.reduce((n, byte) => n * 256 + byte, 0);
const frames: WebmFrame[] = Array.from({ length: 100 }, (_, i) => ({
  data: Uint8Array.from([i, 255 - i, 7]),
  time: i * 1000,
  key: i % 60 === 0,
}));
const file = webm({ codec: 'V_VP9', width: 1280, height: 720, duration: 101_000 }, frames);
const elements = read(file);
const all = (id: number) => elements.filter((one) => one.id === id);
const only = (id: number) => uint(all(id)[0]!.data);

describe('webm', () => {
  it('says what it is, and how large and long', () => {
    expect(file.slice(0, 4)).toEqual(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3));
    expect(new TextDecoder().decode(all(0x4282)[0]!.data)).toBe('webm');
    expect(new TextDecoder().decode(all(0x86)[0]!.data)).toBe('V_VP9');
    expect([only(0xb0), only(0xba), only(0x2ad7b1)]).toEqual([1280, 720, 1_000_000]);
    const { data } = all(0x4489)[0]!;
    expect(new DataView(data.buffer, data.byteOffset).getFloat64(0)).toBe(101_000);
  });

  it('has every picture at its time, also where a cluster would be too long for 16 bits', () => {
    let start = 0;
    const read = elements.flatMap(({ id, data }) => {
      if (id === 0xe7) start = uint(data);
      if (id !== 0xa3) return [];
      const time = start + new DataView(data.buffer, data.byteOffset).getInt16(1);
      return [{ data: data.slice(4), time, key: data[3] === 0x80 }];
    });
    expect(read).toEqual(frames);
    expect(all(0xe7).map(({ data }) => uint(data))).toEqual([0, 33_000, 60_000, 93_000]);
  });

  it('has an index that leads to its clusters', () => {
    const segment = all(0x18538067)[0]!;
    const begin = segment.data.byteOffset - file.byteOffset;
    expect(all(0xf1).map(({ data }) => begin + uint(data))).toEqual(all(0x1f43b675).map(({ at }) => at));
    expect(all(0xb3).map(({ data }) => uint(data))).toEqual([0, 33_000, 60_000, 93_000]);
  });

  it('is a file without pictures, too', () => {
    expect(read(webm({ codec: 'V_VP8', width: 2, height: 2, duration: 0 }, [])).length).toBeGreaterThan(10);
  });
});
