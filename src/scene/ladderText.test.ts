import { expect, it } from 'vitest';
import { broken, flow, type Line, type Piece, textWidth } from './ladderText.ts';

const text = ({ pieces }: Line): string => pieces.map((piece) => piece.text).join('|');
const address = (ip: string): Piece => ({ text: ip, look: 'address', network: 'pod' });
const arrow: Piece = { text: '→', look: 'dim' };

it('breaks names behind a sign where it can, and loses nothing', () => {
  const name = 'web-with-a-very-long-name-that-has-sixty-three-characters-in-it';
  const parts = broken(name, 100);
  expect(parts.join('')).toBe(name);
  expect(parts.every((part) => textWidth(part) <= 100)).toBe(true);
  expect(parts[0]).toBe('web-with-a-');
  expect(broken('x'.repeat(63), 100).join('')).toBe('x'.repeat(63));
});

it('never breaks an address, and lets an arrow begin the line of what it leads to', () => {
  const [from, to] = [address('[fd00:10:96:1111:2222:3333:4444:6148]:80'), address('[fd00:10:244:2::2]:8080')];
  const lines = flow([{ text: 'SYN', look: 'strong' }, from, arrow, to], 360);
  expect(lines.map(text)).toEqual([`SYN|${from.text}`, `→|${to.text}`]);
  expect(lines[1]!.pieces[0]!.x).toBe(0);
  expect(flow([from, arrow, to], 100).map(text)).toEqual([from.text, `→|${to.text}`]);
});

it('breaks sentences at blanks and Chinese anywhere but before its punctuation', () => {
  const of = (sentence: string, most: number): string[] => flow([{ text: sentence, look: 'prose' }], most).map(text);
  expect(of('n1 drops it: web has no endpoint', 110)).toEqual(['n1 drops it: ', 'web has no ', 'endpoint']);
  expect(of('发送方看到：没有应答', 60)).toEqual(['发送方看', '到：没有应', '答']);
});

it('keeps pieces of a line apart, in order', () => {
  const [line] = flow([{ text: 'DNAT', look: 'strong' }, address('10.244.1.2:8080'), arrow, address('10.96.0.1')], 900);
  const { pieces, w } = line!;
  pieces.slice(1).forEach((piece, i) => expect(piece.x).toBeGreaterThan(pieces[i]!.x + pieces[i]!.w));
  expect(w).toBe(pieces.at(-1)!.x + pieces.at(-1)!.w);
});
