import { headerText, type LeftOut, messageSize, questionText, recordText } from './dnsText.ts';
import { type DnsAnswer, type DnsRecord, type DnsType, reverseName } from '../../discovery/dnsRecords.ts';
import { isOutside } from '../../discovery/resolvConf.ts';
import { canonicalIp } from '../../net/ip.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import { dateText } from './dateText.ts';
import { Inquirer } from './Inquirer.ts';
import { type LookUp, nameserversOf, searchNames } from './lookUp.ts';
import { KILLED } from './placeIn.ts';

const TYPES = new Set<string>(
  'A AAAA CNAME SRV PTR TXT NS SOA MX ANY CAA DNSKEY DS HINFO HTTPS NAPTR SSHFP SVCB TLSA'.split(' '),
);
const CLASSES = new Set(['IN', 'CH', 'HS']);

/** EDNS with a cookie, and the bytes of an answer by UDP that it allows. */
const OPT_SIZE = 23;
const UDP_SIZE = 1232;

const PROGRAM = 'DiG 9.18.49-1~deb12u3-Debian';

interface Query {
  name: string;
  type: DnsType;
  server: string | undefined;
  port: string;
  options: Map<string, string>;
}

/**
 * `+short`, `+nosearch`, `+time=1`: a leading `no` turns an option off. A word that is called like a type or a class is
 * one, wherever it stands and however it is written, until `-t` or `-c` has told. What is said before the first name
 * holds for each, what is said behind a name for it alone (bind: dig.c, parse_args).
 */
function readQueries(args: readonly string[]): Query[] | string {
  let isOpen = true;
  const common: Query = { name: '', type: 'A', server: undefined, port: '53', options: new Map() };
  const queries: Query[] = [];
  let query = common;
  const begin = (of: Pick<Query, 'name'> & Partial<Query>): void => {
    query = { ...common, options: new Map(common.options), ...of };
    queries.push(query);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg.startsWith('@')) common.server = query.server = arg.slice(1);
    else if (arg.startsWith('+')) {
      const [key = '', value] = arg.slice(1).split('=');
      if (key.startsWith('no')) query.options.set(key.slice(2), 'no');
      else query.options.set(key, value ?? 'yes');
    } else if (arg === '-x') {
      const ip = canonicalIp(args[++i] ?? '');
      if (ip === null) return `Invalid IP address ${args[i]}`;
      begin({ name: reverseName(ip), type: 'PTR' });
    } else if (arg === '-t' || arg === '-q' || arg === '-p' || arg === '-b' || arg === '-c') {
      const value = args[++i] ?? '';
      if (arg === '-t' || arg === '-c') isOpen = false;
      if (arg === '-q') begin({ name: value });
      else if (arg === '-p') query.port = value;
      else if (arg === '-t' && TYPES.has(value.toUpperCase())) query.type = value.toUpperCase() as DnsType;
      else if (arg === '-t') return `;; Warning, ignoring invalid type ${value}`;
    } else if (arg === '-4' || arg === '-6') continue;
    else if (arg.startsWith('-')) return `Invalid option: ${arg}`;
    else if (isOpen && TYPES.has(arg.toUpperCase())) query.type = arg.toUpperCase() as DnsType;
    else if (isOpen && CLASSES.has(arg.toUpperCase())) continue;
    else begin({ name: arg });
  }
  return queries.length > 0 ? queries : [{ ...common, name: '.', type: 'NS' }];
}

/** `dig [@SERVER] NAME [TYPE] [+short] [+search] [NAME …]`, in the words of BIND 9.18. */
export const dig: Command = (context, args) => {
  const queries = readQueries(args);
  if (typeof queries === 'string') return fail(`${queries}\n`, 1);
  let [stdout, exit] = ['', 0];
  for (const [i, query] of queries.entries()) {
    // what was asked for is said once, before the first answer
    const result = answer(context, query, i === 0 ? args : undefined);
    if (result === KILLED || result.stderr !== '') return result;
    stdout += result.stdout;
    exit = Math.max(exit, result.exit);
  }
  return { stdout, stderr: '', exit };
};

