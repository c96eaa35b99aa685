import type { MatrixWords } from '../../words/en/matrix.ts';
import { loadMatrix } from '../../words/parts.ts';
import { usePart } from '../context.ts';

/** What the matrix says in the reader's language; it comes when it is first asked for. */
export const useMatrixWords = (): MatrixWords => usePart(loadMatrix);
