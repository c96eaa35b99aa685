/** Keys that a controller has yet to look at, each once, in the order in which they were added first. */
export class Queue {
  #keys = new Set<string>();

  add(key: string): void {
    this.#keys.add(key);
  }

  take(): string | undefined {
    if (this.#keys.size === 0) return undefined;
    for (const key of this.#keys) {
      this.#keys.delete(key);
      return key;
    }
    return undefined;
  }
}
