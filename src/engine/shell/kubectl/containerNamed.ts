import type { Pod } from '../../../model/Pod.ts';
import type { Flag } from './flags.ts';
import { KubectlError } from './KubectlError.ts';

/** Of the commands that go into a container. */
export const containerFlags: Flag[] = [
  { name: 'container', short: 'c', type: 'string' },
  { name: 'stdin', short: 'i', type: 'bool' },
  { name: 'tty', short: 't', type: 'bool' },
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'pod-running-timeout', type: 'string' },
];

export const containersIn = ({ spec }: Pod): string[] =>
  [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name);

/** kubectl: podcmd.AllContainerNames. */
export function allNames({ spec }: Pod): string {
  const init = (spec.initContainers ?? []).map(({ name }) => `${name} (init)`);
  return [...spec.containers.map(({ name }) => name), ...init].join(', ');
}

/** kubectl: podcmd.FindOrDefaultContainerByName. */
export function mustHaveContainer(pod: Pod, name: string): void {
  if (!containersIn(pod).includes(name))
    throw KubectlError.plain(`container ${name} is not valid for pod ${pod.metadata.name} out of: ${allNames(pod)}`);
}
