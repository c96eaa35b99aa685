import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { type Socket, socketsAt } from './sockets.ts';
import { ssFilter } from './ssFilter.ts';

const LONG = {
  all: 'a',
  listening: 'l',
  numeric: 'n',
  processes: 'p',
  tcp: 't',
  udp: 'u',
  sctp: 'S',
  ipv4: '4',
  ipv6: '6',
  'no-header': 'H',
  summary: 's',
  version: 'V',
};
/** In this order (iproute2: misc/ss.c, main). */
const PROTOCOLS = [
  ['udp', 'u'],
  ['tcp', 't'],
  ['sctp', 'S'],
] as const;

/** `ss -tlnp`, `ss -tan`, `ss -s`: what listens, as iproute2 6.1 prints it where no terminal is. */
export const ss: Command = (context, args) => {
  const { options, words, wrong } = getopt(args, 'alnptuS46HsV', LONG);
  if (wrong !== undefined) return fail(`ss: option ${wrong} is not simulated\n`, 255);
  // `state listening` is as `-l`, and the column of states is not needed then
  const inState = words[0] === 'state' ? words[1] : undefined;
  const filter = ssFilter(inState === undefined ? words : words.slice(2));
  if (!filter) return fail('ss: this filter is not simulated\n', 255);
  if (options.has('V')) return succeed('ss utility, iproute2-6.1.0\n');
  const sockets = asked(socketsAt(context), options).filter(filter);
  if (options.has('s')) return succeed(summary(sockets));
  const protocols = PROTOCOLS.filter(([, letter]) => options.has(letter));
  const all = protocols.length === 0;
  const processes = options.has('p');
  // an exchange is over when the command comes: there is nothing but who listens
  const listening = inState === undefined ? options.has('l') || options.has('a') : /^(listen(ing)?|all)$/.test(inState);
  const shown = listening ? sockets : [];
  const rows = PROTOCOLS.filter(([, letter]) => all || options.has(letter)).flatMap(([protocol]) =>
    shown.filter((socket) => socket.protocol === protocol).map((socket) => cellsOf(socket, processes)),
  );
  const netid = all || protocols.length > 1;
  // flows of UDP have one state only, unless those without a peer are asked for
  const state = inState === undefined ? !(protocols.length === 1 && options.has('u')) || listening : inState === 'all';
  return succeed(columns(rows, options.has('H'), netid, state));
};

/** Sockets of the families that are asked for. One that takes both, as Go programs open it, is IPv6's. */
const asked = (sockets: Socket[], options: ReadonlyMap<string, unknown>): Socket[] => {
  const [four, six] = [options.has('4'), options.has('6')];
  return four === six ? sockets : sockets.filter(({ address }) => address.includes(':') === six);
};

interface Column {
  align: 'left' | 'right';
  title: string;
  /** What stands before it, unless it is the first. */
  before: '' | ' ';
}

/** iproute2: misc/ss.c, columns. */
const COLUMNS: Column[] = [
  { align: 'left', title: 'Netid', before: '' },
  { align: 'left', title: 'State', before: ' ' },
  { align: 'left', title: 'Recv-Q', before: ' ' },
  { align: 'left', title: 'Send-Q', before: ' ' },
  { align: 'right', title: 'Local Address:', before: ' ' },
  { align: 'left', title: 'Port', before: '' },
  { align: 'right', title: 'Peer Address:', before: ' ' },
  { align: 'left', title: 'Port', before: '' },
  { align: 'left', title: 'Process', before: '' },
];

function cellsOf({ protocol, address, port, both, program, pid, fd }: Socket, processes: boolean): string[] {
  const six = address.includes(':');
  const of = (ip: string): string => (both ? '*' : six ? `[${ip}]` : ip);
  return [
    protocol,
    protocol === 'udp' ? 'UNCONN' : 'LISTEN',
    '0',
    protocol === 'tcp' ? '4096' : '0',
    `${of(address)}:`,
    String(port),
    `${of(six ? '::' : '0.0.0.0')}:`,
    '*',
    processes ? ` users:(("${program}",pid=${pid},fd=${fd}))` : '',
  ];
}

/** Each column as wide as its widest cell, and filled up, the last too (render). */
function columns(rows: string[][], noHeader: boolean, netid: boolean, state: boolean): string {
  const titles = COLUMNS.map(({ title }) => title);
  const lines = noHeader ? rows : [titles, ...rows];
  const shown = COLUMNS.map((column, i) => ({ ...column, i })).filter(
    ({ i }) => (i > 0 || netid) && (i !== 1 || state),
  );
  // both queues are printed six wide, with titles or without (ss.c, sock_state_print)
  const queue = (i: number): number => (titles[i]?.endsWith('-Q') ? 6 : 0);
  const widths = COLUMNS.map((_, i) => Math.max(queue(i), ...lines.map((cells) => (cells[i] ?? '').length)));
  return lines
    .map((cells) => {
      const texts = shown.map(({ align, before, i }, place) => {
        const [cell = '', width = 0] = [cells[i], widths[i]];
        return `${place > 0 ? before : ''}${align === 'right' ? cell.padStart(width) : cell.padEnd(width)}`;
      });
      return `${texts.join('')}\n`;
    })
    .join('');
}

/** `ss -s`: how many sockets there are. */
function summary(sockets: Socket[]): string {
  const count = (protocol: string | undefined, six?: boolean): number =>
    sockets.filter(
      (one) =>
        (protocol === undefined ? one.protocol !== 'sctp' : one.protocol === protocol) &&
        (six === undefined || one.address.includes(':') === six),
    ).length;
  const line = (name: string, protocol: string | undefined): string =>
    `${name}\t  ${[count(protocol), count(protocol, false), count(protocol, true)].map((n) => String(n).padEnd(9)).join(' ')}\n`;
  const none = (name: string): string => `${name}\t  0         0         0        \n`;
  return `Total: ${sockets.length}
TCP:   ${count('tcp')} (estab 0, closed 0, orphaned 0, timewait 0)

Transport Total     IP        IPv6
${none('RAW')}${line('UDP', 'udp')}${line('TCP', 'tcp')}${line('INET', undefined)}${none('FRAG')}
`;
}
