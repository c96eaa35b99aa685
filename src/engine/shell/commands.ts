import type { Command, ShellContext } from './Command.ts';
import { kubectl } from './kubectl/kubectl.ts';
import { conntrack } from './net/conntrack.ts';
import { curl } from './net/curl.ts';
import { dig } from './net/dig.ts';
import { getent } from './net/getent.ts';
import { host } from './net/host.ts';
import { ip } from './net/ip.ts';
import { ipset } from './net/ipset.ts';
import { ip6tables, iptables } from './net/iptables.ts';
import { ip6tablesSave, iptablesSave } from './net/iptablesSave.ts';
import { ipvsadm } from './net/ipvsadm.ts';
import { nc } from './net/nc.ts';
import { netstat } from './net/netstat.ts';
import { nft } from './net/nft.ts';
import { nslookup } from './net/nslookup.ts';
import { ping } from './net/ping.ts';
import { ss } from './net/ss.ts';
import { sysctl } from './net/sysctl.ts';
import { tcpdump } from './net/tcpdump.ts';
import { wget } from './net/wget.ts';
import { poweroff } from './node/poweroff.ts';
import { systemctl } from './node/systemctl.ts';
import { awk } from './text/awk.ts';
import { base64 } from './text/base64.ts';
import { cat } from './text/cat.ts';
import { cut } from './text/cut.ts';
import { date } from './text/date.ts';
import { echo } from './text/echo.ts';
import { env, printenv } from './text/env.ts';
import { grep } from './text/grep.ts';
import { head, tail } from './text/head.ts';
import { history } from './text/history.ts';
import { hostname } from './text/hostname.ts';
import { jq } from './text/jq.ts';
import { printf } from './text/printf.ts';
import { sed } from './text/sed.ts';
import { seq } from './text/seq.ts';
import { sh } from './text/sh.ts';
import { sleep } from './text/sleep.ts';
import { sort } from './text/sort.ts';
import { tee } from './text/tee.ts';
import { timeout } from './text/timeout.ts';
import { xargs } from './text/xargs.ts';
import { bracket, test } from './text/test.ts';
import { watch } from './text/watch.ts';
import { tr } from './text/tr.ts';
import { uniq } from './text/uniq.ts';
import { wc } from './text/wc.ts';

/** Programs that are there everywhere. */
const TEXT: Record<string, Command> = {
  ':': () => ({ stdout: '', stderr: '', exit: 0 }),
  '[': bracket,
  awk,
  base64,
  cat,
  cut,
  date,
  echo,
  env,
  false: () => ({ stdout: '', stderr: '', exit: 1 }),
  grep,
  head,
  history,
  hostname,
  printenv,
  jq,
  printf,
  sed,
  seq,
  sh,
  sleep,
  sort,
  tail,
  test,
  tee,
  timeout: timeout((name, context) => commandNamed(name, context)),
  xargs: xargs((name, context) => commandNamed(name, context)),
  tr,
  true: () => ({ stdout: '', stderr: '', exit: 0 }),
  uniq,
  watch,
  wc,
};

/** Programs that need a place in the network. */
const NETWORK: Record<string, Command> = {
  curl,
  dig,
  getent,
  host,
  ip,
  nc,
  netstat,
  nslookup,
  ping,
  ping6: (context, args, stdin) => ping(context, ['-6', ...args], stdin),
  ss,
  sysctl,
  tcpdump,
  wget,
};

/** What only a Node has: its kernel's rules and connections. */
const NODE: Record<string, Command> = {
  conntrack,
  ipset,
  ipvsadm,
  ip6tables,
  iptables,
  'iptables-save': iptablesSave,
  'ip6tables-save': ip6tablesSave,
  nft,
  poweroff,
  systemctl,
};

const ADMIN: Record<string, Command> = { k: kubectl, kubectl };

/** The tables of programs that are simulated at a place. */
const tablesAt = (place: ShellContext['place']): Record<string, Command>[] =>
  place === 'admin' ? [TEXT, ADMIN] : place.kind === 'node' ? [TEXT, NETWORK, NODE] : [TEXT, NETWORK];

/** The names of all programs at a place. */
export const commandNames = (place: ShellContext['place']): string[] =>
  tablesAt(place)
    .flatMap((table) => Object.keys(table))
    .filter((name) => /^\w/.test(name))
    .sort();

const bareName = (name: string): string => name.replace(/^(\/usr)?(\/local)?\/s?bin\//, '');

/** The program of that name at that place, if it is simulated there. */
export function commandNamed(name: string, { place }: ShellContext): Command | undefined {
  const bare = bareName(name);
  return tablesAt(place).find((table) => Object.hasOwn(table, bare))?.[bare];
}

/** Why a program is not found at a place: it is elsewhere, or is none of those that are simulated. */
export function whereInstead(name: string, place: ShellContext['place']): string {
  const isIn = (table: Record<string, Command>): boolean => Object.hasOwn(table, bareName(name));
  if (isIn(ADMIN)) return 'kubehop has this command at admin';
  if (isIn(NODE)) return 'kubehop has this command at node/NAME';
  if (isIn(NETWORK)) return 'kubehop has this command at client, node/NAME and pod/NAME';
  return `kubehop does not simulate this command; here are ${commandNames(place).join(', ')}`;
}
