import { askedAddress } from '../../trace/askedAddress.ts';
import { connect } from '../../trace/connect.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { notFound } from './notFound.ts';
import { KILLED, placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';
import { withPort } from '../../net/ip.ts';

/** /etc/services of Debian: of few ports, both protocols have the name. */
const NAMES: Record<number, string> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
  8080: 'http-alt',
};
const UDP_NAMES: Record<number, string> = { 53: 'domain', 123: 'ntp', 161: 'snmp', 443: 'https', 514: 'syslog' };

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

/** `nc [-z] [-v] [-u] [-w S] [-p SOURCE] HOST PORT`, in the words of OpenBSD's. */
export const nc: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'zvunNl46kw:q:p:s:');
  const [host, text] = words;
  const port = Number(text);
  if (wrong !== undefined || host === undefined || !isPort(port))
    return fail('usage: nc [-46nuvz] [-w timeout] [destination] [port]\n');
  if (options.has('l')) return fail('nc: kubehop does not simulate a listener that a command opens\n');
  const protocol = options.has('u') ? 'udp' : 'tcp';
  const source = options.get('p')?.at(-1);
  const sport = source === undefined ? undefined : Number(source);
  if (sport !== undefined && !isPort(sport)) return fail(`nc: port number invalid: ${source}\n`);
  const { cluster } = context;
  const trace = connect(cluster, placeIn(context), `${protocol}://${withPort(host, port)}`, cluster.random, sport);
  const { ending } = trace;
  const ip = askedAddress(trace) ?? host;
  // netcat.c: a name is followed by the address that it was taken for
  const asked = ip === host ? host : `${host} (${ip})`;
  const told = (message: string): string =>
    options.has('v') ? `nc: connect to ${asked} port ${port} (${protocol}) ${message}\n` : '';
  const success = `Connection to ${asked} ${port} port [${protocol}/${(protocol === 'udp' ? UDP_NAMES : NAMES)[port] ?? '*'}] succeeded!\n`;
  const tests = options.has('v') || options.has('z');
  switch (ending.result) {
    case 'delivered': {
      const says = !options.has('z') && stdin !== '' && 'pod' in ending;
      const body = says ? `${ending.pod.slice(ending.pod.indexOf('/') + 1)} sees ${ending.source}\n` : '';
      return { stdout: body, stderr: options.has('v') ? success : '', exit: 0 };
    }
    case 'unresolved': {
      const { why, waited } = notFound(context, host);
      return waited < RUN_LIMIT_SECONDS ? fail(`nc: getaddrinfo for host "${host}" port ${port}: ${why}\n`) : KILLED;
    }
    case 'refused':
      // of a datagram that nobody takes nc hears only when it tests first, and says nothing then
      if (protocol === 'udp') return tests ? fail('') : succeed('');
      return fail(told('failed: Connection refused'));
    case 'unreachable':
      return fail(told('failed: No route to host'));
    case 'timeout': {
      const wait = Number(options.get('w')?.at(-1) ?? RUN_LIMIT_SECONDS);
      if (wait >= RUN_LIMIT_SECONDS) return KILLED;
      if (protocol === 'tcp') return fail(told('timed out: Operation now in progress'));
      return { stdout: '', stderr: options.has('v') ? success : '', exit: 0 };
    }
  }
};
