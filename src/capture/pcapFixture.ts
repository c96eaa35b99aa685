/** A packet that was read off bytes: by whoever knows the formats, not how ours were written. */
export interface ReadPacket {
  src: string;
  dst: string;
  ttl: number;
  protocol: number;
  sport: number;
  dport: number;
  /** Of TCP the flags, of ICMP its type and code, of SCTP the first chunk. */
  kind: number[];
  /** What VXLAN carries, or what an ICMP error is about. */
  inner?: ReadPacket;
}

const VXLAN_PORTS = [8472, 4789];

/** The packets of a .pcap file of Ethernet frames; throws at any length or checksum that is wrong. */
export function readPcap(file: Uint8Array): ReadPacket[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  same('magic number', view.getUint32(0), 0xa1b2c3d4);
  same('version', [view.getUint16(4), view.getUint16(6)].join('.'), '2.4');
  same('link type', view.getUint32(20), 1);
  const packets: ReadPacket[] = [];
  let time = 0;
  for (let at = 24; at < file.length; ) {
    const [seconds, micros, length] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    same('captured length', length, view.getUint32(at + 12));
    if (micros >= 1e6 || seconds * 1e6 + micros < time) throw new Error('time goes back');
    time = seconds * 1e6 + micros;
    packets.push(readFrame(file.subarray(at + 16, at + 16 + length)));
    at += 16 + length;
    if (at > file.length) throw new Error('the file ends within a packet');
  }
  return packets;
}

function readFrame(bytes: Uint8Array): ReadPacket {
  const packet = readIp(bytes.subarray(14), false);
  same('Ethernet type', (bytes[12]! << 8) | bytes[13]!, packet.src.includes(':') ? 0x86dd : 0x0800);
  return packet;
}

/** `quoted`: what an error tells of a packet, whose own checksum may be over fields that were changed since. */
function readIp(bytes: Uint8Array, quoted: boolean): ReadPacket {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const six = bytes[0]! >> 4 === 6;
  if (!six) same('version and head', bytes[0], 0x45);
  same('length', six ? 40 + view.getUint16(4) : view.getUint16(2), bytes.length);
  if (!six) same('checksum of the head', sum(bytes.subarray(0, 20)), 0xffff);
  const [from, to] = six
    ? [bytes.subarray(8, 24), bytes.subarray(24, 40)]
    : [bytes.subarray(12, 16), bytes.subarray(16, 20)];
  const body = bytes.subarray(six ? 40 : 20);
  const protocol = bytes[six ? 6 : 9]!;
  const packet = { src: text(from), dst: text(to), ttl: bytes[six ? 7 : 8]!, protocol, sport: 0, dport: 0, kind: [] };
  const pseudo = [...from, ...to, body.length >> 8, body.length & 255, 0, protocol];
  return readBody(packet, body, pseudo, quoted);
}

function readBody(packet: ReadPacket, body: Uint8Array, pseudo: number[], quoted: boolean): ReadPacket {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const ports = (): Partial<ReadPacket> => ({ sport: view.getUint16(0), dport: view.getUint16(2) });
  switch (packet.protocol) {
    case 6:
      if (!quoted) same('checksum of TCP', sum([...pseudo, ...body]), 0xffff);
      same('length of TCP', (body[12]! >> 4) * 4, body.length);
      return { ...packet, ...ports(), kind: [body[13]!] };
    case 17: {
      // over IPv4, a sum of 0 says that there is none
      if (!quoted && view.getUint16(6) !== 0) same('checksum of UDP', sum([...pseudo, ...body]), 0xffff);
      same('length of UDP', view.getUint16(4), body.length);
      const carries = VXLAN_PORTS.includes(view.getUint16(2)) && body.length > 8;
      if (carries) same('flags of VXLAN', body[8], 0x08);
      return { ...packet, ...ports(), ...(carries && { inner: readFrame(body.subarray(16)) }) };
    }
    case 1:
    case 58: {
      same('checksum of ICMP', sum(packet.protocol === 58 ? [...pseudo, ...body] : [...body]), 0xffff);
      const isError = packet.protocol === 1 ? [3, 11].includes(body[0]!) : body[0]! < 128;
      return { ...packet, kind: [body[0]!, body[1]!], ...(isError && { inner: readIp(body.subarray(8), true) }) };
    }
    case 132:
      return { ...packet, ...ports(), kind: [body[12]!] };
    default:
      throw new Error(`protocol ${packet.protocol}`);
  }
}

function same(what: string, is: unknown, should: unknown): void {
  if (is !== should) throw new Error(`${what}: ${String(is)}, not ${String(should)}`);
}

/** The sum of RFC 1071; with a right checksum in it, it is ffff. */
function sum(bytes: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < bytes.length; i += 2) total += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}

/** IPv6 in full, without `::`. */
function text(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16)).join(':');
}
