import { quote } from '../parse/goQuote.ts';
import { sameJson } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';

/** JSON as Go's encoder writes it, compact or indented. */
export const goJson = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replaceAll(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A value as field errors show it: text quoted, numbers bare, all else as JSON (since 1.33). */
export const shown = (value: unknown): string =>
  typeof value === 'string'
    ? quote(value)
    : typeof value === 'object' && value !== null
      ? goJson(value)
      : String(value ?? null);

const detailed = (text: string, detail: string): string => (detail === '' ? text : `${text}: ${detail}`);

export const required = (field: string, detail = ''): FieldError => ({
  field,
  type: 'Required',
  message: detailed('Required value', detail),
});

export const invalid = (field: string, value: unknown, detail: string): FieldError => ({
  field,
  type: 'Invalid',
  message: detailed(`Invalid value: ${shown(value)}`, detail),
});

/** ValidateImmutableField */
export const immutable = (field: string, value: unknown, old: unknown): FieldError[] =>
  sameJson(value ?? null, old ?? null) ? [] : [invalid(field, value ?? null, 'field is immutable')];

export const duplicate = (field: string, value: unknown): FieldError => ({
  field,
  type: 'Duplicate',
  message: `Duplicate value: ${shown(value)}`,
});

/** `supported` in the order in which the server lists it. */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  field,
  type: 'NotSupported',
  message: detailed(
    `Unsupported value: ${shown(value)}`,
    supported.length === 0 ? '' : `supported values: ${supported.map(quote).join(', ')}`,
  ),
});

export const forbidden = (field: string, detail: string): FieldError => ({
  field,
  type: 'Forbidden',
  message: detailed('Forbidden', detail),
});

export const notFound = (field: string, value: unknown): FieldError => ({
  field,
  type: 'NotFound',
  message: `Not found: ${shown(value)}`,
});

export const tooMany = (field: string, count: number, most: number): FieldError => ({
  field,
  type: 'TooMany',
  message: `Too many: ${count}: must have at most ${most} items`,
});

export const tooLong = (field: string, most: number): FieldError => ({
  field,
  type: 'TooLong',
  message: `Too long: may not be more than ${most} bytes`,
});
