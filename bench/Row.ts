/** One line of the benchmark: our work beside a peer's, in the same process, on the same input. */
export interface Row {
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
  ours: () => unknown;
  peer: () => unknown;
}
