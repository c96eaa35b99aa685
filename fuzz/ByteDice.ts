import { Dice } from '../kernel-check/Dice.ts';

/** Dice that fall as the bytes of an input say, so that who varies the bytes varies the input. Zero when they are used up. */
export class ByteDice extends Dice {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    super(0);
    this.#bytes = bytes;
  }

  override next(): number {
    const [high = 0, low = 0] = this.#bytes.subarray(this.#at, (this.#at += 2));
    return (high * 256 + low) / 65_536;
  }
}
