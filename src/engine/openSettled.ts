import type { Source } from '../model/Simulation.ts';
import { carryDocuments } from './carryDocuments.ts';
import { carryEdit } from './carryEdit.ts';
import { settle } from './controllers/settle.ts';
import { openDocuments } from './openDocuments.ts';
import { originsOf, placesOf } from './origins.ts';
import { type ParsedText, parseText } from './parse/parse.ts';
import type { Settled, SimulationMemo } from './SimulationMemo.ts';

/** The cluster of a source, at rest. Whoever has it may look and ask, but not change it. */
export function openSource({ text, typed = [], at }: Source, memo?: SimulationMemo, beat?: () => void): Settled {
  if (typed.length === 0 && at === undefined) return openSettled(text, memo, beat);
  if (!memo?.openTyped) throw new Error('commands were typed, and there is no shell here to run them');
  return memo.openTyped({ text, typed, ...(at !== undefined && { at }) }, beat);
}

/**
 * The cluster that a text makes, at rest. With a memo it is that of the text before, if nothing has changed, or
 * carried over from it, if the edit allows that. Whoever has it may look and ask, but not change it.
 */
export function openSettled(text: string, memo?: SimulationMemo, beat?: () => void): Settled {
  const parsed = parseText(text, memo?.parse);
  const { last, other } = memo ?? {};
  if (last && sameText(last.parsed, parsed)) return last;
  // while one is being changed it belongs to no text
  if (memo) memo.last = memo.other = undefined;
  const fromLast = last && carryEdit(last, parsed);
  const fromOther = fromLast ? undefined : other && carryEdit(other, parsed);
  const changed = (fromLast ?? fromOther) ? undefined : last && carryDocuments(last, parsed);
  const carried = fromLast ?? fromOther ?? (changed === 'spoiled' ? undefined : changed);
  const settled = carried ?? openAnew(parsed, beat);
  if (memo) memo.last = settled;
  const left = (fromLast ?? changed) ? other : last;
  if (memo) memo.other = left;
  return settled;
}

function openAnew(parsed: ParsedText, beat?: () => void): Settled {
  const opened = openDocuments(parsed, undefined, beat);
  settle(opened.cluster, beat);
  return withOrigins({ parsed, opened, places: placesOf(parsed, opened.refusals) });
}

/** The same with where the objects that are there now come from. */
export const withOrigins = (settled: Omit<Settled, 'origins'>): Settled => ({
  ...settled,
  origins: originsOf(settled.opened.cluster, settled.places),
});

/** Whether the same documents stand at the same places. */
const sameText = (a: ParsedText, b: ParsedText): boolean =>
  a.documents.length === b.documents.length &&
  a.diagnostics.length === b.diagnostics.length &&
  a.documents.every((document, i) => {
    const other = b.documents[i];
    return document === other || (document.start === other?.start && document.text === other.text);
  });
