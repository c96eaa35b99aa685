import type { LadderCatalog } from '../../scene/ladderWork.ts';
import { loadLadder } from '../../words/parts.ts';
import { useWordsWith } from '../context.ts';

export const useLadderCatalog = (): LadderCatalog => useWordsWith('ladder', loadLadder);
