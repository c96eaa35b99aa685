import { use } from 'react';
import type { MatrixWords } from '../../words/en/matrix.ts';
import { loadMatrix } from '../../words/loadMatrix.ts';
import { useAppState } from '../context.ts';

/** What the matrix says in the reader's language; it comes when it is first asked for. */
export const useMatrixWords = (): MatrixWords => use(loadMatrix(useAppState((s) => s.language)));
