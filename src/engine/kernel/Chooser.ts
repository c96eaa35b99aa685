import type { Random } from '../cluster/Random.ts';

/**
 * What happens at a random decision: either every way is taken, each with its share (`reach`), or one is, as the
 * seed says (`connect`).
 */
export interface Chooser {
  /** Whether a thing of this chance happens; one or both answers, with their shares. */
  chance(probability: number): readonly { yes: boolean; share: number }[];
  /** One or all of the options, each as likely as the others. */
  pick<T>(options: readonly T[]): readonly { option: T; share: number }[];
  /** Options that take turns: it is that of `next`. For whoever asks once, at no known moment, all are equally likely. */
  inTurn<T>(options: readonly T[], next: number): readonly { option: T; share: number }[];
}

const equally = <T>(options: readonly T[]): { option: T; share: number }[] =>
  options.map((option) => ({ option, share: 1 / options.length }));

export const everyWay: Chooser = {
  chance: (probability) => [
    { yes: true, share: probability },
    { yes: false, share: 1 - probability },
  ],
  pick: equally,
  inTurn: equally,
};

/** Decides with a generator; each share is still the chance that the decision had. */
export const oneWay = (random: Random): Chooser => ({
  chance: (probability) => {
    const yes = random.next() < probability;
    return [{ yes, share: yes ? probability : 1 - probability }];
  },
  pick: (options) => {
    const option = options[Math.floor(random.next() * options.length)];
    return option === undefined ? [] : [{ option, share: 1 / options.length }];
  },
  inTurn: (options, next) => options.slice(next, next + 1).map((option) => ({ option, share: 1 / options.length })),
});
