/** A document of the text, by what its lines say: it may be half typed. */
export interface DocumentLine {
  readonly start: number;
  readonly end: number;
  /** Read when somebody asks: not of each document of a large text after each pause. */
  readonly kind: string;
  readonly name: string;
}

const word = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

function documentIn(text: string, start: number, end: number): DocumentLine | null {
  const own = text.slice(start, end);
  const lead = /^(?:[ \t]*(?:#.*|---.*)?\n)*/.exec(own)?.[0].length ?? 0;
  if (own.slice(lead).trim() === '') return null;
  return {
    start: start + lead,
    end,
    get kind() {
      return word(own, /(?:^|[{,]\s*)"?kind"?:[ \t]*["']?([\w.]+)/m);
    },
    get name() {
      return word(own, /(?:^|[{,]\s*)"?metadata"?:[^]*?\bname"?:[ \t]*["']?([^\s,}"']+)/m);
    },
  };
}

/** The documents of a text, in order: it is cut where kubectl cuts it, at lines that begin with `---`. */
export function documentsOf(text: string): DocumentLine[] {
  const found: DocumentLine[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n---', start);
    const end = next < 0 ? text.length : next + 1;
    const one = documentIn(text, start, end);
    if (one) found.push(one);
    start = end;
  }
  return found;
}

/** The one that a place is in, and how many there are before it. */
export function documentAt(documents: readonly DocumentLine[], at: number): number {
  const after = documents.findIndex(({ start }) => start > at);
  return Math.max(0, (after < 0 ? documents.length : after) - 1);
}
