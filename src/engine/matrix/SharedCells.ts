import type { MatrixCell } from '../../model/Matrix.ts';
import type { Holding, Holdings } from './holdings.ts';

interface Found {
  cell: number;
  /** The Pods behind the Service on the Node that it was found from. */
  held: Holding;
}

const NOTHING: Holding = new Map();

/** The cells of rows of a kind towards columns of whose Services their Nodes hold the same. */
export class SharedCells {
  readonly #held: readonly (Holdings | undefined)[];
  readonly #cells: readonly MatrixCell[];
  readonly #found = new Map<string, Found>();
  /** Names of kinds are long, and there are a million pairs. */
  readonly #kinds = new Map<string, number>();

  /** `held` is of each column; `cells` are all different ones. */
  constructor(held: readonly (Holdings | undefined)[], cells: readonly MatrixCell[]) {
    this.#held = held;
    this.#cells = cells;
  }

  /** What rows with this key have in common towards a column; undefined for a row that stands for itself. `self` is a Pod behind the Service. */
  keyOf(column: number, kind: string, node: string, self: string | undefined): string | undefined {
    const holdings = this.#held[column];
    if (!holdings) return undefined;
    const held = holdings.has(node) ? holdings.get(node) : NOTHING;
    const own = self === undefined ? '' : held?.get(self);
    if (!held || own === undefined) return undefined;
    const number = this.#kinds.get(kind) ?? this.#kinds.size;
    this.#kinds.set(kind, number);
    const rows = `${column} ${number}`;
    return held.size === 0 ? rows : `${rows} ${[...held.values()].sort().join()} ${own}`;
  }

  /** The cell that was found for a key, if it is that of this Node too. */
  get(key: string, column: number, node: string): number | undefined {
    const found = this.#found.get(key);
    if (!found) return undefined;
    // the Nodes change places, and so do these Pods: the same receivers, if it is all of them or none
    const receivers = this.#cells[found.cell]?.receivers ?? [];
    const exchanged = [...found.held.keys(), ...(this.#held[column]?.get(node)?.keys() ?? [])];
    const reached = exchanged.filter((pod) => receivers.includes(pod)).length;
    return reached === 0 || reached === exchanged.length ? found.cell : undefined;
  }

  set(key: string, column: number, node: string, cell: number): void {
    this.#found.set(key, { cell, held: this.#held[column]?.get(node) ?? NOTHING });
  }
}