function answer(context: ShellContext, query: Query, args: readonly string[] | undefined): CommandResult {
  const { options } = query;
  const isSet = (key: string, otherwise = false) => (options.has(key) ? options.get(key) !== 'no' : otherwise);
  const on = (key: string, otherwise: boolean) => isSet(key, options.get('all') === 'no' ? false : otherwise);
  const servers = serversOf(context, query);
  if (servers === undefined) return fail(`dig: couldn't get address for '${query.server}': not found\n`, 10);
  const short = isSet('short');
  const names = namesOf(context, query, isSet('search', isSet('domain')));
  const inquirer = new Inquirer(context, servers, {
    tries: numberOf(options.get('tries')) ?? numberOf(options.get('retry'), 1),
    wait: numberOf(options.get('time') ?? options.get('timeout')),
    // as dig asks for ANY without being told (dig.c, parse_args)
    protocol: isSet('tcp', query.type === 'ANY') ? 'tcp' : 'udp',
    size: UDP_SIZE - OPT_SIZE,
    comments: on('comments', !short),
  });
  let found: LookUp = { kind: 'timeout' };
  let [asked, server, said, protocol] = ['', '', '', ''];
  for (const name of names) {
    asked = name;
    const inquiry = inquirer.ask(name, query.type);
    ({ found, server, protocol } = inquiry);
    said += inquiry.said;
    if (inquiry.killed) return KILLED;
    if (found.kind !== 'answer' || found.answer.rcode !== 'NXDOMAIN') break;
  }
  const head = args && on('cmd', true) ? greeting(args) : '';
  if (found.kind !== 'answer') return unanswered(said, head, short);
  if (short) return { stdout: said + found.answer.answer.map((r) => `${r.data}\n`).join(''), stderr: '', exit: 0 };
  const left = {
    ttl: !isSet('ttlid', isSet('ttl', true)),
    class: !isSet('class', isSet('cl', true)),
  };
  return {
    stdout:
      said +
      head +
      full(
        context,
        found.answer,
        asked,
        query.type,
        { server, protocol, recurse: isSet('recurse', isSet('rdflag', true)) },
        on,
        left,
      ),
    stderr: '',
    exit: 0,
  };
}

/** The names to try: `+domain` is a search list of one, `+ndots` says how many dots are enough. */
function namesOf(context: ShellContext, { name, options }: Query, searches: boolean): string[] {
  const domain = options.get('domain');
  const ndots = numberOf(options.get('ndots'));
  const isWhole = name.endsWith('.') || (ndots !== undefined && name.split('.').length > ndots);
  if (!searches || isWhole) return [name.endsWith('.') ? name : `${name}.`];
  return domain && domain !== 'no' ? [`${name}.${domain}.`, `${name}.`] : searchNames(context, name);
}

/** The number of an option, `more` than it says; undefined where it says none. */
const numberOf = (text: string | undefined, more = 0): number | undefined =>
  text === undefined ? undefined : (Number(text) || 0) + more;

function serversOf(context: ShellContext, { server }: Query): string[] | undefined {
  const own = nameserversOf(context);
  if (server === undefined) return own;
  const literal = canonicalIp(server);
  if (literal !== null) return [literal];
  const inquirer = new Inquirer(context, own);
  for (const name of searchNames(context, server)) {
    const { found } = inquirer.ask(name, 'A');
    const address = found.kind === 'answer' ? found.answer.answer.find((r) => r.type === 'A') : undefined;
    if (address) return [address.data];
  }
  return undefined;
}

const greeting = (args: readonly string[]): string => {
  const one = args.some((arg) => arg.startsWith('@')) ? '; (1 server found)\n' : '';
  return `\n; <<>> ${PROGRAM} <<>> ${args.join(' ')}\n${one};; global options: +cmd\n`;
};

const unanswered = (said: string, head: string, short: boolean): CommandResult => ({
  stdout: `${said}${short ? '' : head};; no servers could be reached\n`,
  stderr: '',
  exit: 9,
});

function full(
  context: ShellContext,
  answer: DnsAnswer,
  name: string,
  type: DnsType,
  { server, protocol, recurse }: { server: string; protocol: string; recurse: boolean },
  on: (key: string, otherwise: boolean) => boolean,
  left: LeftOut,
): string {
  let out = '';
  const { recursionAvailable } = answer;
  if (on('comments', true)) {
    out += ';; Got answer:\n';
    if (name.endsWith('.local.'))
      out +=
        ';; WARNING: .local is reserved for Multicast DNS\n' +
        ';; You are currently testing what happens when an mDNS query is leaked to DNS\n';
    // EDNS is one more; the resolvers outside do not know it
    const edns = !isOutside(server);
    out += headerText(answer, answer.additional.length + (edns ? 1 : 0), recurse);
    if (!recursionAvailable && recurse) out += ';; WARNING: recursion requested but not available\n';
    out += '\n';
    if (edns)
      out += ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n; COOKIE: 0011223344556677 (echoed)\n';
  }
  if (on('question', true)) {
    const question = questionText(name, type, left);
    out += on('comments', true) ? `;; QUESTION SECTION:\n${question}\n` : question;
  }
  const section = (title: string, key: string, records: DnsRecord[]) => {
    if (records.length === 0 || !on(key, true)) return;
    if (on('comments', true)) out += `;; ${title} SECTION:\n`;
    out += records.map((record) => recordText(record, left)).join('');
    if (on('comments', true)) out += '\n';
  };
  section('ANSWER', 'answer', answer.answer);
  section('AUTHORITY', 'authority', answer.authority);
  section('ADDITIONAL', 'additional', answer.additional);
  if (on('stats', true))
    out += `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (${protocol.toUpperCase()})\n;; WHEN: ${dateText(context.cluster.now, 'UTC')}\n;; MSG SIZE  rcvd: ${messageSize(name, answer) + (isOutside(server) ? 0 : OPT_SIZE)}\n\n`;
  return out;
}
