import { useMemo } from 'react';
import type { Catalog } from '../../words/en.ts';
import type { CompareWords } from '../../words/en/compare.ts';
import { loadCompare } from '../../words/parts.ts';
import { usePart, useWords } from '../context.ts';

/** What the page says, and what it says of two variants. */
export interface CompareCatalog extends Catalog {
  compare: CompareWords;
}

export const useCompareWords = (): CompareWords => usePart(loadCompare);

export function useCompareCatalog(): CompareCatalog {
  const words = useWords();
  const compare = useCompareWords();
  return useMemo(() => ({ ...words, compare }), [words, compare]);
}
