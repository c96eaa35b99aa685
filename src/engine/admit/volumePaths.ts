import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, required } from './fieldErrors.ts';

// pkg/apis/core/validation: paths and modes of files in volumes

const MODE_MESSAGE = 'must be a number between 0 and 0777 (octal), both inclusive';

export const backsteps = (field: string, path: string): FieldError[] =>
  path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : [];

export const descending = (field: string, path: string): FieldError[] => [
  ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []),
  ...backsteps(field, path),
];

export const modeErrors = (field: string, mode = 0): FieldError[] =>
  mode < 0 || mode > 0o777 ? [invalid(field, mode, MODE_MESSAGE)] : [];

export const itemErrors = (items: Fields[] | undefined, at: string, first = 0): FieldError[] =>
  (items ?? []).flatMap(({ key, path, mode }, i) => {
    const field = `${at}.items[${first + i}]`;
    const errors = key ? [] : [required(`${field}.key`)];
    if (path === '') errors.push(required(`${field}.path`));
    errors.push(...localErrors(path, `${field}.path`));
    return [...errors, ...modeErrors(`${field}.mode`, mode)];
  });

const LOCAL_NAME = "must not start with '..'";

/** ValidateLocalNonReservedPath */
export const localErrors = (path: string, field: string): FieldError[] => [
  ...descending(field, path),
  ...(path.startsWith('..') && !path.startsWith('../') ? [invalid(field, path, LOCAL_NAME)] : []),
];
