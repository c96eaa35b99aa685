import { lineFirst } from './lineFirst.ts';

/** The map when there is none, or an old one, and what the marks in it are. */
export const picture = {
  name: 'Picture',
  /** Behind the name of each network and its range. */
  bands: { cluster: 'on no wire: only rules', pod: 'one address per Pod', node: 'the only wires' },
  calculating: 'Calculating…',
  noCluster: 'The text does not make a cluster yet. What is wrong stands under the editor.',
  begin: 'Paste a Service, or start from one of these:',
  staleStopped: 'This is the picture of the last text that could be calculated.',
  staleInvalid: 'The last valid text is shown.',
  staleLine: (line: string) => `${lineFirst(line)}: `,
  networks: {
    cluster: 'Cluster IP',
    pod: 'Pod address',
    node: 'Node address',
    outside: 'address outside of the cluster',
  },
};
