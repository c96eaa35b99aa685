import type { Pod } from '../../../model/Pod.ts';
import { entriesNaming, hostsOf } from '../../discovery/hosts.ts';
import { type Command, succeed } from '../Command.ts';
import { hostnameOf } from '../hostnameOf.ts';

/** `hostname [-f|-d|-s|-i|-I]`; -f is the canonical name that /etc/hosts has for the own one, as getaddrinfo finds it. */
export const hostname: Command = (context, args) => {
  const { cluster, place } = context;
  if ((args[0] === '-i' || args[0] === '-I') && place !== 'admin' && place.kind === 'pod') {
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    return succeed(`${(pod?.status.podIPs ?? []).map(({ ip }) => ip).join(' ')}\n`);
  }
  const own = hostnameOf(context);
  const [entry] = /^-[fd]$/.test(args[0] ?? '') && place !== 'admin' ? entriesNaming(hostsOf(cluster, place), own) : [];
  const full = entry?.names[0] ?? own;
  if (args[0] !== '-d') return succeed(`${full}\n`);
  const domain = full.slice(full.indexOf('.') + 1);
  return succeed(full.includes('.') ? `${domain}\n` : '');
};
