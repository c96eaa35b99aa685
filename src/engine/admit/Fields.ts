/**
 * A decoded object or a part of it. `decode` has checked every value against the schema, so rules read fields by
 * name without checking again.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the schema, not the compiler, knows these types
export type Fields = Record<string, any>;
