import type { Pod } from '../../../model/Pod.ts';
import { type Command, succeed } from '../Command.ts';
import { hostnameOf } from '../hostnameOf.ts';

/** `hostname [-i]` */
export const hostname: Command = (context, args) => {
  const { cluster, place } = context;
  if ((args[0] === '-i' || args[0] === '-I') && place !== 'admin' && place.kind === 'pod') {
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    return succeed(`${(pod?.status.podIPs ?? []).map(({ ip }) => ip).join(' ')}\n`);
  }
  return succeed(`${hostnameOf(context)}\n`);
};
