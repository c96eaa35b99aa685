import { type DnsAnswer, type DnsRecord, type DnsType, reverseName } from '../../discovery/dnsRecords.ts';
import { canonicalIp } from '../../net/ip.ts';
import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { canonicalName, headerText, messageSize, questionText, recordText } from './dnsText.ts';
import { Inquirer } from './Inquirer.ts';
import { nameserversOf, searchNames } from './lookUp.ts';
import { KILLED } from './placeIn.ts';

const CODES = { NXDOMAIN: '3(NXDOMAIN)', SERVFAIL: '2(SERVFAIL)', REFUSED: '5(REFUSED)', NOERROR: '0(NOERROR)' };

/** `host [-av] [-t TYPE] NAME [SERVER]`, in the words of BIND's: `-a` is `-v -t ANY`. */
export const host: Command = (context, args) => {
  const { options, words } = getopt(args, 'avdlT46t:W:R:N:');
  const [name, given] = words;
  if (name === undefined) return fail('Usage: host [-t type] hostname [server]\n');
  const named = given === undefined ? undefined : (canonicalIp(given) ?? '');
  const wait = options.get('W')?.at(-1);
  // host tries once more than it is told, whatever resolv.conf says of attempts (bind: host.c, parse_args)
  const inquirer = new Inquirer(context, named === undefined ? nameserversOf(context) : [named], {
    tries: Math.max(2, (Number(options.get('R')?.at(-1)) || 1) + 1),
    protocol: options.has('T') ? 'tcp' : 'udp',
    wait: wait === undefined ? undefined : Number(wait) || 1,
  });
  let server = named ?? '';
  const literal = canonicalIp(name);
  const type = (options.has('a') ? 'ANY' : options.get('t')?.at(-1)?.toUpperCase()) as DnsType | undefined;
  const types: DnsType[] = literal !== null ? ['PTR'] : type ? [type] : ['A', 'AAAA', 'MX'];
  const ndots = Number(options.get('N')?.at(-1) ?? Number.NaN);
  const whole = name.split('.').length > ndots;
  const names =
    literal !== null ? [reverseName(literal)] : whole ? [`${name.replace(/\.$/, '')}.`] : searchNames(context, name);
  let out = '';
  // who was asked is told with the first message
  let head = given === undefined ? '' : `Using domain server:\nName: ${given}\nAddress: ${server}#53\nAliases: \n\n`;
  let answer: DnsAnswer | undefined;
  let asked = '';
  const verbose = options.has('v') || options.has('d') || options.has('a');
  const ask = (candidate: string, what: DnsType): DnsAnswer | 'killed' | 'silence' => {
    const { found, said, killed, ...asked } = inquirer.ask(candidate, what);
    server = asked.server;
    out += said;
    if (found.kind === 'answer') [out, head] = [out + head, ''];
    return killed ? 'killed' : found.kind === 'answer' ? found.answer : 'silence';
  };
  for (const candidate of names) {
    if (verbose) out += `Trying "${candidate.slice(0, -1)}"\n`;
    const got = ask(candidate, types[0] ?? 'A');
    if (got === 'killed') return KILLED;
    if (got === 'silence') return fail('', 1, `${out};; no servers could be reached\n`);
    [answer, asked] = [got, candidate];
    if (got.rcode !== 'NXDOMAIN') break;
  }
  if (!answer) return fail('');
  if (answer.rcode !== 'NOERROR') {
    const subject = literal === null ? name : asked;
    out += `Host ${subject} not found: ${CODES[answer.rcode]}\n`;
    return fail('', 1, verbose ? out + received(asked, answer, server) : out);
  }
  out += verbose ? messageText(asked, types[0] ?? 'A', answer, server) : answer.answer.map(lineOf).join('');
  let some = answer.answer.length > 0;
  let exit = 0;
  const canonical = canonicalName(asked, answer);
  for (const what of types.slice(1)) {
    if (verbose) out += `Trying "${canonical.slice(0, -1)}"\n`;
    const got = ask(canonical, what);
    if (got === 'killed') return KILLED;
    if (got === 'silence') break;
    if (got.rcode !== 'NOERROR') {
      out += `Host ${canonical.slice(0, -1)} not found: ${CODES[got.rcode]}\n`;
      if (verbose) out += received(canonical, got, server);
      exit = 1;
      continue;
    }
    const records = got.answer.filter((r) => r.type === what);
    out += verbose ? messageText(canonical, what, got, server) : records.map(lineOf).join('');
    some ||= records.length > 0;
  }
  if (!some && type !== undefined && !verbose) out += `${asked.slice(0, -1)} has no ${type} record\n`;
  return { stdout: out, stderr: '', exit };
};

const received = (name: string, answer: DnsAnswer, server: string): string =>
  `Received ${messageSize(name, answer)} bytes from ${server}#53 in 0 ms\n`;

/** The whole message, as `-v` shows it (bind: host.c, printmessage). */
function messageText(name: string, type: DnsType, message: DnsAnswer, server: string): string {
  const { answer, authority, additional } = message;
  const section = (title: string, records: readonly DnsRecord[]): string =>
    records.length === 0 ? '' : `\n;; ${title} SECTION:\n${records.map((record) => recordText(record)).join('')}`;
  return (
    `${headerText(message, additional.length)}\n;; QUESTION SECTION:\n${questionText(name, type)}` +
    `${section('ANSWER', answer)}${section('AUTHORITY', authority)}${section('ADDITIONAL', additional)}\n` +
    received(name, message, server)
  );
}

function lineOf({ name, type, data }: DnsRecord): string {
  const bare = name.replace(/\.$/, '');
  switch (type) {
    case 'A':
      return `${bare} has address ${data}\n`;
    case 'AAAA':
      return `${bare} has IPv6 address ${data}\n`;
    case 'CNAME':
      return `${bare} is an alias for ${data}\n`;
    case 'PTR':
      return `${bare} domain name pointer ${data}\n`;
    case 'SRV':
      return `${bare} has SRV record ${data}\n`;
    case 'TXT':
      return `${bare} descriptive text ${data}\n`;
    default:
      return `${bare} has ${type} record ${data}\n`;
  }
}
