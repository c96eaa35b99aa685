/** The tools above the map. */
export const map = {
  tools: 'Map',
  find: 'Find or do…',
  findKey: 'Find an object or a scenario, or do something (Ctrl+K, F1 or /)',
  layers: 'Light one network',
  layer: { node: 'Node', pod: 'Pod', cluster: 'Cluster' },
  lit: {
    node: 'On wires: every machine of this network can be reached.',
    pod: 'One per Pod, on an interface of its own, inside the cluster.',
    cluster: 'On no interface: only rules, the same on every Node.',
  },
  alone: (name: string) => `Only ${name}`,
  aloneOff: (name: string) => `Only ${name} is in the foreground. Show all Services alike.`,
  typed: (n: number) => `after ${n} command${n === 1 ? '' : 's'}`,
  untype: 'Back to the cluster that the text makes',
  fold: (n: number) => `Fold ${n} of many`,
  closer: 'Zoom in',
  farther: 'Zoom out',
  fit: 'Fit the picture into its window',
};
