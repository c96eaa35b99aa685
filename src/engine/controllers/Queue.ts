/**
 * Keys that a controller has yet to look at, each once, in the order in which they were added first. It looks at
 * none before `delay` has passed since then.
 */
export class Queue {
  /** Key → when it may be taken. */
  #keys = new Map<string, number>();
  /** Keys that came since somebody asked last, and so came just now. */
  #fresh: string[] = [];
  delay = 0;

  add(key: string): void {
    if (this.#keys.has(key)) return;
    this.#keys.set(key, 0);
    if (this.delay > 0) this.#fresh.push(key);
  }

  /** Who waits to be looked at. */
  get waiting(): string[] {
    return [...this.#keys.keys()];
  }

  /** The next key that may be looked at now. */
  take(now: number): string | undefined {
    if (this.#keys.size === 0) return undefined;
    this.#date(now);
    for (const [key, due] of this.#keys) {
      if (due > now) return undefined;
      this.#keys.delete(key);
      return key;
    }
    return undefined;
  }

  /** When the next key may be looked at. */
  next(now: number): number {
    this.#date(now);
    for (const due of this.#keys.values()) return due;
    return Number.POSITIVE_INFINITY;
  }

  copy(): Queue {
    const copy = new Queue();
    copy.#keys = new Map(this.#keys);
    copy.#fresh = [...this.#fresh];
    copy.delay = this.delay;
    return copy;
  }

  #date(now: number): void {
    for (const key of this.#fresh) this.#keys.set(key, now + this.delay);
    this.#fresh = [];
  }
}
