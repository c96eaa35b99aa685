import type { NodeRules } from '../model/NodeRules.ts';

/** The rules of every Node as an operator reads them: the command, then what it prints. */
export const rulesText = (nodes: readonly NodeRules[]): string =>
  nodes
    .flatMap(({ node, texts }) => texts.map(({ command, text }) => `# ${node}$ ${command}\n${text.trimEnd()}\n`))
    .join('\n');
