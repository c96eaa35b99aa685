/** The eight groups of 16 bits of an IPv6 address. */
export type Groups = number[];

/**
 * Reads an IPv6 address as Go's netip does (RFC 4291 §2.2): one `::` at most, which stands for at least one group,
 * and an IPv4 address in the last two groups if it likes; no zone. null when it is none.
 */
export function parseIpv6(text: string): Groups | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = readGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '', true) : [];
  if (!head || !tail) return null;
  if (halves.length === 1) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

/** Groups between colons; the last may be a dotted quad, if `last`. */
function readGroups(text: string, last: boolean): Groups | null {
  if (text === '') return [];
  const groups: Groups = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (part.includes('.')) {
      if (!last || i !== parts.length - 1) return null;
      const quad = readQuad(part);
      if (!quad) return null;
      groups.push(...quad);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

function readQuad(text: string): Groups | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((o) => /^(0|[1-9]\d{0,2})$/.test(o) && Number(o) < 256)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = octets.map(Number);
  return [a * 256 + b, c * 256 + d];
}

/**
 * Prints an IPv6 address in canonical form (RFC 5952): lower case, no leading zeros, `::` for the longest run of
 * zero groups (the first of equals, never a single one), and an IPv4-mapped address with its dotted quad.
 */
export function printIpv6(groups: Groups): string {
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) {
    const [g = 0, h = 0] = groups.slice(6);
    return `::ffff:${g >> 8}.${g & 255}.${h >> 8}.${h & 255}`;
  }
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; ) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > best.length) best = { start: i, length: end - i };
    i = Math.max(end, i + 1);
  }
  const hex = (some: Groups): string => some.map((g) => g.toString(16)).join(':');
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}
