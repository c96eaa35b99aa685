import type { KubeObject } from '../../../model/KubeObject.ts';
import { QuantityError, quantityValue } from '../../admit/quantity.ts';
import { valuesAt } from './jsonPath.ts';

/** kubectl: sorter.go. Missing values come first. */
export function sortObjects<T>(rows: T[], path: string, object: (row: T) => KubeObject): void {
  const values = new Map(rows.map((row) => [row, valuesAt(path, object(row))[0]]));
  rows.sort((a, b) => compareValues(values.get(a), values.get(b)));
}

/** kubectl: sorter.go, isLess: texts that are quantities count as such. */
function compareValues(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  const [p, q] = [quantityOf(x), quantityOf(y)];
  if (p !== undefined && q !== undefined) return p < q ? -1 : p > q ? 1 : 0;
  return x < y ? -1 : x > y ? 1 : 0;
}

function quantityOf(text: string): bigint | undefined {
  try {
    return quantityValue(text);
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    return undefined;
  }
}
