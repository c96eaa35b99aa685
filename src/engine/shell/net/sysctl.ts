import type { KernelConfig } from '../../../model/KernelConfig.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import { placeIn } from './placeIn.ts';

const PROC = '/proc/sys/';

/**
 * What the simulated kernel of a Node goes by: what kube-proxy, the CNI plugins and Kubernetes' own requirements set,
 * and Linux's defaults for how long connections are remembered (net/netfilter/nf_conntrack_proto_*.c).
 */
function settingsOf({ sysctls, interfaces }: KernelConfig): Map<string, number> {
  const settings = new Map(
    Object.entries({
      'net.ipv4.conf.all.arp_ignore': Number(sysctls.arp_ignore),
      'net.ipv4.conf.all.route_localnet': Number(sysctls.route_localnet),
      'net.ipv4.conf.all.rp_filter': 0,
      'net.ipv4.ip_forward': 1,
      'net.ipv6.conf.all.forwarding': 1,
      'net.netfilter.nf_conntrack_icmp_timeout': 30,
      'net.netfilter.nf_conntrack_tcp_be_liberal': Number(sysctls.tcp_be_liberal),
      'net.netfilter.nf_conntrack_tcp_timeout_syn_recv': 60,
      'net.netfilter.nf_conntrack_tcp_timeout_syn_sent': 120,
      'net.netfilter.nf_conntrack_tcp_timeout_time_wait': 120,
      'net.netfilter.nf_conntrack_udp_timeout': 30,
      'net.netfilter.nf_conntrack_udp_timeout_stream': 120,
    }),
  );
  for (const { name, routeLocalnet } of interfaces) {
    settings.set(`net.ipv4.conf.${name}.route_localnet`, Number(routeLocalnet ?? false));
    settings.set(`net.ipv4.conf.${name}.rp_filter`, 0);
  }
  return settings;
}

/** The text of a file of /proc/sys on a Node. */
export function procSysFile(context: ShellContext, path: string): string | undefined {
  const place = placeIn(context);
  if (place.kind !== 'node' || !path.startsWith(PROC)) return undefined;
  const name = path.slice(PROC.length).replaceAll('/', '.');
  const value = settingsOf(kernelConfigOf(context.cluster, place.name)).get(name);
  return value === undefined ? undefined : `${value}\n`;
}

/** `sysctl [-n] NAME…` and `sysctl -a` on a Node: of all names, those that decide about packets here. They can only be read. */
export const sysctl: Command = (context, args) => {
  const place = placeIn(context);
  if (place.kind !== 'node') return fail('sysctl: only a Node has settings here\n');
  const settings = settingsOf(kernelConfigOf(context.cluster, place.name));
  const bare = args.includes('-n');
  const names = args.includes('-a') ? [...settings.keys()].sort() : args.filter((arg) => !arg.startsWith('-'));
  let [stdout, stderr] = ['', ''];
  for (const name of names.map((text) => text.replaceAll('/', '.'))) {
    const value = settings.get(name);
    if (name.includes('=')) stderr += `sysctl: setting key "${name.split('=')[0]}", ignoring: Read-only file system\n`;
    else if (value === undefined)
      stderr += `sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory\n`;
    else stdout += bare ? `${value}\n` : `${name} = ${value}\n`;
  }
  return { stdout, stderr, exit: stderr ? 1 : 0 };
};
