import type { CompareWords } from '../../words/en/compare.ts';
import { parseAgainst } from '../../app/against.ts';
import type { Ending, Hop } from '../../model/Trace.ts';
import { segmentPlace } from '../../scene/hopWords.ts';
import { hookOf } from '../../scene/hookOf.ts';
import { sayLabel } from '../../words/say.ts';
import { type CompareCatalog } from './compareWords.ts';

/** What A is called beside its letter: `nftables`, `the text as opened`, `externalTrafficPolicy: Local`. */
export function againstWords(words: CompareWords, name: string): string {
  const against = parseAgainst(name);
  if (!against) return '';
  if (against.kind !== 'variant') return words[against.kind];
  return words.variants[against.variant];
}

/** `web-1`, or `shop/cart-1` outside the Namespace default. */
export const shortName = (name: string): string => name.replace(/^default\//, '');

/** The shape of an ending and its words: `✓ web-1 sees 10.244.1.1`, `✕ timeout`. */
export function endingWords(
  { compare, endings }: CompareCatalog,
  ending: Ending,
): { mark: string; good: boolean; text: string } {
  if (ending.result !== 'delivered') {
    const mark = { refused: '↩', unreachable: '↩', timeout: '✕', unresolved: '?' }[ending.result];
    return { mark, good: false, text: endings[ending.result] };
  }
  const text =
    'pod' in ending ? compare.sees(shortName(ending.pod), ending.source ?? '') : compare.answers(ending.node);
  return { mark: '✓', good: true, text };
}

/** Where a hop is and what it does there, for one line: `n2 nat PREROUTING: dst ▸ 10.244.3.2`. */
export const hopWords = (words: CompareCatalog, hop: Hop): string =>
  `${[segmentPlace(words.hop, hop), hookOf(hop)].filter(Boolean).join(' ')}: ${sayLabel(words, hop.label)}`;
