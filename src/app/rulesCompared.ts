import type { NodeRules } from '../model/NodeRules.ts';
import { type LineDiff, lineDiff } from './lineDiff.ts';

/** What one command prints in A and in B. */
export interface CommandCompared {
  command: string;
  a: string;
  b: string;
  /** Null when the two cannot be compared line by line. */
  diff: LineDiff | null;
}

/** The rules of a Node in both variants. */
export interface NodeCompared {
  node: string;
  /** Commands that both answer; in different modes there may be none. */
  shared: CommandCompared[];
  /** What only one of the modes has: texts of different languages have no lines in common. */
  only: { a: NodeRules['texts']; b: NodeRules['texts'] };
  added: number;
  removed: number;
  /** Something was too large to be compared: what is counted is not all. */
  partly: boolean;
}

/** Sets the rules of each Node side by side. Modes that differ are not compared, even where both fill a table. */
export function rulesCompared(a: readonly NodeRules[], b: readonly NodeRules[], sameMode: boolean): NodeCompared[] {
  const inA = new Map(a.map(({ node, texts }) => [node, texts]));
  return b.map(({ node, texts }) => {
    const before = inA.get(node) ?? [];
    const shared = !sameMode
      ? []
      : texts.flatMap(({ command, text }) => {
          const old = before.find((one) => one.command === command);
          return old ? [{ command, a: old.text, b: text, diff: lineDiff(old.text, text) }] : [];
        });
    const commands = new Set(shared.map(({ command }) => command));
    const rest = (all: NodeRules['texts']) => all.filter(({ command }) => !commands.has(command));
    const sum = (part: 'added' | 'removed') => shared.reduce((n, { diff }) => n + (diff?.[part] ?? 0), 0);
    const partly = shared.some(({ diff }) => diff === null);
    const only = { a: rest(before), b: rest(texts) };
    return { node, shared, only, added: sum('added'), removed: sum('removed'), partly };
  });
}
