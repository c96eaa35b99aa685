import type { ShellContext } from './Command.ts';

/** The name of the machine that a shell runs on. */
export function hostnameOf({ place, variables }: ShellContext): string {
  if (place === 'admin') return 'admin';
  if (place.kind === 'client') return 'client';
  if (place.kind === 'node') return place.name;
  return variables.get('HOSTNAME') ?? place.name;
}
