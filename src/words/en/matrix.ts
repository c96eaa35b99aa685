import { addressKinds } from './addressKinds.ts';
import { endings } from './endings.ts';
import { many } from './many.ts';

export const matrix = {
  title: 'Who reaches whom',
  /** Of the table, for who cannot see it. */
  label: 'From each place to each address of each Service port. Arrow keys move, Enter follows a connection.',
  from: 'from',
  size: (places: number, addresses: number) => `${many(places, 'place')}, ${many(addresses, 'address', 'addresses')}`,
  service: 'Service',
  all: 'all Services',
  system: 'with the cluster’s own',
  working: (percent: number) => `Calculating: ${percent} %`,
  nothing: 'No Service has a port yet.',
  client: 'external client',
  nodes: (n: number) => `${n} Nodes`,
  pods: (n: number) => many(n, 'Pod'),
  on: (node: string) => `on ${node}`,
  unfold: (name: string) => `Unfold ${name}`,
  fold: (name: string) => `Fold ${name}`,
  kinds: addressKinds,
  doors: (n: number) => `on ${n} Nodes`,
  /** What stands in a cell; delivered cells have numbers instead. */
  states: endings,
  of: (reached: number, of: number) => `${reached} of ${of}`,
  differs: 'differs',
  /** A cell read aloud. */
  delivered: (reached: number, of: number) => `delivered to ${reached} of ${many(of, 'endpoint')}`,
  partly: (share: string, failure: string) => `${share} delivered, else ${failure}`,
  was: (before: string) => `was: ${before}`,
  changed: (n: number) => `${many(n, 'cell')} changed`,
  changedRest: (n: number) => `and ${n} more`,
  change: (from: string, to: string, before: string, after: string) => `${from} → ${to}: ${before} → ${after}`,
  unchanged: 'The last edit changed no cell.',
  newRows: (n: number) => many(n, 'new place'),
  goneRows: (n: number) => `${many(n, 'place')} gone`,
  newColumns: (n: number) => many(n, 'new address', 'new addresses'),
  goneColumns: (n: number) => `${many(n, 'address', 'addresses')} gone`,
  hidden: (n: number) => `${n} more rows are not drawn. Choose one Service, or fold rows.`,
  leftOut: (n: number, limit: string) =>
    `${many(n, 'Service')} left out: the whole matrix would follow more than ${limit} connections. Choose one Service.`,
  details: 'The connection of the cell',
  choose: 'Choose a cell to follow its connection, and to see why it ends so.',
  rule: 'Rule',
  because: 'Because',
  inMap: 'Show in the map',
};

export type MatrixWords = typeof matrix;
