/** The constants of FIPS 180-4: 32 bits of the cube roots of the first 64 primes, and of the square roots of eight. */
const K = Int32Array.from(
  (
    '428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 ' +
    'd807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174 ' +
    'e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da ' +
    '983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 ' +
    '27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85 ' +
    'a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 ' +
    '19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 ' +
    '748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2'
  ).split(' '),
  word,
);
const START = Int32Array.from(
  '6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19'.split(' '),
  word,
);

function word(hex: string): number {
  return Number.parseInt(hex, 16) | 0;
}

/** The words of a block, and what they are extended to. */
const schedule = new Int32Array(64);
const state = new Int32Array(8);
let bytes = new Uint8Array(256);
let view = new DataView(bytes.buffer);

/** The two texts that `bytes` begins with, and where they end: ten endpoints of a port differ in the third. */
let [first, next, begun] = ['', '', 0];

/**
 * The SHA-256 of up to three texts one behind the other, in UTF-8, as eight words. The array is the same each time: take what you
 * need of it before the next call. A large cluster has a chain for each of 100,000 endpoints, named after such a hash:
 * nothing is made here for the collector of garbage, not even one text of several, and each takes a quarter of the time
 * that a library for any input needs.
 */
export function sha256(text: string, second = '', third = ''): Int32Array {
  if (text !== first || second !== next) {
    begun = encode(second, encode(text, 0));
    first = text;
    next = second;
  }
  const length = encode(third, begun);
  // a bit, zeros, and the number of bits, so that it fills whole blocks
  const end = 64 * Math.ceil((length + 9) / 64);
  for (let i = length; i < end; i++) bytes[i] = 0;
  bytes[length] = 0x80;
  view.setUint32(end - 8, length / 2 ** 29);
  view.setUint32(end - 4, length << 3);
  for (let i = 0; i < START.length; i++) state[i] = START[i]!;
  for (let at = 0; at < end; at += 64) compress(at);
  return state;
}

/** The same in 64 hexadecimal digits. */
export const sha256Hex = (text: string): string =>
  Array.from(sha256(text), (n) => (n >>> 0).toString(16).padStart(8, '0')).join('');

/** Writes a text into `bytes` from a place on, and says where it ends; half of a surrogate pair becomes U+FFFD. */
function encode(text: string, from: number): number {
  const most = from + 3 * text.length + 72;
  if (bytes.length < most) {
    const longer = new Uint8Array(2 * most);
    longer.set(bytes);
    bytes = longer;
    view = new DataView(bytes.buffer);
  }
  let n = from;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[n++] = unit;
      continue;
    }
    let code = text.codePointAt(i) as number;
    if (code > 0xffff) i++;
    else if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
    if (code < 0x800) bytes[n++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) bytes[n++] = 0xe0 | (code >> 12);
      else {
        bytes[n++] = 0xf0 | (code >> 18);
        bytes[n++] = 0x80 | ((code >> 12) & 63);
      }
      bytes[n++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[n++] = 0x80 | (code & 63);
  }
  return n;
}

/**
 * Takes the block of 64 bytes at a place into the state (FIPS 180-4, 6.2.2). `| 0` after each sum: a sum of three could
 * be no whole number of 32 bits any more, and is three times as slow.
 */
function compress(at: number): void {
  const w = schedule;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (((w[i - 16]! + s0) | 0) + ((w[i - 7]! + s1) | 0)) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = g ^ (e & (f ^ g));
    const t1 = (((((h + s1) | 0) + choice) | 0) + ((K[i]! + w[i]!) | 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (((t1 + s0) | 0) + majority) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}
