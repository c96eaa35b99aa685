import type { Pod } from '../../model/Pod.ts';
import { hostsText } from '../discovery/hosts.ts';
import { resolvConfOf, resolvConfText } from '../discovery/resolvConf.ts';
import type { ShellContext } from './Command.ts';
import { hostnameOf } from './hostnameOf.ts';
import { procSysFile } from './net/sysctl.ts';

/** The text of a file at this place: the few of /etc that matter, and those of the admin's working directory. */
export function fileNamed(context: ShellContext, path: string): string | undefined {
  const { cluster, place, files } = context;
  if (place === 'admin') return files.get(path.replace(/^\.\//, ''));
  if (path === '/etc/resolv.conf') return resolvConfText(resolvConfOf(cluster, place));
  if (path.startsWith('/proc/sys/')) return procSysFile(context, path);
  if (path === '/etc/hostname') return `${hostnameOf(context)}\n`;
  if (path !== '/etc/hosts') return undefined;
  const pod = place.kind === 'pod' ? cluster.store.get<Pod>('Pod', place.namespace, place.name) : undefined;
  return pod ? hostsText(cluster, pod) : '127.0.0.1\tlocalhost\n::1\tlocalhost\n';
}
