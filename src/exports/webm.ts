import { joinedBytes } from '../model/joinedBytes.ts';

/** A coded picture of a film, as `VideoEncoder` gives it. */
export interface WebmFrame {
  data: Uint8Array;
  /** When it is shown, in milliseconds from the start. */
  time: number;
  /** It needs no picture before it. */
  key: boolean;
}

export interface WebmTrack {
  /** How WebM calls what the pictures are coded in. */
  codec: 'V_VP8' | 'V_VP9' | 'V_AV1';
  width: number;
  height: number;
  /** In milliseconds. */
  duration: number;
}

type Element = Uint8Array;

/** The longest that a block's time can be from that of its cluster, in milliseconds: it has 16 bits, signed. */
const FARTHEST = 0x7fff;

/** A number in as few bytes as it needs, the highest first. */
function bytesOf(n: number): number[] {
  const bytes: number[] = [];
  for (let rest = n; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

/** An element of EBML (RFC 8794): its id, its size in eight bytes, what is in it. */
function element(id: number, ...content: readonly Uint8Array[]): Element {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(4, size);
  head[0] = 0x01;
  return joinedBytes([Uint8Array.from(bytesOf(id)), head, ...content]);
}

const number = (id: number, n: number): Element => element(id, Uint8Array.from(bytesOf(n)));
const text = (id: number, ascii: string): Element =>
  element(
    id,
    Uint8Array.from(ascii, (c) => c.charCodeAt(0)),
  );

function float(id: number, n: number): Element {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, n);
  return element(id, bytes);
}

/** A picture of track 1 in a cluster that begins at `start` (RFC 9559, section 10.2). */
function block({ data, time, key }: WebmFrame, start: number): Element {
  const head = new Uint8Array([0x81, 0, 0, key ? 0x80 : 0]);
  new DataView(head.buffer).setInt16(1, time - start);
  return element(0xa3, head, data);
}

/** Clusters begin at pictures that need none before them, and where a block's time would be too far from the first's. */
function clustersOf(frames: readonly WebmFrame[]): WebmFrame[][] {
  const clusters: WebmFrame[][] = [];
  for (const frame of frames) {
    const last = clusters.at(-1);
    if (last && !frame.key && frame.time - last[0]!.time <= FARTHEST) last.push(frame);
    else clusters.push([frame]);
  }
  return clusters;
}

/**
 * A film without sound as a WebM file (RFC 9559, and the WebM project's container guidelines): one track, milliseconds,
 * and an index, so that players can seek.
 */
export function webm(track: WebmTrack, frames: readonly WebmFrame[]): Uint8Array<ArrayBuffer> {
  const head = element(
    0x1a45dfa3, // EBML
    number(0x4286, 1), // EBMLVersion
    number(0x42f7, 1), // EBMLReadVersion
    number(0x42f2, 4), // EBMLMaxIDLength
    number(0x42f3, 8), // EBMLMaxSizeLength
    text(0x4282, 'webm'), // DocType
    number(0x4287, 4), // DocTypeVersion
    number(0x4285, 2), // DocTypeReadVersion
  );
  const info = element(
    0x1549a966, // Info
    number(0x2ad7b1, 1_000_000), // TimestampScale: nanoseconds of a tick
    float(0x4489, track.duration), // Duration
    text(0x4d80, 'kubehop'), // MuxingApp
    text(0x5741, 'kubehop'), // WritingApp
  );
  const tracks = element(
    0x1654ae6b, // Tracks
    element(
      0xae, // TrackEntry
      number(0xd7, 1), // TrackNumber
      number(0x73c5, 1), // TrackUID
      number(0x83, 1), // TrackType: video
      number(0x9c, 0), // FlagLacing
      text(0x86, track.codec), // CodecID
      element(0xe0, number(0xb0, track.width), number(0xba, track.height)), // Video: PixelWidth, PixelHeight
    ),
  );
  const clusters = clustersOf(frames).map((inside) => {
    const start = inside[0]!.time;
    const written = element(0x1f43b675, number(0xe7, start), ...inside.map((frame) => block(frame, start)));
    return { start, written };
  });
  let position = info.length + tracks.length;
  const points = clusters.map(({ start, written }) => {
    const where = element(0xb7, number(0xf7, 1), number(0xf1, position)); // CueTrackPositions
    position += written.length;
    return element(0xbb, number(0xb3, start), where); // CuePoint
  });
  const cues = element(0x1c53bb6b, ...points);
  const segment = element(0x18538067, info, tracks, ...clusters.map(({ written }) => written), cues);
  return joinedBytes([head, segment]);
}
