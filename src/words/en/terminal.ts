/** The terminal's frame; what its commands print is theirs. */
export const terminal = {
  name: 'Terminal',
  places: 'Where commands run',
  openPlace: 'Open another place',
  closePlace: (place: string) => `Close ${place}`,
  findPlace: 'A Node, a Pod, the client …',
  /** In the card of a Pod or Node. */
  here: 'Terminal here',
  command: 'Command',
  run: 'Run',
  /** Before the line while the history is searched. */
  searching: (text: string) => `search “${text}”`,
  options: (n: number) => `${n} completions`,
  takeBack: 'Undo last command',
  copy: 'Copy transcript',
  wrap: 'Wrap',
  wide: 'Wide',
  copied: 'The transcript is in the clipboard.',
  notCopied: 'This page may not use the clipboard.',
  addToText: 'Add to the YAML',
  replaceText: 'Make it the YAML',
  saveFile: 'Download',
  /** `kubectl edit` of an object that no document of the text made. */
  notInText: 'That object is not in the text: a controller or a command made it.',
  typedAt: 'At this moment of the timeline',
  begin: 'Commands run in the cluster of this text. Try one:',
  onNode: 'On a Node:',
  elsewhere: 'on the client or in a Pod:',
};
