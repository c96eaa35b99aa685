import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Place, Trace } from '../../model/Trace.ts';
import { seenBy } from './explain.ts';
import { machineOfPlace } from './start.ts';
import { packetProtocol, type Target } from './target.ts';

const ending = { result: 'unresolved' } as const;

/** A connection that never began: its name has no address, or no name server heard the question, and why. */
export const unresolved = (from: Place, target: Target, question?: Trace): Trace =>
  question
    ? { ...question, ending, seen: seenBy(ending, packetProtocol(target, '')), share: 1 }
    : neverBegan(from, target.host, packetProtocol(target, ''), target.port, ['noName', target.host]);

/** The same for a text that is no address at all. */
export const notAnAddress = (from: Place, url: string): Trace => neverBegan(from, url, 'tcp', 0, ['notAnAddress', url]);

function neverBegan(from: Place, name: string, protocol: Packet['protocol'], port: number, reason: Reason): Trace {
  const packet: Packet = { protocol, src: '', sport: 0, dst: '', dport: port, flags: '', mark: 0 };
  return {
    hops: [
      {
        at: machineOfPlace(from),
        before: packet,
        after: packet,
        steps: [{ kind: 'resolve', name, answer: '' }],
        sentence: reason,
        label: ['unresolved'],
        reply: false,
        ttl: 64,
      },
    ],
    ending,
    reason: [reason],
    seen: seenBy(ending, protocol),
    share: 1,
  };
}
