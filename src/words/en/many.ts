import { grouped } from '../grouped.ts';

/** `1 Pod`, `2 Pods`. */
export const many = (n: number, one: string, more = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : more}`;
