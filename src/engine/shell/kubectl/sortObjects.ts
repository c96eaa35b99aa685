import type { KubeObject } from '../../../model/KubeObject.ts';
import { QuantityError, quantityValue } from '../../admit/quantity.ts';
import { valuesAt } from './jsonPath.ts';

/**
 * kubectl: sorter.go, with Go's sort of up to twelve: an insertion sort, in which a missing value is less than whatever
 * stands before it. So missing values come first, the last of them at the front.
 */
export function sortObjects<T>(rows: T[], path: string, object: (row: T) => KubeObject): void {
  const sorted: { row: T; value: Value }[] = [];
  for (const row of rows) {
    const value = valueOf(valuesAt(path, object(row))[0]);
    let at = sorted.length;
    while (at > 0 && isLess(value, sorted[at - 1]?.value)) at--;
    sorted.splice(at, 0, { row, value });
  }
  rows.splice(0, rows.length, ...sorted.map(({ row }) => row));
}

/** What rows are sorted by: read once, as each is compared with many. */
type Value = { given: unknown; text: string; quantity: bigint | undefined } | undefined;

const valueOf = (given: unknown): Value =>
  given === undefined ? undefined : { given, text: String(given), quantity: quantityOf(String(given)) };

/** kubectl: sorter.go, isLess: texts that are quantities count as such. */
function isLess(a: Value, b: Value): boolean {
  if (!a || !b) return !a;
  if (typeof a.given === 'number' && typeof b.given === 'number') return a.given < b.given;
  if (a.quantity !== undefined && b.quantity !== undefined) return a.quantity < b.quantity;
  return a.text < b.text;
}

function quantityOf(text: string): bigint | undefined {
  try {
    return quantityValue(text);
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    return undefined;
  }
}
