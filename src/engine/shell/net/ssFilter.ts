import { cidrContains, parseCidr } from '../../net/cidr.ts';
import { canonicalIp } from '../../net/ip.ts';
import { portNamed, servicesOf } from './services.ts';
import type { Socket } from './sockets.ts';

type SocketFilter = (socket: Socket) => boolean;

const COMPARED: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};
const WORDS: Record<string, string> = {
  '==': '=',
  eq: '=',
  ne: '!=',
  neq: '!=',
  gt: '>',
  lt: '<',
  ge: '>=',
  geq: '>=',
  le: '<=',
  leq: '<=',
};

/**
 * A filter of ss(8): `sport = :80`, `dport`, `src ADDRESS`, `dst`, with `and`, `or`, `not` and parentheses. undefined is one that
 * is not understood.
 */
export function ssFilter(words: readonly string[]): SocketFilter | undefined {
  const rest = words
    .join(' ')
    .replaceAll(/([()]|![^=]|[<>=!]=|[<>=]|&&?|\|\|?)/g, ' $1 ')
    .split(/\s+/)
    .filter(Boolean);
  if (rest.length === 0) return () => true;
  const filter = either(rest);
  return rest.length === 0 ? filter : undefined;
}

const takes = (rest: string[], ...wanted: string[]): boolean =>
  wanted.includes(rest[0] ?? '') && rest.shift() !== undefined;

function either(rest: string[]): SocketFilter | undefined {
  let left = both(rest);
  while (left && takes(rest, 'or', '|', '||')) {
    const [one, other] = [left, both(rest)];
    left = other && ((socket) => one(socket) || other(socket));
  }
  return left;
}

function both(rest: string[]): SocketFilter | undefined {
  let left = primary(rest);
  // conditions that stand beside each other hold all
  while (left && rest.length > 0 && !/^(or|\|\|?|\))$/.test(rest[0] ?? '')) {
    takes(rest, 'and', '&', '&&');
    const [one, other] = [left, primary(rest)];
    left = other && ((socket) => one(socket) && other(socket));
  }
  return left;
}

function primary(rest: string[]): SocketFilter | undefined {
  if (takes(rest, 'not', '!')) {
    const filter = primary(rest);
    return filter && ((socket) => !filter(socket));
  }
  if (takes(rest, '(')) {
    const filter = either(rest);
    return filter && takes(rest, ')') ? filter : undefined;
  }
  const side = rest.shift() ?? '';
  if (!['sport', 'dport', 'src', 'dst'].includes(side)) return undefined;
  const word = rest[0] ?? '';
  const operator = WORDS[word] ?? word;
  const compared = COMPARED[operator];
  if (compared) rest.shift();
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::([^:]*))?$/.exec(rest.shift() ?? '') ?? [];
  return condition(side, compared ?? COMPARED['=']!, host.replaceAll(/^\[|\]$/g, ''), port);
}

/** Of who listens, the peer is any address, and port 0. */
function condition(
  side: string,
  compared: (a: number, b: number) => boolean,
  host: string,
  port: string | undefined,
): SocketFilter | undefined {
  const own = side === 'src' || side === 'sport';
  const range = parseCidr(host);
  const ip = canonicalIp(host);
  if (host && host !== '*' && !range && ip === null) return undefined;
  if (!host && !port) return undefined;
  return ({ protocol, address, port: held }) => {
    const at = own ? address : address.includes(':') ? '::' : '0.0.0.0';
    const isThere = !host || host === '*' || (range ? cidrContains(range, at) : at === ip);
    if (!port || port === '*') return compared(isThere ? 1 : 0, 1);
    const number = /^\d+$/.test(port) ? Number(port) : portNamed(servicesOf(protocol), port);
    return isThere && number !== undefined && compared(own ? held : 0, number);
  };
}
