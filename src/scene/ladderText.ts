import type { Network } from '../model/Address.ts';

/** A piece of a line of the ladder. `prose` is ours, and may be cut at blanks; the rest is set in monospace. */
export interface Piece {
  text: string;
  look: 'plain' | 'strong' | 'dim' | 'prose' | 'address';
  network?: Network;
  change?: 'old' | 'new';
}

/** A piece with its place in its line. */
export interface Placed extends Piece {
  x: number;
  w: number;
}

export interface Line {
  pieces: Placed[];
  w: number;
}

/** Widths at 12 px. The widest of the monospace fonts decides, so that no other is ever cut. */
export const CELL = 7.25;
const WIDE = 12;
/** An address has its mark, a blank and a margin at each side. */
const CHIP = 2 * CELL + 10;

const EAST_ASIAN = '\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff00-\\uff60';
const wide = new RegExp(`[${EAST_ASIAN}]`);
/** A word with the blank behind it, or one Chinese character with the punctuation that must not begin a line. */
const words = new RegExp(`(?:[${EAST_ASIAN}]|[^\\s${EAST_ASIAN}]+\\s*|\\s+)[，。、：；）」]*`, 'g');

/** The width of a text in monospace: one cell a character, a square for each East Asian one. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((width, c) => width + (wide.test(c) ? WIDE : CELL), 0);

/** Between two addresses. */
export const ARROW = '→';

export const widthOf = ({ text, look }: Piece): number => textWidth(text.trimEnd()) + (look === 'address' ? CHIP : 0);

/** A text without a blank in parts that fit: broken behind a sign where there is one, and never shortened. */
export function broken(text: string, most: number): string[] {
  const parts: string[] = [];
  let part = '';
  const add = (more: string): boolean => {
    if (textWidth(part + more) > most) return false;
    part += more;
    return true;
  };
  for (const section of text.match(/[^-.:/_]*[-.:/_]*/g) ?? []) {
    if (add(section)) continue;
    if (part !== '') parts.push(part);
    part = '';
    for (const c of section) {
      if (add(c)) continue;
      parts.push(part);
      part = c;
    }
  }
  return [...parts, part];
}

function split(piece: Piece, most: number): Piece[] {
  const parts = piece.look === 'prose' ? (piece.text.match(words) ?? []) : [piece.text];
  return parts.flatMap((text) =>
    piece.look === 'address' ? { ...piece, text } : broken(text, most).map((part) => ({ ...piece, text: part })),
  );
}

/** Where a line ends, an arrow goes with what it leads to. */
function takeArrow(line: Line): Piece[] {
  if (line.pieces.at(-1)?.text !== ARROW) return [];
  const [arrow] = line.pieces.splice(-1);
  const last = line.pieces.at(-1);
  line.w = last ? last.x + last.w : 0;
  return arrow ? [arrow] : [];
}

/** Sets pieces in lines that are no wider than `most`, but for an address, which always stays whole. */
export function flow(pieces: readonly Piece[], most: number): Line[] {
  const lines: Line[] = [];
  let line: Line = { pieces: [], w: 0 };
  const end = (): void => {
    if (line.pieces.length > 0) lines.push(line);
    line = { pieces: [], w: 0 };
  };
  const put = (piece: Piece): void => {
    const x = line.pieces.length > 0 ? line.w + CELL : 0;
    const w = widthOf(piece);
    line.pieces.push({ ...piece, x, w });
    line.w = x + w;
  };
  for (const piece of pieces.flatMap((whole) => split(whole, most))) {
    const last = line.pieces.at(-1);
    const prose = last?.look === 'prose' && piece.look === 'prose';
    const joined = prose ? last.text + piece.text : '';
    if (last && (prose ? last.x + textWidth(joined.trimEnd()) : line.w + CELL + widthOf(piece)) > most) {
      const taken = takeArrow(line);
      end();
      for (const one of [...taken, piece]) put(one);
    } else if (prose) {
      last.text = joined;
      last.w = textWidth(joined.trimEnd());
      line.w = last.x + last.w;
    } else {
      put(piece);
    }
  }
  end();
  return lines;
}
