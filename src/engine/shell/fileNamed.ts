import { hostsOf } from '../discovery/hosts.ts';
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
  return path === '/etc/hosts' ? hostsOf(cluster, place) : undefined;
}
