import { PROTOCOLS } from '../../../capture/conntrackLine.ts';
import { EPOCH } from '../../../capture/pcap.ts';
import { joinLines } from '../options.ts';
import { conntrackState, type KeptEntry } from '../../kernel/KernelState.ts';
import { cidrContains, parseCidr } from '../../net/cidr.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';
import { connectionsOf, everyConnectionOf } from '../../trace/connectionsOf.ts';
import { type Command, fail } from '../Command.ts';
import { entryText, eventsOf, isAssured } from './conntrackText.ts';
import { placeIn } from './placeIn.ts';

const NAME = 'conntrack v1.4.7 (conntrack-tools)';
const wrong = (message: string): ReturnType<Command> =>
  fail(`${NAME}: ${message}\nTry \`conntrack -h' or 'conntrack --help' for more information.\n`, 2);

const COMMANDS: Record<string, string> = {
  '-L': 'L',
  '--dump': 'L',
  '-G': 'G',
  '--get': 'G',
  '-E': 'E',
  '--event': 'E',
  '-D': 'D',
  '--delete': 'D',
  '-C': 'C',
  '--count': 'C',
  '-F': 'F',
  '--flush': 'F',
};

/** Options with a value, by their spellings. */
const OPTIONS: Record<string, string> = {
  '-p': 'protocol',
  '--proto': 'protocol',
  '--protonum': 'protocol',
  '-f': 'family',
  '--family': 'family',
  '-s': 'src',
  '--src': 'src',
  '--orig-src': 'src',
  '-d': 'dst',
  '--dst': 'dst',
  '--orig-dst': 'dst',
  '-r': 'reply-src',
  '--reply-src': 'reply-src',
  '-q': 'reply-dst',
  '--reply-dst': 'reply-dst',
  '--sport': 'sport',
  '--orig-port-src': 'sport',
  '--dport': 'dport',
  '--orig-port-dst': 'dport',
  '--reply-port-src': 'reply-sport',
  '--reply-port-dst': 'reply-dport',
  '--state': 'state',
  '-u': 'status',
  '--status': 'status',
  '-o': 'output',
  '--output': 'output',
  '-e': 'events',
  '--event-mask': 'events',
};

/** Options whose address may be left out: any translation then. */
const TRANSLATIONS: Record<string, 'src-nat' | 'dst-nat' | 'any-nat'> = {
  '-n': 'src-nat',
  '--src-nat': 'src-nat',
  '-g': 'dst-nat',
  '--dst-nat': 'dst-nat',
  '-j': 'any-nat',
  '--any-nat': 'any-nat',
};

type Wishes = Map<string, string>;

/**
 * `conntrack -L|-D|-C|-F|-E` with the options that choose entries: the connections that this Node remembers. `-E`
 * does not wait: it shows what has happened since the scenario began.
 */
export const conntrack: Command = (context, args) => {
  const place = placeIn(context);
  if (place.kind !== 'node') return fail('conntrack: only a Node tracks connections\n');
  const read = readArguments(args);
  if (typeof read === 'string') return wrong(read);
  const { command, wishes } = read;
  const problem = problemOf(wishes);
  if (problem) return wrong(problem);
  const { cluster } = context;
  const { now } = cluster;
  const chosen = connectionsOf(cluster, place.name).filter((entry) => fits(entry, wishes));
  const extended = (wishes.get('output') ?? '').split(',').includes('extended');
  const family = ({ original }: KeptEntry): string =>
    familyOf(original.src) === 'IPv6' ? 'ipv6     10 ' : 'ipv4     2 ';
  const text = (entry: KeptEntry): string => `${extended ? family(entry) : ''}${entryText(entry, now)}`;
  switch (command) {
    case 'L':
      return { stdout: joinLines(chosen.map(text)), stderr: shown(chosen.length, 'entries have been shown'), exit: 0 };
    case 'G': {
      const [one] = chosen;
      if (!one) return fail(`${NAME}: Operation failed: such conntrack doesn't exist\n`, 1);
      // who asks for it holds it too
      const stdout = joinLines([text(one).replace(/use=1$/, 'use=2')]);
      return { stdout, stderr: shown(1, 'entries have been shown'), exit: 0 };
    }
    case 'C':
      return { stdout: `${chosen.length}\n`, stderr: '', exit: 0 };
    case 'D':
    case 'F': {
      const stdout = command === 'D' ? joinLines(chosen.map(text)) : '';
      for (const entry of chosen) entry.ended = { at: now, by: 'user' };
      if (command === 'F') return { stdout, stderr: `${NAME}: connection tracking table has been emptied.\n`, exit: 0 };
      const exit = chosen.length > 0 ? 0 : 1;
      return { stdout, stderr: shown(chosen.length, 'entries have been deleted'), exit };
    }
    case 'E':
      return events(everyConnectionOf(cluster, place.name), wishes, now);
    default:
      return fail(`${NAME}: kubehop simulates -L, -G, -D, -C, -F and -E\n`, 2);
  }
};

const shown = (count: number, what: string): string => `${NAME}: ${count} flow ${what}.\n`;

