import { isWhole } from './quantity.ts';

/** Half a byte is most often a wrong suffix: `128m` is 0.128 bytes, and `128M` was meant. */
export const byteWarnings = (field: string, value: string | undefined): string[] =>
  value !== undefined && !isWhole(value)
    ? [`${field}: fractional byte value ${JSON.stringify(value)} is invalid, must be an integer`]
    : [];
