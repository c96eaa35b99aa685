/** The terminal's frame; what its commands print is theirs. */
export const terminal = {
  name: 'Terminal',
  place: 'Where the command runs',
  command: 'Command',
  run: 'Run',
  typedAt: 'At this moment of the timeline',
  begin: 'Commands run in the cluster of this text. Try one:',
  onNode: 'On a Node:',
  elsewhere: 'on the client or in a Pod:',
};
