import type { NftRule } from '../../model/Nftables.ts';
import type { Rule } from '../../model/Rule.ts';

/** A rule that the interpreter does not know in full: a defect of ours. It must not be skipped, nor guessed. */
export class UnknownRule extends Error {
  constructor(what: 'match' | 'target' | 'statement', part: unknown, rule: Rule | NftRule) {
    const text = JSON.stringify({ ...rule, id: undefined, because: undefined });
    super(`unknown ${what} ${JSON.stringify(part)} in rule ${rule.id}: ${text}`);
  }
}
