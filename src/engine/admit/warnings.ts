import type { Fields } from './Fields.ts';

/** The warnings of a kind's strategy, at creation or at update. */
export type Warner = (object: Fields, old: Fields | undefined) => string[];

let warners: Readonly<Record<string, Warner>> = {};

/**
 * Warnings are only ever printed by kubectl, so that it brings their rules along: the picture, which shows none, need
 * not load them.
 */
export const bringWarnings = (all: Readonly<Record<string, Warner>>): void => {
  warners = all;
};

export const warningsOf = (kind: string, object: Fields, old: Fields | undefined): string[] =>
  warners[kind]?.(object, old) ?? [];
