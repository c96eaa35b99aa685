import { canonicalQuantity, QuantityError } from '../../admit/quantity.ts';
import { KubectlError } from './KubectlError.ts';

/** A quantity of the command line, as the server writes it. */
export function amountOf(text: string): string {
  try {
    return canonicalQuantity(text);
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    throw KubectlError.plain(error.message);
  }
}
