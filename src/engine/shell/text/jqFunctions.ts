import { isPlain } from '../../plain.ts';
import {
  add,
  asText,
  compare,
  contains,
  described,
  field,
  type Filter,
  groupsOf,
  isTrue,
  iterate,
  kindOf,
  split,
  textIn,
  Unfit,
} from './jqValues.ts';

const cell = (value: unknown): string => (value === null ? '' : asText(value));
const CELL: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

const FORMATS: Record<string, Filter> = {
  '@tsv': (v) => [
    iterate(v)
      .map((one) => cell(one).replace(/[\t\n\r\\]/g, (c) => CELL[c] ?? c))
      .join('\t'),
  ],
  '@csv': (v) => [
    iterate(v)
      .map((one) => (typeof one === 'string' ? `"${one.replaceAll('"', '""')}"` : cell(one)))
      .join(','),
  ],
  '@json': (v) => [JSON.stringify(v ?? null)],
  '@text': (v) => [asText(v)],
};

const entriesOf = (v: unknown): { key: string; value: unknown }[] =>
  isPlain(v) ? Object.entries(v).map(([key, value]) => ({ key, value })) : (iterate(v) as never);

const fromEntries = (v: unknown): Record<string, unknown> =>
  Object.fromEntries(iterate(v).map((one) => [String(field(one, 'key') ?? field(one, 'name')), field(one, 'value')]));

/** Functions of the value alone. */
export const FUNCTIONS: Record<string, Filter> = {
  ...FORMATS,
  to_entries: (v) => [entriesOf(v)],
  from_entries: (v) => [fromEntries(v)],
  reverse: (v) => [[...iterate(v)].reverse()],
  min: (v) => [[...iterate(v)].sort(compare)[0] ?? null],
  max: (v) => [[...iterate(v)].sort(compare).at(-1) ?? null],
  any: (v) => [iterate(v).some(isTrue)],
  all: (v) => [iterate(v).every(isTrue)],
  flatten: (v) => [iterate(v).flat(Number.POSITIVE_INFINITY)],
  type: (v) => [kindOf(v)],
  tonumber: (v) => {
    if (typeof v === 'number') return [v];
    // Number() takes '', '0x1' and 'Infinity' too
    if (typeof v !== 'string' || !/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(v))
      throw new Unfit(`${described(v)} cannot be parsed as a number`);
    return [Number(v)];
  },
  ascii_downcase: (v) => [textIn(v).toLowerCase()],
  ascii_upcase: (v) => [textIn(v).toUpperCase()],
  length: (v) => [
    v === null ? 0 : typeof v === 'number' ? Math.abs(v) : typeof v === 'string' ? [...v].length : iterate(v).length,
  ],
  keys: (v) => [isPlain(v) ? Object.keys(v).sort() : iterate(v).map((_, i) => i)],
  not: (v) => [!isTrue(v)],
  empty: () => [],
  sort: (v) => [[...iterate(v)].sort(compare)],
  unique: (v) => [[...iterate(v)].sort(compare).filter((one, i, all) => i === 0 || compare(one, all[i - 1]) !== 0)],
  first: (v) => [field(v, 0)],
  last: (v) => [field(v, -1)],
  tostring: (v) => [asText(v)],
  add: (v) => [iterate(v).reduce(add, null)],
  null: () => [null],
  true: () => [true],
  false: () => [false],
};

/** Functions that take a filter. */
export const WITH_FILTER: Record<string, (inside: Filter) => Filter> = {
  select: (inside) => (v) => inside(v).flatMap((one) => (isTrue(one) ? [v] : [])),
  map: (inside) => (v) => [iterate(v).flatMap(inside)],
  join: (inside) => (v) =>
    inside(v).map((by) =>
      iterate(v)
        .map((one) => (one === null ? '' : String(one)))
        .join(String(by)),
    ),
  sort_by: (inside) => (v) => [[...iterate(v)].sort((a, b) => compare(inside(a), inside(b)))],
  group_by: (inside) => (v) => [groupsOf(v, inside)],
  unique_by: (inside) => (v) => [groupsOf(v, inside).map(([first]) => first)],
  min_by: (inside) => (v) => [groupsOf(v, inside)[0]?.[0] ?? null],
  max_by: (inside) => (v) => [groupsOf(v, inside).at(-1)?.at(-1) ?? null],
  map_values: (inside) => (v) => [
    isPlain(v)
      ? Object.fromEntries(
          Object.entries(v).flatMap(([key, one]) =>
            inside(one)
              .slice(0, 1)
              .map((to) => [key, to]),
          ),
        )
      : iterate(v).flatMap((one) => inside(one).slice(0, 1)),
  ],
  with_entries: (inside) => (v) => [fromEntries(entriesOf(v).flatMap(inside))],
  first: (inside) => (v) => inside(v).slice(0, 1),
  any: (inside) => (v) => [iterate(v).flatMap(inside).some(isTrue)],
  all: (inside) => (v) => [iterate(v).flatMap(inside).every(isTrue)],
  test: (inside) => (v) => inside(v).map((regex) => new RegExp(textIn(regex)).test(textIn(v))),
  startswith: (inside) => (v) => inside(v).map((text) => textIn(v).startsWith(textIn(text))),
  endswith: (inside) => (v) => inside(v).map((text) => textIn(v).endsWith(textIn(text))),
  split: (inside) => (v) => inside(v).map((by) => split(textIn(v), textIn(by))),
  contains: (inside) => (v) => inside(v).map((part) => contains(v, part)),
  has: (inside) => (v) => inside(v).map((key) => isPlain(v) && Object.hasOwn(v, String(key))),
};
