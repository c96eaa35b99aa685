// go-difflib, which is Python's difflib: the longest common block first, then what stands before and behind it.

interface Block {
  a: number;
  b: number;
  size: number;
}

type Code = { tag: 'equal' | 'changed'; a1: number; a2: number; b1: number; b2: number };

const CONTEXT = 3;
/** From so many lines on, a line that is more than one of a hundred begins no block. */
const MANY = 200;

function positions(lines: readonly string[]): Map<string, number[]> {
  const at = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) at.set(line, [...(at.get(line) ?? []), i]);
  const most = lines.length < MANY ? Infinity : Math.floor(lines.length / 100) + 1;
  return new Map([...at].filter(([, found]) => found.length <= most));
}

/** SequenceMatcher.findLongestMatch */
function longest(a: string[], b: string[], at: Map<string, number[]>, [a1, a2, b1, b2]: number[]): Block {
  const [fromA = 0, toA = 0, fromB = 0, toB = 0] = [a1, a2, b1, b2];
  let best: Block = { a: fromA, b: fromB, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = fromA; i < toA; i++) {
    const next = new Map<number, number>();
    for (const j of at.get(a[i] ?? '') ?? []) {
      if (j < fromB || j >= toB) continue;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  while (best.a > fromA && best.b > fromB && a[best.a - 1] === b[best.b - 1])
    best = { a: best.a - 1, b: best.b - 1, size: best.size + 1 };
  while (best.a + best.size < toA && best.b + best.size < toB && a[best.a + best.size] === b[best.b + best.size])
    best.size++;
  return best;
}

function blocksOf(a: string[], b: string[]): Block[] {
  const at = positions(b);
  const within = (a1: number, a2: number, b1: number, b2: number): Block[] => {
    const block = longest(a, b, at, [a1, a2, b1, b2]);
    if (block.size === 0) return [];
    const [endA, endB] = [block.a + block.size, block.b + block.size];
    return [...within(a1, block.a, b1, block.b), block, ...within(endA, a2, endB, b2)];
  };
  const joined: Block[] = [];
  for (const block of within(0, a.length, 0, b.length)) {
    const last = joined.at(-1);
    if (last && last.a + last.size === block.a && last.b + last.size === block.b) last.size += block.size;
    else joined.push(block);
  }
  return [...joined, { a: a.length, b: b.length, size: 0 }];
}

function codesOf(a: string[], b: string[]): Code[] {
  let [i, j] = [0, 0];
  return blocksOf(a, b).flatMap((block): Code[] => {
    const between: Code = { tag: 'changed', a1: i, a2: block.a, b1: j, b2: block.b };
    [i, j] = [block.a + block.size, block.b + block.size];
    const equal: Code = { tag: 'equal', a1: block.a, a2: i, b1: block.b, b2: j };
    return [
      ...(between.a1 < between.a2 || between.b1 < between.b2 ? [between] : []),
      ...(block.size > 0 ? [equal] : []),
    ];
  });
}

/** Changes with three lines around them; what lies nearer together than twice that is one hunk. */
function hunksOf(codes: Code[]): Code[][] {
  const hunks: Code[][] = [];
  let hunk: Code[] = [];
  for (const [n, code] of codes.entries()) {
    let { a1, a2, b1, b2 } = code;
    if (code.tag === 'equal') {
      if (n === 0) [a1, b1] = [Math.max(a1, a2 - CONTEXT), Math.max(b1, b2 - CONTEXT)];
      if (n === codes.length - 1) [a2, b2] = [Math.min(a2, a1 + CONTEXT), Math.min(b2, b1 + CONTEXT)];
      if (a2 - a1 > 2 * CONTEXT) {
        hunks.push([...hunk, { tag: 'equal', a1, a2: a1 + CONTEXT, b1, b2: b1 + CONTEXT }]);
        hunk = [];
        [a1, b1] = [a2 - CONTEXT, b2 - CONTEXT];
      }
    }
    hunk.push({ ...code, a1, a2, b1, b2 });
  }
  return [...hunks, hunk].filter((group) => group.some(({ tag }) => tag === 'changed'));
}

/** formatRangeUnified: a text has one line at least, so that no range is empty. */
const range = (from: number, to: number): string => (to - from === 1 ? `${from + 1}` : `${from + 1},${to - from}`);

/** What turns the lines of `before` into those of `after`, without the names of files. */
export function unifiedDiff(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return hunksOf(codesOf(a, b))
    .map((hunk) => {
      const [first, last] = [hunk.at(0), hunk.at(-1)];
      const lines = hunk.flatMap(({ tag, a1, a2, b1, b2 }) =>
        tag === 'equal'
          ? a.slice(a1, a2).map((line) => ` ${line}`)
          : [...a.slice(a1, a2).map((line) => `-${line}`), ...b.slice(b1, b2).map((line) => `+${line}`)],
      );
      const head = `@@ -${range(first?.a1 ?? 0, last?.a2 ?? 0)} +${range(first?.b1 ?? 0, last?.b2 ?? 0)} @@`;
      return [head, ...lines].map((line) => `${line}\n`).join('');
    })
    .join('');
}
