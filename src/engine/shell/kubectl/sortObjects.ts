import type { KubeObject } from '../../../model/KubeObject.ts';
import { QuantityError, quantityValue } from '../../admit/quantity.ts';
import { valuesAt } from './jsonPath.ts';

/**
 * kubectl: sorter.go, with Go's sort of up to twelve: an insertion sort, in which a missing value is less than whatever
 * stands before it. So missing values come first, the last of them at the front.
 */
export function sortObjects<T>(rows: T[], path: string, object: (row: T) => KubeObject): void {
  const values = new Map(rows.map((row) => [row, valuesAt(path, object(row))[0]]));
  const isLess = (a: T, b: T): boolean => {
    const value = values.get(a);
    return value === undefined || compareValues(value, values.get(b)) < 0;
  };
  const sorted: T[] = [];
  for (const row of rows) {
    let at = sorted.length;
    while (at > 0 && isLess(row, sorted[at - 1] as T)) at--;
    sorted.splice(at, 0, row);
  }
  rows.splice(0, rows.length, ...sorted);
}

/** kubectl: sorter.go, isLess: texts that are quantities count as such. */
function compareValues(a: unknown, b: unknown): number {
  if (b === undefined) return 1;
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
