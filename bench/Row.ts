/** One line of the benchmark: our work beside a peer's, in the same process, on the same input. */
interface RowHead {
  /** `P1`, or `P1.M` when a row has several sizes. */
  id: string;
  /** What is done, and to how much: Services, Pods, Nodes, megabytes. */
  title: string;
  /** Who the peer is. */
  against: string;
  /** How many times faster than the peer ours must be. */
  goal: number;
  /** Why the row cannot run here (`needs nft`); nothing when it can. */
  missing?: () => string | undefined;
  /** Milliseconds that ours may take, when a person waits for it. */
  most?: number;
  /** Where in the repeats `most` and the ratio are taken; default: the median. */
  quantile?: number;
}

/** Work that is timed here, in turn with the peer's. */
export interface TimedRow extends RowHead {
  ours: () => unknown;
  peer: () => unknown;
}

/** Work that is timed elsewhere, such as in a browser: milliseconds of each repeat. */
export interface MeasuredRow extends RowHead {
  /** `failed`: what beside the times misses its goal. */
  measure: () => Promise<{ ours: number[]; peer: number[]; note?: string; failed?: string | undefined }>;
}

export type Row = TimedRow | MeasuredRow;
