import type { Catalog } from '../../words/en.ts';
import type { CompareWords } from '../../words/en/compare.ts';
import { loadCompare } from '../../words/parts.ts';
import { usePart, useWordsWith } from '../context.ts';

/** What the page says, and what it says of two variants. */
export interface CompareCatalog extends Catalog {
  compare: CompareWords;
}

export const useCompareWords = (): CompareWords => usePart(loadCompare);

export const useCompareCatalog = (): CompareCatalog => useWordsWith('compare', loadCompare);
