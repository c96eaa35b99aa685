import type { Pod } from '../../model/Pod.ts';
import type { Protocol } from '../../model/Service.ts';
import { listensOf, type PodListener } from '../controllers/listens.ts';

const fits = (one: PodListener, port: number, protocol: Protocol): boolean =>
  one.port === port && one.protocol === protocol.toLowerCase();

/** Whether somebody in one of the Pods hears what comes to its address at a port. */
export const listensOn = (pods: readonly Pod[], port: number, protocol: Protocol): boolean =>
  pods.some((pod) => listensOf(pod).some((one) => one.address === null && fits(one, port, protocol)));

/** Whether it hears on loopback only. */
export const listensInside = (pods: readonly Pod[], port: number, protocol: Protocol): boolean =>
  pods.some((pod) => listensOf(pod).some((one) => one.address !== null && fits(one, port, protocol)));

/** Whether anything is known of what the Pods listen on. */
export const listensSomewhere = (pods: readonly Pod[]): boolean => pods.some((pod) => listensOf(pod).length > 0);

/** The ports on which the Pods hear what comes to their addresses, of one protocol or of all. */
export const portsOf = (pods: readonly Pod[], protocol?: Protocol): PodListener[] => {
  const found = new Map<string, PodListener>();
  for (const pod of pods)
    for (const one of listensOf(pod))
      if (one.address === null && (protocol === undefined || one.protocol === protocol.toLowerCase()))
        found.set(`${one.port}/${one.protocol}`, one);
  return [...found.values()];
};

export const printPorts = (ports: readonly PodListener[]): string =>
  ports.map(({ port, protocol }) => `${port}/${protocol}`).join(', ');
