import { useMemo } from 'react';
import type { LadderCatalog } from '../../scene/ladderWork.ts';
import { loadLadder } from '../../words/parts.ts';
import { usePart, useWords } from '../context.ts';

export function useLadderCatalog(): LadderCatalog {
  const words = useWords();
  const ladder = usePart(loadLadder);
  return useMemo(() => ({ ...words, ladder }), [words, ladder]);
}
