import type { Chain, Chains } from '../../../model/Rule.ts';
import { chainsOf, type PortRules } from './portRules.ts';

/**
 * The chains of table nat: those that are always there, and those of service ports. There are a hundred thousand of the
 * latter in a large cluster. A packet comes by a few: they are made when they are asked for by name, and kept. Who goes
 * through all of them, to print them, gets them one after another, and none is kept.
 */
export class PortChains implements Chains {
  readonly fixed: Map<string, Chain>;
  readonly #ports: readonly PortRules[];
  /** Whose chain a name is; those of endpoints are not in it, as their names are long in the making. */
  #owners: Map<string, PortRules> | undefined;
  readonly #kept = new Map<string, Chain>();
  #keepsAll = false;

  /** `ports` is a list that stays the same when rules of it are replaced by others. */
  constructor(fixed: Map<string, Chain>, ports: readonly PortRules[]) {
    this.fixed = fixed;
    this.#ports = ports;
  }

  get(name: string): Chain | undefined {
    const known = this.fixed.get(name) ?? this.#kept.get(name);
    if (known || this.#keepsAll) return known;
    this.#owners ??= new Map(this.#ports.flatMap((port) => port.nat.entries.map(({ name }) => [name, port] as const)));
    const owner = this.#owners.get(name);
    if (owner) this.#keep(owner);
    else {
      // no packet comes to an endpoint's chain but by one of its port's: somebody asks for it out of the blue
      for (const port of this.#ports) this.#keep(port);
      this.#keepsAll = true;
    }
    return this.#kept.get(name);
  }

  forEach(visit: (chain: Chain) => void): void {
    this.fixed.forEach((chain) => visit(chain));
    for (const port of this.#ports) chainsOf(port).forEach((chain) => visit(chain));
  }

  /** To be called when rules of some ports in the list have been replaced. */
  replaced(changes: readonly { old: PortRules; now: PortRules }[]): void {
    for (const { old } of changes) {
      for (const { name } of old.nat.entries) this.#owners?.delete(name);
      if (this.#keepsAll || old.nat.entries.some(({ name }) => this.#kept.has(name)))
        for (const { name } of chainsOf(old)) this.#kept.delete(name);
    }
    for (const { now } of changes) {
      for (const { name } of now.nat.entries) this.#owners?.set(name, now);
      if (this.#keepsAll) this.#keep(now);
    }
  }

  #keep(port: PortRules): void {
    for (const chain of chainsOf(port)) if (!this.#kept.has(chain.name)) this.#kept.set(chain.name, chain);
  }
}
