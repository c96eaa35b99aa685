import { failNode } from '../../controllers/nodeLifecycle.ts';
import { type Command, fail, succeed } from '../Command.ts';

/** `poweroff`, on a Node: the machine is gone, with its kernel and its Pods. Nothing here turns it on again. */
export const poweroff: Command = ({ cluster, place }) => {
  if (place === 'admin' || place.kind !== 'node') return fail('poweroff: no such machine\n');
  failNode(cluster, place.name, 'machine');
  return succeed('');
};
