import type { Fields } from './Fields.ts';

export function podWarnings(_object: Fields): string[] {
  return [];
}

export function templateWarnings(_object: Fields): string[] {
  return [];
}
