import { describe, expect, it } from 'vitest';
import { exampleResult, pod } from '../scene/fixture.ts';
import { layoutScene } from '../scene/layout.ts';
import { packetAt } from '../scene/packetAt.ts';
import { marksOf } from '../scene/playback.ts';
import type { Rect } from '../scene/Scene.ts';
import { timelineOf } from '../scene/timeline.ts';
import { en } from '../words/en.ts';
import type { Drawing } from './Drawing.ts';
import { paintFilm } from './paintFilm.ts';
import { paintLabels } from './paintLabels.ts';
import { cardBox } from './paintPacket.ts';
import { Pen } from './Pen.ts';
import { textWidth } from './textWidth.ts';
import { tokensBy } from './Tokens.ts';

interface Drawn extends Rect {
  /** Of a text; a filled box has none. */
  text?: string;
}

/** A context that keeps where texts and filled boxes are. */
function recorder(): { context: Drawing; drawn: Drawn[] } {
  const drawn: Drawn[] = [];
  let box: Rect | null = null;
  const context = {
    globalAlpha: 1,
    font: '',
    textAlign: 'left',
    beginPath: () => (box = null),
    roundRect: (x: number, y: number, w: number, h: number) => (box = { x, y, w, h }),
    fill: () => box && context.globalAlpha === 1 && drawn.push(box),
    measureText: (text: string) => ({ width: textWidth(text, context.font) }),
    fillText: (text: string, x: number, y: number) => {
      const w = textWidth(text, context.font);
      const size = Number(/([\d.]+)px/.exec(context.font)?.[1]);
      const left = context.textAlign === 'right' ? x - w : context.textAlign === 'center' ? x - w / 2 : x;
      drawn.push({ text, x: left, y: y - size / 2, w, h: size });
    },
  };
  const rest = new Proxy(context, { get: (of, name) => Reflect.get(of, name) ?? (() => undefined) });
  return { context: rest as unknown as Drawing, drawn };
}

/** More than the corner of a rounded box, or than the room that a line has above its letters. */
const overlap = (a: Rect, b: Rect): boolean =>
  Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 5 && Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > 4;
const covers = (a: Rect, b: Rect): boolean =>
  a.x <= b.x + 2 && a.x + a.w >= b.x + b.w - 2 && a.y <= b.y + 2 && a.y + a.h >= b.y + b.h - 2;

/** On every Node Pods one under the other. */
const more = ['n1', 'n2', 'n3'].flatMap((node, n) =>
  [4, 5, 6].map((i) => pod(`other-${n}${i}`, node, `10.244.${n + 1}.${i}`, { app: 'other' })),
);

describe('paintEvents', () => {
  it.each([
    [742, 664],
    [390, 560],
  ])('puts no word half over another in %i × %i', (width, height) => {
    const result = exampleResult('loadBalancer', more);
    const scene = layoutScene(result, { width, height }, { words: en });
    const timeline = timelineOf(result, scene)!;
    const said: string[] = [];
    for (const time of [...marksOf(timeline).rests, timeline.duration]) {
      const { context, drawn } = recorder();
      const pen = new Pen(
        { width, height, getContext: () => context },
        tokensBy((name) => name),
      );
      pen.resize(width, height, 1);
      const frame = packetAt(timeline, time);
      const card = cardBox(pen, frame);
      paintLabels(pen, scene);
      paintFilm(pen, scene, { timeline, frame, time, number: 1 }, null);
      drawn.forEach((word, i) => {
        if (word.text === undefined) return;
        said.push(word.text);
        const later = drawn.slice(i + 1).filter((other) => overlap(word, other));
        const first = later[0];
        // the packet's card lies over what is under it
        if (!first || covers(first, word) || overlap(first, card)) return;
        expect.soft([word.text, first.text ?? 'a box'], `at ${time}`).toEqual([]);
      });
    }
    expect(said.some((text) => text.startsWith('✓ sees'))).toBe(true);
  });
});
