import { conntrackLine } from '../../../capture/conntrackLine.ts';
import {
  type ConntrackEntry,
  conntrackState,
  conntrackTimeout,
  isStream,
  type KeptEntry,
} from '../../kernel/KernelState.ts';
import { timeIsUp } from '../../trace/connectionsOf.ts';

/** An entry as `conntrack -L` shows it, `now` ms. */
export const entryText = (entry: KeptEntry, now: number): string =>
  `${line(entry, left(entry, now), conntrackState(entry), entry.seen.answered, isAssured(entry))} mark=0 use=1`;

/** Of a second that has begun the kernel shows what is left. */
const left = (entry: KeptEntry, at: number): number => Math.max(0, Math.ceil((timeIsUp(entry) - at) / 1000) - 1);

/** TCP and SCTP are assured once the connection has come about, and UDP when it is a stream. */
export const isAssured = (entry: KeptEntry): boolean =>
  isStream(entry) || (entry.seen.answered && /^(TIME_WAIT|ESTABLISHED)$/.test(conntrackState(entry)));

const line = (
  { protocol, original, reply }: ConntrackEntry,
  timeout: number | undefined,
  state: string,
  answered: boolean,
  assured: boolean,
): string => conntrackLine({ protocol, original, reply, timeout, state, answered, assured });

/** Something that happened to an entry, as `conntrack -E` shows it. */
export interface ConntrackEvent {
  at: number;
  kind: 'NEW' | 'UPDATE' | 'DESTROY';
  text: string;
}

/** A TCP connection that is opened, used and closed; and after what seconds each state ends. */
const TCP_LIFE: [state: string, timeout: number][] = [
  ['SYN_RECV', 60],
  ['ESTABLISHED', 432_000],
  ['FIN_WAIT', 120],
  ['LAST_ACK', 30],
  ['TIME_WAIT', 120],
];

/** The number of a process that deletes entries: nothing else than that some process did is known of it. */
const PROCESS = 4_194_303;

/** The life of an entry until now, in events. */
export function eventsOf(entry: KeptEntry, now: number): ConntrackEvent[] {
  const { seen, protocol, ended } = entry;
  const state = conntrackState(entry);
  const events: ConntrackEvent[] = [];
  const tell = (at: number, kind: ConntrackEvent['kind'], text: string): unknown => events.push({ at, kind, text });
  const begun: ConntrackEntry = { ...entry, seen: { ...seen, answered: false, last: seen.first } };
  tell(seen.first, 'NEW', line(entry, conntrackTimeout(begun), conntrackState(begun), false, false));
  if (seen.answered && protocol === 'tcp')
    for (const [name, seconds] of TCP_LIFE.slice(0, seen.used ? undefined : 1))
      tell(seen.first, 'UPDATE', line(entry, seconds, name, true, name !== 'SYN_RECV'));
  else if (seen.answered) {
    tell(seen.first, 'UPDATE', line(entry, protocol === 'sctp' ? 210 : 30, state, true, protocol === 'sctp'));
    if (isStream(entry)) tell(seen.last, 'UPDATE', line(entry, 120, state, true, true));
  }
  const end = (timeout?: number, shown = state): string => line(entry, timeout, shown, seen.answered, isAssured(entry));
  if (ended?.by === 'reset')
    tell(ended.at, 'DESTROY', end(conntrackTimeout(begun), protocol === 'tcp' ? 'CLOSE' : 'CLOSED'));
  else if (ended) tell(ended.at, 'DESTROY', `${end(left(entry, ended.at))} [USERSPACE] portid=${PROCESS}`);
  else if (timeIsUp(entry) <= now) tell(timeIsUp(entry), 'DESTROY', end());
  return events;
}
