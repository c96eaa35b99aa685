import type { IpFamily, Network } from './Address.ts';
import type { Source } from './Simulation.ts';
import type { ObjectKey } from './Span.ts';
import type { Ending, Place } from './Trace.ts';

/** What an address of a Service port is. `pod` stands for the addresses that a headless Service's name answers with. */
export type AddressKind = 'name' | 'clusterIP' | 'nodePort' | 'loadBalancer' | 'externalIP' | 'pod';

/** One address of one Service port: a column. */
export interface MatrixColumn {
  /** Stays while addresses change: `Service/default/web 80/TCP nodePort IPv4 n1`. */
  key: string;
  service: ObjectKey;
  /** `80/tcp`, with the port's name before it if it has one: `http 80/tcp`. */
  port: string;
  kind: AddressKind;
  /** '' for a name, which may have addresses of both families. */
  family: IpFamily | '';
  /** The Node of a node port, `namespace/name` of the Pod of a Pod address; else ''. */
  owner: string;
  url: string;
  network: Network;
  /** Addresses behind it that are ready: those who might get the connection. */
  endpoints: number;
}

/** One place that connections begin at: a row. */
export interface MatrixRow {
  /** `client`, `node/n1`, `pod/default/web-1`. */
  key: string;
  place: Place;
  /** The workload that made the Pod, or the Pod itself if none did; '' for what is no Pod. */
  workload: ObjectKey | '';
  /** The Node that it is, or is on; '' for the client. */
  node: string;
  /** Rows of the same class are alike: nothing on the way can tell them apart. An index into `Matrix.cells`. */
  class: number;
  /** Where a Pod differs from its class, as it is behind the Service itself: column → index into `Matrix.kinds`. */
  own: Record<number, number>;
}

/** How connections from one row to one column end. Cells that are equal are one object. */
export interface MatrixCell {
  /** Endings by result, the likeliest first. The shares add up to 1, unless there were too many ways to follow. */
  outcomes: { result: Ending['result']; share: number }[];
  /** Who gets the connection: `namespace/name` of Pods, names of Nodes; in order. */
  receivers: string[];
}

/** From everywhere to everywhere: what `reach` says for each place and each address of a Service port. */
export interface Matrix {
  columns: MatrixColumn[];
  rows: MatrixRow[];
  /** By class and column: an index into `kinds`; -1 where every row of the class has a cell of its own. */
  cells: number[][];
  kinds: MatrixCell[];
  /** Services that were left out because the matrix would have been too large. */
  leftOut: ObjectKey[];
}

/** What a matrix is asked of. */
export interface MatrixInput extends Source {
  /** Only the addresses of these Services; absent: of all. */
  services?: ObjectKey[];
  /** With the cluster's own Pods and Services (kube-system, the API server's). */
  system: boolean;
  /** Connections that are followed at most. */
  most: number;
}

/** The cell of a row and a column, by their places in the matrix. */
export function cellAt({ rows, cells, kinds }: Matrix, row: number, column: number): MatrixCell {
  const line = rows[row];
  const cell = kinds[line?.own[column] ?? cells[line?.class ?? -1]?.[column] ?? -1];
  if (!cell) throw new RangeError(`no cell ${row}, ${column}`);
  return cell;
}
