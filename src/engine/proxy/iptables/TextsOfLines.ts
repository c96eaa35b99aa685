/** Characters of a text so long that V8 makes it where it stays: what is shorter, its collector of garbage copies twice. */
const LONG = 2 ** 17;

/**
 * Texts of some lines each, many of them: 110,000 chains of a large cluster have 33 MB. The lines of many are put
 * together at once, and each text is a slice of that, so that none is copied until all are written.
 */
export class TextsOfLines {
  readonly #texts: string[] = [];
  #lines: string[] = [];
  /** Where each text of the lines ends. */
  #ends: number[] = [];
  #length = 0;

  /** Adds a text that has a line for each item. The end of each line is put to it here. */
  add<T>(items: readonly T[], lineOf: (item: T) => string): void {
    for (let i = 0; i < items.length; i++) {
      const line = lineOf(items[i]!);
      this.#lines.push(line);
      this.#length += line.length + 1;
    }
    this.#ends.push(this.#length);
    if (this.#length > LONG) this.#putTogether();
  }

  /** All texts that were added, in that order. */
  all(): readonly string[] {
    this.#putTogether();
    return this.#texts;
  }

  #putTogether(): void {
    this.#lines.push('');
    const long = this.#lines.join('\n');
    let from = 0;
    for (const end of this.#ends) {
      this.#texts.push(long.slice(from, end));
      from = end;
    }
    this.#lines = [];
    this.#ends = [];
    this.#length = 0;
  }
}
