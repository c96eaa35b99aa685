import { type DnsAnswer, type DnsRecord, type DnsType, reverseName } from '../../discovery/dnsRecords.ts';
import { canonicalIp } from '../../net/ip.ts';
import { type Command, fail } from '../Command.ts';
import { canonicalName } from './dnsText.ts';
import { Inquirer } from './Inquirer.ts';
import { nameserversOf, searchNames } from './lookUp.ts';
import { KILLED } from './placeIn.ts';

/** `nslookup [-type=TYPE] NAME [SERVER]`, in the words of BIND's. */
export const nslookup: Command = (context, args) => {
  let type: DnsType | undefined;
  const words: string[] = [];
  let debug = false;
  const limits: { tries?: number; wait?: number } = {};
  for (const arg of args) {
    const given = /^-(?:type|query|querytype|q|t)=(\w+)$/i.exec(arg);
    if (given) type = (given[1] ?? '').toUpperCase() as DnsType;
    else if (/^-(?:debug|deb|d)$/.test(arg)) debug = true;
    else if (/^-(retry|timeout)=\d+$/.test(arg))
      limits[arg.startsWith('-r') ? 'tries' : 'wait'] = Number(arg.split('=')[1]);
    else if (!arg.startsWith('-')) words.push(arg);
  }
  const [name, given] = words;
  if (name === undefined) return fail('nslookup: kubehop has no interactive mode: say nslookup NAME\n');
  const named = given === undefined ? undefined : canonicalIp(given);
  if (named === null) return fail(`nslookup: couldn't get address for '${given}': not found\n`);
  const literal = canonicalIp(name);
  const reverse = literal !== null && type === undefined;
  const queried: DnsType = reverse ? 'PTR' : (type ?? 'A');
  const pointed = literal !== null && queried === 'PTR';
  const names = pointed ? [reverseName(literal)] : searchNames(context, name);
  let out = '';
  const servers = named === undefined ? nameserversOf(context) : [named];
  // only of the servers of resolv.conf recursion is expected
  const inquirer = new Inquirer(context, servers, { recursion: named === undefined, ...limits });
  const headOf = (server: string): string => `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  let head = '';
  let answer: DnsAnswer | undefined;
  let asked = '';
  for (const candidate of names) {
    const { found, server, said, killed } = inquirer.ask(candidate, queried);
    out += said;
    if (killed) return KILLED;
    if (found.kind !== 'answer') return fail('', 1, `${out};; no servers could be reached\n\n`);
    [answer, asked] = [found.answer, candidate];
    head = headOf(answer.rcode === 'NOERROR' ? server : (servers[0] ?? server));
    if (debug) {
      out += (reverse ? '' : head) + details(candidate, queried, answer);
      if (answer.rcode !== 'NOERROR') out += `** server can't find ${candidate.slice(0, -1)}: ${answer.rcode}\n`;
    }
    if (answer.rcode !== 'NXDOMAIN') break;
  }
  if (!answer) return fail('');
  if (!reverse && !debug) out += head;
  if (answer.rcode !== 'NOERROR')
    return fail(
      '',
      1,
      debug
        ? `${out}\n`
        : `${out}** server can't find ${reverse ? asked.slice(0, -1) : name.replace(/\.$/, '')}: ${answer.rcode}\n\n`,
    );
  if (!answer.authoritative) out += 'Non-authoritative answer:\n';
  out += answer.answer.map(lineOf).join('');
  if (reverse || type !== undefined) {
    if (answer.answer.length === 0) out += `*** Can't find ${name}: No answer\n`;
    return { stdout: `${out}\n`, stderr: '', exit: 0 };
  }
  // Without a type nslookup asks for the IPv6 addresses too.
  const canonical = canonicalName(asked, answer);
  const { found: six, said } = inquirer.ask(canonical, 'AAAA');
  out += said;
  if (six.kind === 'answer') {
    if (six.answer.rcode !== 'NOERROR')
      return fail('', 1, `${out}** server can't find ${canonical.slice(0, -1)}: ${six.answer.rcode}\n\n`);
    if (debug) out += details(canonical, 'AAAA', six.answer);
    const records = six.answer.answer.filter((r) => r.type === 'AAAA');
    out += records.map(lineOf).join('');
    // The second question was made of the whole name.
    if (records.length === 0 && answer.answer.length === 0) out += `*** Can't find ${asked.slice(0, -1)}: No answer\n`;
  }
  return { stdout: `${out}\n`, stderr: '', exit: 0 };
};

/** What `-debug` shows of an answer (bind: nslookup.c, detailsection). */
function details(name: string, type: DnsType, { answer, authority, additional }: DnsAnswer): string {
  const section = (title: string, records: readonly DnsRecord[]): string =>
    `    ${title}:\n${records.map((one) => `    ->  ${one.name.replace(/\.$/, '')}\n${detailOf(one)}\tttl = ${one.ttl}\n`).join('')}`;
  return (
    `------------\n    QUESTIONS:\n\t${name.replace(/\.$/, '')}, type = ${type}, class = IN\n` +
    `${section('ANSWERS', answer)}${section('AUTHORITY RECORDS', authority)}` +
    `${section('ADDITIONAL RECORDS', additional)}------------\n`
  );
}

function detailOf({ type, data }: DnsRecord): string {
  switch (type) {
    case 'A':
      return `\tinternet address = ${data}\n`;
    case 'AAAA':
      return `\thas AAAA address ${data}\n`;
    case 'CNAME':
      return `\tcanonical name = ${data}\n`;
    case 'PTR':
      return `\tname = ${data}\n`;
    case 'SRV':
      return `\tservice = ${data}\n`;
    case 'SOA': {
      const fields = ['origin', 'mail addr', 'serial', 'refresh', 'retry', 'expire', 'minimum'];
      const words = data.split(' ').map((word) => word.replace(/\.$/, ''));
      return fields.map((field, i) => `\t${field} = ${words[i] ?? ''}\n`).join('');
    }
    default:
      return `\t${type} = ${data}\n`;
  }
}

function lineOf({ name, type, data }: DnsRecord): string {
  const bare = name.replace(/\.$/, '');
  switch (type) {
    case 'A':
    case 'AAAA':
      return `Name:\t${bare}\nAddress: ${data}\n`;
    case 'CNAME':
      return `${bare}\tcanonical name = ${data}\n`;
    case 'PTR':
      return `${bare}\tname = ${data}\n`;
    case 'SRV':
      return `${bare}\tservice = ${data}\n`;
    case 'TXT':
      return `${bare}\ttext = ${data}\n`;
    case 'NS':
      return `${bare}\tnameserver = ${data}\n`;
    default:
      return `${bare}\t${type} = ${data}\n`;
  }
}
