import type { Reason } from '../model/Message.ts';
import type { Packet } from '../model/Packet.ts';
import type { Hop, Step, Trace } from '../model/Trace.ts';
import type { Catalog } from '../words/en.ts';
import type { LadderWords } from '../words/en/ladder.ts';
import { sayReason } from '../words/say.ts';
import { type NetworkOf, splitPort, withPort } from './addresses.ts';
import { ARROW, type Piece } from './ladderText.ts';
import { visibleText } from './visibleText.ts';

type Words = LadderWords;

/** What the page says, and what it says of the ladder. */
export interface LadderCatalog extends Catalog {
  ladder: LadderWords;
}

/** The shapes of an ending: each is another one, so that none needs a colour. */
export type Mark = keyof Words['endings'];

/** What a machine does with the packet at one step, or how the packet ends there. */
export interface Work {
  pieces: Piece[];
  mark?: Mark;
}

const plain = (text: string): Piece => ({ text: visibleText(text), look: 'plain' });
export const strong = (text: string): Piece => ({ text: visibleText(text), look: 'strong' });
const dim = (text: string): Piece => ({ text, look: 'dim' });
export const prose = (text: string): Piece => ({ text: visibleText(text), look: 'prose' });

/** An address, with or without its port, in the look of its network. */
function addressPiece(networkOf: NetworkOf, text: string, change?: Piece['change']): Piece {
  return { text, look: 'address', network: networkOf(splitPort(text).ip), ...(change && { change }) };
}

const outerPieces = (networkOf: NetworkOf, { outer }: Packet): Piece[] =>
  outer
    ? [
        addressPiece(networkOf, withPort(outer.src, outer.sport)),
        dim(ARROW),
        addressPiece(networkOf, withPort(outer.dst, outer.dport)),
      ]
    : [];

const nameOfPacket = ({ protocol, flags }: Packet): string => (protocol === 'udp' ? `UDP ${flags}` : flags);

/** A packet as it crosses a wire: what it is, from where to where, and what it is wrapped in. */
export function packetPieces(words: Words, networkOf: NetworkOf, packet: Packet): Piece[][] {
  const inner = [
    strong(nameOfPacket(packet)),
    addressPiece(networkOf, withPort(packet.src, packet.sport)),
    dim(ARROW),
    addressPiece(networkOf, withPort(packet.dst, packet.dport)),
  ];
  if (!packet.outer) return [inner];
  return [inner, [dim(words.within(packet.outer.vni)), ...outerPieces(networkOf, packet)]];
}

/** Both sides of a translation: the old address struck, the new one set. */
const change = (networkOf: NetworkOf, from: string, to: string): Piece[] => [
  addressPiece(networkOf, from, 'old'),
  dim(ARROW),
  addressPiece(networkOf, to, 'new'),
];

function workOfStep(catalog: LadderCatalog, networkOf: NetworkOf, hop: Hop, step: Step, trace: Trace): Work | null {
  const words = catalog.ladder;
  const why = (reason: Reason[]): Piece => prose(sayReason(catalog, reason));
  const died = (mark: Mark, ...why: Piece[]): Work => ({ pieces: [strong(words.endings[mark]), ...why], mark });
  switch (step.kind) {
    case 'resolve':
      if (step.answer === '') return died('unresolved', dim('DNS'), plain(step.name));
      return { pieces: [strong('DNS'), plain(step.name), dim('='), addressPiece(networkOf, step.answer)] };
    case 'chooseNode':
      return { pieces: [prose(words.picks(step.node, step.among.length))] };
    case 'translate': {
      const name = step.by === 'ipvs' ? 'IPVS' : step.field === 'dst' ? 'DNAT' : 'SNAT';
      return { pieces: [strong(name), dim(step.field), ...change(networkOf, step.from, step.to)] };
    }
    case 'untranslate': {
      const name = strong(step.by === 'ipvs' ? 'IPVS' : words.undone[step.field]);
      return { pieces: [name, dim(step.field), ...change(networkOf, step.from, step.to)] };
    }
    case 'policy':
      return step.ruleId === '' ? null : { pieces: [prose(words.allows[step.type])] };
    case 'proxyHeader':
      return { pieces: [prose(words.proxyHeader[step.state]), ...(step.text ? [plain(step.text)] : [])] };
    case 'encapsulate':
    case 'decapsulate':
      return { pieces: [plain(words[step.kind]), ...outerPieces(networkOf, { ...hop.before, outer: step.outer })] };
    case 'deliver':
      if (hop.reply) return null;
      return {
        pieces: [
          ...(trace.ending.result === 'delivered' ? [strong(words.endings.delivered)] : []),
          plain(words.sees),
          addressPiece(networkOf, hop.before.src),
        ],
        ...(trace.ending.result === 'delivered' && { mark: 'delivered' }),
      };
    case 'reject':
      return died('refused', plain(`REJECT ${step.with}:`), why(trace.reason));
    case 'noListener':
      return died('refused', why(trace.reason));
    case 'drop':
      return died('dropped', why(trace.reason.length > 0 ? trace.reason : step.reason));
    case 'noRoute':
      return died(trace.ending.result === 'timeout' ? 'dropped' : 'unreachable', why(trace.reason));
    case 'send':
      return { pieces: [prose(words.sends(nameOfPacket(hop.before)))] };
    case 'rules':
    case 'mark':
    case 'route':
    case 'answer':
      return null;
  }
}

/** What happens inside the machine at a hop; never nothing, since each hop is a row. */
export function workOf(catalog: LadderCatalog, networkOf: NetworkOf, hop: Hop, trace: Trace): Work[] {
  const works = hop.steps.flatMap((step) => workOfStep(catalog, networkOf, hop, step, trace) ?? []);
  if (works.length > 0 || !hop.hook) return works;
  const words = catalog.ladder;
  return [{ pieces: [prose(hop.steps.some(({ kind }) => kind === 'route') ? words.forwards : words.passes)] }];
}
