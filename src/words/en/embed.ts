/** The embed itself. */
export const embed = {
  open: 'Open in Kubehop',
  run: 'Run',
  /** A tab, in small frames. */
  picture: 'Picture',
  /** Under the names of the three networks, until the picture is there. */
  bands: { cluster: 'on no wire: only rules', pod: 'one address per Pod', node: 'the only wires' },
  notLoaded: 'Kubehop could not be loaded. Are you online?',
  noExample: (name: string) => `There is no example named “${name}”.`,
  stopped: 'Stopped.',
  back: 'One hop back',
  forward: 'One hop forward',
  playAgain: 'Play again',
  count: (hop: number, hops: number) => `${hop} of ${hops} · `,
};
