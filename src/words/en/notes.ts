import type { Miss, MissArgs, NoteArgs, Texts } from '../../model/Message.ts';
import { saying } from '../saying.ts';
import { misses } from './misses.ts';

const side = (field: 'src' | 'dst'): string => (field === 'src' ? 'source' : 'destination');

const miss = (one: Miss): string => saying<MissArgs>(misses, one);

const HOW: Record<string, string> = {
  rr: 'each in turn',
  wrr: 'each in turn',
  lc: 'who has the fewest connections',
  wlc: 'who has the fewest connections',
  sed: 'who has the fewest open connections',
  nq: 'the first that is idle',
  dh: "by the destination's hash",
  sh: "by the source's hash",
};

/** Why a rule did not match, or what it did. */
export const notes: Texts<NoteArgs> = {
  nothing: () => '',

  schedules: (server) => `schedules ${server}`,
  noRealServer: () => 'has no real server',
  scheduled: (of, scheduler, remembers) =>
    `${of === 1 ? 'the only one' : `one of ${of}, ${HOW[scheduler]}`}${remembers ? ', unless the client is remembered' : ''}`,

  sideIn: (field, ranges) => `the ${side(field)} is in ${ranges}`,
  sideNot: (field, range) => `the ${side(field)} is not ${range}`,
  sideNotIn: (field, ranges) => `the ${side(field)} is not in ${ranges}`,
  local: (field, is) => `the ${side(field)} is ${is ? 'an' : 'no'} address of this Node`,
  pairNotInSet: (set) => `where it comes from and goes to is not in ${set}`,
  targetNotInSet: (set) => `where it goes to is not in ${set}`,
  notByIpvs: (address) => `IPVS did not send it there for ${address}`,
  cameIn: (device) => `it came in by ${device}`,
  notCameIn: (device) => `it did not come in by ${device}`,
  notProtocol: (protocol) => `it is not ${protocol}`,
  notPort: (ports) => `the destination port is not ${ports.join(' or ')}`,
  marked: () => 'it has the mark',
  notMarked: () => 'it does not have the mark',
  state: (states) => `its state is one of ${states}`,
  notState: (states) => `its state is not ${states}`,
  chance: (percent) => `chance ${percent} %: not this time`,
  notRemembered: () => 'this source is not remembered here',
  notInMap: () => 'the map has nothing for this address and port',
  notItself: () => 'nobody calls itself',
  notNew: () => 'it does not begin a connection',
  notChanged: () => 'its destination was not changed',

  goesOn: (chain) => `goes on in ${chain}`,
  goto: (chain) => `goto ${chain}`,
  dnat: (to) => `changes the destination to ${to}`,
  masquerades: () => "changes the source to the Node's own address",
  marksForMasquerade: () => 'marks it for masquerading',
  marks: () => 'sets the mark',
  unmarks: () => 'takes the mark off',
  accepts: () => 'accepts it',
  drops: () => 'drops it',
  rejects: () => 'rejects it',
  returns: () => 'leaves the chain',
  doesNothing: () => 'does nothing',
  remembers: () => 'remembers the source',

  letsIn: () => 'lets it in',
  letsOut: () => 'lets it out',
  allowsNothing: () => 'allows nothing',
  misses: (peers, ports) => [peers.map(miss).join('; '), ...ports.map(miss)].filter(Boolean).join(', and '),
};
