import { connect } from '../../trace/connect.ts';
import { addressesOf } from '../../trace/reach.ts';
import { readTarget } from '../../trace/target.ts';
import type { Random } from '../../cluster/Random.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, fail, type ShellContext, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { notFound, OTHER_FAMILY } from './notFound.ts';
import { KILLED, placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';
import { portNamed, servicesOf } from './services.ts';
import { familyOf, withPort } from '../../net/ip.ts';

type Names = ReadonlyMap<number, string>;

/** Ports of one command: each is a connection of its own, which is followed through all rules. */
const MOST = 1024;

/** strtonum(3), as nc asks it for ports; a text is what is wrong. */
function portOf(text: string, names: Names): number | string {
  const named = portNamed(names, text);
  if (named !== undefined) return named;
  if (!/^[+-]?\d+$/.test(text)) return `port number invalid: ${text}`;
  const port = Number(text);
  if (port < 1) return `port number too small: ${text}`;
  return port > 65535 ? `port number too large: ${text}` : port;
}

/** `80`, `http`, `79-81` (netcat.c, build_ports); a text is what is wrong. */
function portsOf(text: string, names: Names): number[] | string {
  const [, from, to] = /^(\d[^-]*)-(.*)$/.exec(text) ?? [];
  const ends = (from === undefined || to === undefined ? [text] : [to, from]).map((end) => portOf(end, names));
  const wrong = ends.find((end) => typeof end === 'string');
  if (typeof wrong === 'string') return wrong;
  const [low, high] = [Math.min(...(ends as number[])), Math.max(...(ends as number[]))];
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

/** `nc [-z] [-v] [-u] [-w S] [-p SOURCE] HOST PORTS`, in the words of OpenBSD's. */
export const nc: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'zvunNl46kw:q:p:s:');
  const [host, ...texts] = words;
  if (wrong !== undefined || host === undefined) return fail('usage: nc [-46nuvz] [-w timeout] [destination] [port]\n');
  if (options.has('l')) return fail('nc: kubehop does not simulate a listener that a command opens\n');
  if (texts.length === 0) return fail('nc: missing port number\n');
  const protocol = options.has('u') ? 'udp' : 'tcp';
  const names = servicesOf(protocol);
  const read = texts.map((text) => portsOf(text, names));
  const bad = read.find((one) => typeof one === 'string');
  if (typeof bad === 'string') return fail(`nc: ${bad}\n`);
  const ports = read.flat() as number[];
  if (ports.length > MOST)
    return fail(`nc: only ranges of ${MOST} ports are simulated, and this is one of ${ports.length}\n`);
  const source = options.get('p')?.at(-1);
  const sport = source === undefined ? undefined : portOf(source, names);
  if (typeof sport === 'string') return fail(`nc: ${sport}\n`);
  const all: CommandResult = { stdout: '', stderr: '', exit: 1 };
  for (const port of ports) {
    const one = talk(
      context,
      { host, port, protocol, sport, options, service: (!options.has('n') && names.get(port)) || '*' },
      stdin,
    );
    all.stdout += one.stdout;
    all.stderr += one.stderr;
    if (one.exit === KILLED.exit) return { ...all, exit: one.exit };
    // whether any port answered
    all.exit = Math.min(all.exit, one.exit);
  }
  return all;
};

interface Asked {
  host: string;
  port: number;
  protocol: 'tcp' | 'udp';
  sport: number | undefined;
  options: ReadonlyMap<string, string[]>;
  service: string;
}

/** netcat.c, remote_connect: each address that the name has, until one answers; one more datagram is never sent. */
function talk(context: ShellContext, asked: Asked, stdin: string): CommandResult {
  const { host, port, protocol, options } = asked;
  const { cluster } = context;
  const place = placeIn(context);
  const target = readTarget(`${protocol}://${withPort(host, port)}`);
  const families = target ? addressesOf(cluster, place, target) : [];
  const only = options.has('4') ? 'IPv4' : options.has('6') ? 'IPv6' : undefined;
  const meant = families.filter(([ip = '']) => only === undefined || familyOf(ip) === only);
  if (meant.length === 0) {
    const other = target?.ip ? OTHER_FAMILY : 'No address associated with hostname';
    const { why, waited } = families.length > 0 ? { why: other, waited: 0 } : notFound(context, host);
    return waited < RUN_LIMIT_SECONDS ? fail(`nc: getaddrinfo for host "${host}" port ${port}: ${why}\n`) : KILLED;
  }
  let [complaints, waited] = ['', 0];
  for (const ip of meant.flatMap((ips) => shuffled(ips, cluster.random))) {
    const result = attempt(context, asked, ip, stdin);
    waited += result.waited ?? 0;
    if (waited >= RUN_LIMIT_SECONDS) return KILLED;
    const { stdout, stderr, exit } = result;
    complaints += stderr;
    if (exit === 0 || protocol === 'udp') return { stdout, stderr: complaints, exit };
  }
  return fail(complaints);
}

/** The addresses of a name as CoreDNS gives them: in no order. */
function shuffled(ips: readonly string[], random: Random): string[] {
  const left = [...ips];
  const all: string[] = [];
  while (left.length > 1) all.push(...left.splice(Math.floor(random.next() * left.length), 1));
  return [...all, ...left];
}

function attempt(context: ShellContext, asked: Asked, ip: string, stdin: string): CommandResult & { waited?: number } {
  const { host, port, protocol, sport, options, service } = asked;
  const { cluster } = context;
  const { ending } = connect(cluster, placeIn(context), `${protocol}://${withPort(ip, port)}`, cluster.random, sport);
  // netcat.c: a name is followed by the address that it was taken for
  const peer = ip === host ? host : `${host} (${ip})`;
  const told = (message: string): string =>
    options.has('v') ? `nc: connect to ${peer} port ${port} (${protocol}) ${message}\n` : '';
  const success = `Connection to ${peer} ${port} port [${protocol}/${service}] succeeded!\n`;
  const tests = options.has('v') || options.has('z');
  switch (ending.result) {
    case 'delivered': {
      const says = !options.has('z') && stdin !== '' && 'pod' in ending;
      const body = says ? `${ending.pod.slice(ending.pod.indexOf('/') + 1)} sees ${ending.source}\n` : '';
      return { stdout: body, stderr: options.has('v') ? success : '', exit: 0 };
    }
    case 'refused':
      // of a datagram that nobody takes nc hears only when it tests first, and says nothing then
      if (protocol === 'udp') return tests ? fail('') : succeed('');
      return fail(told('failed: Connection refused'));
    case 'unresolved':
    case 'unreachable':
      return fail(told('failed: No route to host'));
    case 'timeout': {
      const wait = Number(options.get('w')?.at(-1) ?? RUN_LIMIT_SECONDS);
      if (protocol === 'tcp') return { ...fail(told('timed out: Operation now in progress')), waited: wait };
      return { stdout: '', stderr: options.has('v') ? success : '', exit: 0, waited: wait };
    }
  }
}
