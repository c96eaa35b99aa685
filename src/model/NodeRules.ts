/** What an operator reads on a Node: the commands, and what each prints. */
export interface NodeRules {
  node: string;
  texts: { command: string; text: string }[];
}
