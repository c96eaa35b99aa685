/** A map or a list that is open where a text is read. */
export interface Frame {
  list: boolean;
  /** Between braces or brackets, where columns mean nothing. */
  flow: boolean;
  column: number;
  /** The key that was read last, or the index of the item. */
  key: string;
  index: number;
  /** The keys of a map, so far. */
  keys: string[];
  /** What its scalars are, as they are written. */
  scalars: Map<string, string>;
}

export const newFrame = (list: boolean, column: number, flow = false): Frame => ({
  list,
  flow,
  column,
  key: '',
  index: list ? 0 : -1,
  keys: [],
  scalars: new Map(),
});
