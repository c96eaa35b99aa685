import { tokensOf, Unknown } from './awkTokens.ts';

/** Goes through the words and signs of a program. */
export class AwkCursor {
  readonly #tokens: string[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokensOf(source);
  }

  protected peek = (ahead = 0): string | undefined => this.#tokens[this.#at + ahead];

  protected next = (): string | undefined => this.#tokens[this.#at++];

  protected take(wanted: string): boolean {
    if (this.peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }

  protected need(wanted: string): void {
    if (!this.take(wanted)) this.refuse();
  }

  protected refuse(): never {
    throw new Unknown(this.#tokens.slice(this.#at).join(' ') || 'the end');
  }
}
