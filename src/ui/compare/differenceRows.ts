import { percent } from '../../scene/hopWords.ts';
import { grouped } from '../../words/grouped.ts';
import { type Chances, differ, type Differences } from '../../scene/differences.ts';
import type { NodeCompared } from '../../app/rulesCompared.ts';
import type { MatrixChanges } from '../../scene/matrixChanges.ts';
import type { Ending } from '../../model/Trace.ts';
import { endingWords, hopWords, shortName } from './sideWords.ts';
import { type CompareCatalog } from './compareWords.ts';

/** A line of the list of differences. */
export interface DifferenceRow {
  what: string;
  a: string;
  b: string;
  change: string;
  /** The row of the two ways that it is about. */
  step?: number;
  /** The part of the comparison that shows it. */
  aspect?: 'rules' | 'matrix';
}

/** Chances that are told one by one; the rest is counted. */
const TOLD = 6;
/** The same of source addresses, which stand in one line. */
const SOURCES = 3;

const signed = (n: number, text: string): string => (n > 0 ? `+${text}` : n < 0 ? `−${text}` : text);

function chanceRows<T extends Chances>(
  { compare }: CompareCatalog,
  all: readonly T[],
  name: (of: T) => string,
): DifferenceRow[] {
  const different = all.filter(differ);
  const rows = different.slice(0, TOLD).map((one) => ({
    what: name(one),
    a: percent(one.a),
    b: percent(one.b),
    change: compare.points(signed(one.b - one.a, Math.abs((one.b - one.a) * 100).toFixed(1))),
  }));
  const rest = different.length - rows.length;
  return rest > 0 ? [...rows, { what: compare.more(rest), a: '', b: '', change: '' }] : rows;
}

/** What differs for the connection, in words: the ending, where the ways part, the chances, the sources, the work. */
export function differenceRows(words: CompareCatalog, found: Differences): DifferenceRow[] {
  const { compare, endings } = words;
  const { ways, rows, parting } = found;
  const list: DifferenceRow[] = [];
  const count = (what: string, a: number, b: number): void => {
    if (a !== b) list.push({ what, a: String(a), b: String(b), change: signed(b - a, String(Math.abs(b - a))) });
  };
  if (found.ending)
    list.push({
      what: compare.ending,
      a: endingText(words, ways.a.ending),
      b: endingText(words, ways.b.ending),
      change: '',
      step: rows.length - 1,
    });
  const part = parting === null ? undefined : rows[parting];
  if (part && parting !== null) {
    const [a, b] = [ways.a.hops[part.a ?? -1], ways.b.hops[part.b ?? -1]];
    list.push({
      what: compare.parting,
      a: a ? hopWords(words, a) : words.player.pair.waits,
      b: b ? hopWords(words, b) : words.player.pair.waits,
      change: compare.partingAt(parting + 1, rows.length),
      step: parting,
    });
  }
  list.push(
    ...chanceRows(words, found.outcomes, ({ kind, name }) =>
      kind === 'failure'
        ? `${compare.outcome.failure} ${endings[name as keyof typeof endings]}`
        : `${compare.outcome[kind]} ${shortName(name)}`,
    ),
  );
  if (found.sources.some(differ))
    list.push({ what: compare.source, a: sourceText(words, found, 'a'), b: sourceText(words, found, 'b'), change: '' });
  count(compare.hops, ways.a.hops.length, ways.b.hops.length);
  count(compare.tried, found.tried.a, found.tried.b);
  return list;
}

function endingText(words: CompareCatalog, ending: Ending): string {
  const { mark, text } = endingWords(words, ending);
  return `${mark} ${text}`;
}

/** The likeliest source addresses of a side, with their chances where there are several. */
function sourceText({ compare }: CompareCatalog, { sources }: Differences, side: 'a' | 'b'): string {
  const seen = sources.filter((source) => source[side] > 0).sort((x, y) => y[side] - x[side]);
  if (seen.length === 0) return compare.nobody;
  if (seen.length === 1) return seen[0]?.ip ?? '';
  const told = seen.slice(0, SOURCES).map((source) => compare.sourceOf(source.ip, percent(source[side])));
  const rest = seen.length - told.length;
  return [...told, ...(rest > 0 ? [compare.more(rest)] : [])].join(', ');
}

const linesIn = (texts: readonly { text: string }[]): number =>
  texts.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);

/** What differs beside the connection: the rules of the Nodes on its way, and connections from everywhere. */
export function widerRows(
  { compare }: CompareCatalog,
  rules: readonly NodeCompared[] | null,
  changes: MatrixChanges | null,
): DifferenceRow[] {
  const different = (rules ?? []).filter(
    ({ added, removed, only, partly }) => partly || added + removed + only.a.length + only.b.length > 0,
  );
  const rows = different.slice(0, 2).map(({ node, added, removed, shared, only, partly }): DifferenceRow => {
    const what = compare.rulesDiffer(node);
    const whole = partly || shared.length === 0;
    const all = (side: 'a' | 'b') => [...only[side], ...shared.map((one) => ({ text: one[side] }))];
    return {
      what,
      a: whole ? compare.lines(grouped(linesIn(all('a')))) : compare.removed(removed),
      b: whole ? compare.lines(grouped(linesIn(all('b')))) : compare.added(added),
      change: compare.show,
      aspect: 'rules',
    };
  });
  const cells = changes?.cells.length ?? 0;
  if (cells > 0)
    rows.push({ what: compare.matrixDiffers, a: '', b: compare.cells(cells), change: compare.show, aspect: 'matrix' });
  return rows;
}
