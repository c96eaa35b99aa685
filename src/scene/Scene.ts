import type { Network } from '../model/Address.ts';
import type { Catalog } from '../words/en.ts';
import type { ObjectKey } from '../model/Span.ts';
import type { NodeTrouble } from './troubleOf.ts';

/** The picture as data: what stands where, in picture units (pixels at zoom 1). Height means address space. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** An address as it looks everywhere: its network gives mark, hue and monospace. */
export interface AddressLabel {
  text: string;
  network: Network;
}

export interface Band {
  network: 'cluster' | 'pod' | 'node';
  title: string;
  cidrs: string[];
  /** One clause of meaning, in the lines that it is drawn in. */
  note: string[];
  /** What found no room in it, counted; '' when all did. */
  more: string;
  rect: Rect;
}

/**
 * One Node; `kind: 'zone'` stands for all the Nodes of a zone that are not drawn alone, in a narrow frame for those of all
 * zones.
 */
export interface Column {
  key: ObjectKey;
  kind: 'node' | 'zone';
  name: string;
  zone: string;
  address: AddressLabel | null;
  /** Node ports that every Node opens: the doors. */
  doors: number[];
  trouble: NodeTrouble | null;
  /** The storeys, the shelf of rules and the base; together the machine. */
  storeys: Rect;
  shelf: Rect;
  base: Rect;
  /** Strips of vertical lanes, one for each pile of cards; the outermost lane's x, further lanes to its left. */
  lanes: number[];
  /** Where ties from the plates come down, one for each pile of cards. */
  ties: number[];
  cells: Cell[];
  /** The Nodes of a zone that have no room as cells. */
  dots: Dot[];
}

/** One of many: a Pod or a Node as a small square that is filled as far as it is ready. */
export interface Dot {
  key: ObjectKey;
  name: string;
  /** 0 when it is not ready, 1 when it is; between for a Node whose Pods are ready in part. */
  ready: number;
  rect: Rect;
}

/** A Node as a small cell, where there are more than twelve of them. */
export interface Cell {
  key: ObjectKey;
  /** The Nodes that it stands for: one, or in the last cell all that found no room. */
  members: ObjectKey[];
  name: string;
  rect: Rect;
  pods: number;
  ready: number;
}

/** What the API server says; but `off` where the Pod's machine is, which it may not know yet. */
export type PodState = 'ready' | 'notReady' | 'pending' | 'terminating' | 'finished' | 'off';

export interface PodCard {
  key: ObjectKey;
  name: string;
  column: ObjectKey;
  /** Its place in its column, and the pile of cards that the place is in. */
  place: number;
  pile: number;
  rect: Rect;
  address: AddressLabel | null;
  port: string;
  state: PodState;
  /** The third line: its label that the Service asks for, or why it is not ready. */
  line: string;
  quiet: boolean;
}

/** The Pods of a Node that are not drawn as cards. */
export interface Counter {
  key: ObjectKey;
  column: ObjectKey;
  rect: Rect;
  total: number;
  ready: number;
  /** Its Pods one by one, where they fit. */
  dots: Dot[];
}

/** A Service: a plate across all Node columns, because it is the same rules on every Node. */
export interface Plate {
  key: ObjectKey;
  name: string;
  rect: Rect;
  address: AddressLabel | null;
  /** In place of an address: `no Cluster IP`, `only a DNS name`. */
  without: string;
  selector: string;
  endpoints: string;
  /** `selects nothing: app=web` and the like: drawn in the warning's shape and hue. */
  problem: string;
  alsoAnswers: AddressLabel[];
  focus: boolean;
}

/** From a plate to a Pod. */
export interface Tie {
  service: ObjectKey;
  pod: ObjectKey;
  style: 'ready' | 'terminating';
  points: [number, number][];
}

/** What stands on the ground outside the cluster. */
export interface Outsider {
  key: string;
  kind: 'client' | 'loadBalancer';
  name: string;
  rect: Rect;
  address: AddressLabel | null;
  /** `EXTERNAL-IP pending`: drawn as an empty dotted outline. */
  pending: boolean;
  note: string;
}

/** The control plane while nothing concerns it. */
export interface Stub {
  key: ObjectKey;
  name: string;
  rect: Rect;
  address: AddressLabel | null;
}

export interface Scene {
  /** The language that it is written in. */
  words: Catalog;
  width: number;
  height: number;
  /** `gutter`: band names stand left of the columns; `heading`: above them, for narrow frames. */
  labels: 'gutter' | 'heading';
  /** Small cards and bands, for low frames. */
  compact: boolean;
  /** Everything has one line, for the lowest. */
  low: boolean;
  /** Cards stand beside the client and the load balancer, because there is no room above these. */
  cardsBeside: boolean;
  /** How much of the picture a packet's card takes. */
  card: { w: number; h: number };
  gutter: number;
  bands: Band[];
  columns: Column[];
  pods: PodCard[];
  counters: Counter[];
  plates: Plate[];
  /** Services that found no room in the sky. */
  hiddenPlates: number;
  ties: Tie[];
  outsiders: Outsider[];
  stub: Stub | null;
  /** Height of the wire, its ends, and whether the client has a way to it. */
  wire: { y: number; left: number; right: number; client: boolean };
  focus: ObjectKey | '';
  /** The reader asked for this Service alone: what does not belong to it is faint. */
  alone: boolean;
  /** Words for an empty cluster. */
  empty: boolean;
}

/** Things drawn, bands and dots left out: the level of detail keeps them at 300 or fewer. */
export const elementCount = (scene: Scene): number =>
  scene.columns.length +
  scene.columns.reduce((n, c) => n + c.cells.length, 0) +
  scene.pods.length +
  scene.counters.length +
  scene.plates.length +
  scene.ties.length +
  scene.outsiders.length +
  (scene.stub ? 1 : 0);

/** The Nodes that a column stands for. */
export const membersOf = ({ kind, key, cells, dots }: Column): ObjectKey[] =>
  kind === 'node' ? [key] : [...cells.flatMap((c) => c.members), ...dots.map((d) => d.key)];

/** What a click on one of many opens: that one, or all that a column stands for. */
export function openedBy(scene: Scene | null, key: ObjectKey): ObjectKey[] {
  const column = scene?.columns.find((c) => c.key === key);
  return column ? membersOf(column) : [key];
}
