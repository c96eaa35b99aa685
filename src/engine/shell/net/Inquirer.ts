import { compressedSize } from './dnsText.ts';
import { type DnsType } from '../../discovery/dnsRecords.ts';
import { resolvConfOf } from '../../discovery/resolvConf.ts';
import type { ShellContext } from '../Command.ts';
import { type LookUp, lookUp } from './lookUp.ts';
import { placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';

/** What a question came to. */
export interface Inquiry {
  found: LookUp;
  /** Who was asked last: whose answer it is. */
  server: string;
  /** What the program says meanwhile. */
  said: string;
  /** What the answer came by. */
  protocol: 'udp' | 'tcp';
  /** The program was ended before it had an answer: what it has said was still in its buffer, and is lost. */
  killed: boolean;
}

interface Habits {
  /** For each question, at all servers together. */
  tries?: number | undefined;
  /** Seconds for an answer. */
  wait?: number | undefined;
  /** Recursion is expected, and where it is not available, another server tried. */
  recursion?: boolean;
  protocol?: 'udp' | 'tcp';
  /** The bytes that an answer by UDP may have. */
  size?: number;
  /** Whether it is told that an answer was cut off. */
  comments?: boolean;
}

/** Without EDNS (RFC 1035, 4.2.1). */
const UDP_SIZE = 512;

/**
 * Asks name servers in turn, as BIND's tools do (dighost.c): tries that one server has used up are not there for the
 * next, which is asked once all the same. Attempts and timeouts are those of resolv.conf, unless the program says more.
 */
export class Inquirer {
  #context: ShellContext;
  #servers: readonly string[];
  #habits: Habits;
  #tries: number;
  #wait: number;
  #waited = 0;

  constructor(context: ShellContext, servers: readonly string[], habits: Habits = {}) {
    const { options } = resolvConfOf(context.cluster, placeIn(context));
    const optionOf = (name: string): number | undefined => {
      const text = options.find((option) => option.startsWith(`${name}:`));
      return text === undefined ? undefined : Number(text.slice(name.length + 1)) || 1;
    };
    this.#context = context;
    this.#servers = servers;
    this.#habits = habits;
    this.#tries = Math.max(1, habits.tries ?? optionOf('attempts') ?? 3);
    this.#wait = Math.max(1, habits.wait ?? optionOf('timeout') ?? 5);
  }

  ask(name: string, type: DnsType): Inquiry {
    const { protocol = 'udp', size = UDP_SIZE, comments = true } = this.#habits;
    const result: Inquiry = { found: { kind: 'timeout' }, server: '', said: '', killed: false, protocol };
    let tries = this.#tries;
    for (const [i, server] of this.#servers.entries()) {
      result.server = server;
      result.protocol = protocol;
      for (;;) {
        const found = lookUp(this.#context, server, name, type, result.protocol);
        result.found = found;
        if (found.kind === 'answer' && result.protocol === 'udp' && compressedSize(name, found.answer) > size) {
          if (comments) result.said += ';; Truncated, retrying in TCP mode.\n';
          result.protocol = 'tcp';
          continue;
        }
        if (found.kind === 'answer') {
          if (!this.#habits.recursion || found.answer.recursionAvailable) return result;
          const isLast = i === this.#servers.length - 1;
          result.said += `;; Got recursion not available from ${server}${isLast ? '' : ', trying next server'}\n`;
          if (isLast) return result;
          break;
        }
        if (found.kind === 'timeout' && !this.#waits()) return { ...result, killed: true };
        const why = found.kind === 'timeout' ? 'timed out' : 'connection refused';
        result.said += `;; communications error to ${server}#53: ${why}\n`;
        if (tries === 1) break;
        tries--;
      }
    }
    return result;
  }

  /** Whether the program lives on after another wait. */
  #waits(): boolean {
    this.#waited += this.#wait;
    return this.#waited < RUN_LIMIT_SECONDS;
  }
}