function readArguments(given: readonly string[]): { command: string; wishes: Wishes } | string {
  let command = '';
  const wishes: Wishes = new Map();
  // `-Lp tcp` is `-L -p tcp`
  const args = given.flatMap((arg) => (/^-[LGEDCF]./.test(arg) ? [arg.slice(0, 2), `-${arg.slice(2)}`] : [arg]));
  for (let i = 0; i < args.length; i++) {
    const [word, value] = splitValue(args[i] ?? '');
    const name = OPTIONS[word];
    const translation = TRANSLATIONS[word];
    const next = args[i + 1];
    if (COMMANDS[word]) {
      if (command) return 'Invalid commands combination';
      command = COMMANDS[word];
      // the table that is meant anyway
      if (next === 'conntrack') i++;
    } else if (name) {
      if (value === undefined && next === undefined) return `option \`${word}' requires an argument`;
      wishes.set(name, value ?? args[++i] ?? '');
    } else if (translation) {
      const address = value ?? (next !== undefined && !next.startsWith('-') ? args[++i] : undefined);
      wishes.set(translation, address ?? '');
    } else return word.startsWith('-') ? `unknown option \`${word}'` : `unknown type \`${word}'`;
  }
  // ports and states are options of a protocol
  for (const [name, spelling] of [
    ['sport', '--sport'],
    ['dport', '--dport'],
    ['state', '--state'],
  ] as const)
    if (wishes.has(name) && !wishes.has('protocol')) return `unknown option \`${spelling}'`;
  return { command, wishes };
}

/** `--dport=80`, `-ptcp`. */
function splitValue(word: string): [string, string?] {
  if (word.startsWith('--') && word.includes('='))
    return [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];
  if (/^-[a-z]./.test(word)) return [word.slice(0, 2), word.slice(2)];
  return [word];
}

function problemOf(wishes: Wishes): string | undefined {
  for (const name of ['src', 'dst', 'reply-src', 'reply-dst', 'src-nat', 'dst-nat', 'any-nat']) {
    const address = wishes.get(name);
    if (address && canonicalIp(address) === null && !parseCidr(address)) return `Invalid IP address \`${address}'`;
  }
  const protocol = wishes.get('protocol');
  const known = Object.values(PROTOCOLS).some(({ name, number }) => protocol === name || protocol === String(number));
  if (protocol !== undefined && !known) return `\`${protocol}' unsupported protocol`;
  const family = wishes.get('family');
  if (family !== undefined && family !== 'ipv4' && family !== 'ipv6') return `\`${family}' unsupported protocol`;
  return undefined;
}

/** Whether an entry is one of those that the options choose. */
function fits(entry: KeptEntry, wishes: Wishes): boolean {
  const { original, reply, protocol, seen } = entry;
  const { name, number } = PROTOCOLS[protocol];
  const snat = reply.dst !== original.src || reply.dport !== original.sport ? reply.dst : undefined;
  const dnat = reply.src !== original.dst || reply.sport !== original.dport ? reply.src : undefined;
  const is = (wish: string, found: string | number): boolean => {
    const wanted = wishes.get(wish);
    return wanted === undefined || wanted === String(found);
  };
  const holds = (wish: string, found: readonly (string | undefined)[]): boolean => {
    const wanted = wishes.get(wish);
    if (wanted === undefined) return true;
    return found.some((ip) => ip !== undefined && (wanted === '' || isIn(wanted, ip)));
  };
  const status = wishes.get('status')?.split(',') ?? [];
  return (
    (is('protocol', name) || is('protocol', number)) &&
    is('family', familyOf(original.src) === 'IPv6' ? 'ipv6' : 'ipv4') &&
    holds('src', [original.src]) &&
    holds('dst', [original.dst]) &&
    holds('reply-src', [reply.src]) &&
    holds('reply-dst', [reply.dst]) &&
    is('sport', original.sport) &&
    is('dport', original.dport) &&
    is('reply-sport', reply.sport) &&
    is('reply-dport', reply.dport) &&
    is('state', conntrackState(entry)) &&
    holds('src-nat', [snat]) &&
    holds('dst-nat', [dnat]) &&
    holds('any-nat', [snat, dnat]) &&
    status.every((one) => (one === 'UNREPLIED' ? !seen.answered : one !== 'SEEN_REPLY' || seen.answered)) &&
    (!status.includes('ASSURED') || isAssured(entry))
  );
}

function isIn(wanted: string, ip: string): boolean {
  const cidr = parseCidr(wanted);
  return cidr ? cidrContains(cidr, ip) : canonicalIp(wanted) === ip;
}

function events(entries: readonly KeptEntry[], wishes: Wishes, now: number): ReturnType<Command> {
  const mask = (wishes.get('events') ?? 'NEW,UPDATES,DESTROY').split(',').map((word) => word.replace(/S$/, ''));
  const output = (wishes.get('output') ?? '').split(',');
  const all = entries
    .filter((entry) => fits(entry, wishes))
    .flatMap((entry) => eventsOf(entry, now))
    .filter(({ kind }) => mask.includes(kind) || mask.includes('ALL'))
    .sort((a, b) => a.at - b.at);
  const stamp = (at: number): string => (output.includes('timestamp') ? `[${(EPOCH + at / 1000).toFixed(6)}]\t` : '');
  const lines = all.map(({ at, kind, text }) => `${stamp(at)}${`[${kind}]`.padStart(9)} ${text}`);
  return { stdout: joinLines(lines), stderr: shown(all.length, 'events have been shown'), exit: 0 };
}
