import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { timelineOf } from './timelineOf.ts';

const open = (name: string) => openDocuments(parseText(readFileSync(`src/scenarios/${name}.yaml`, 'utf8')));

describe('what the gallery says of time', () => {
  it('is so of a rolling update: who waits loses nothing', () => {
    const { traffic } = timelineOf(open('rollout-errors'), new Map());
    const lost = traffic.map(({ ends, spans }) =>
      spans.reduce(
        (n, { counts }) => n + counts.reduce((m, [end, c]) => m + (ends[end]?.result === 'delivered' ? 0 : c), 0),
        0,
      ),
    );
    expect(lost[0]).toBeGreaterThan(50);
    expect(lost[1]).toBe(0);
  });

  it('is so of a UDP flow whose last Pod is gone: it goes on to nobody', () => {
    const { traffic } = timelineOf(open('udp-stale'), new Map());
    const ends = traffic.flatMap(({ ends: list, spans }) =>
      spans.flatMap(({ counts }) => counts.map(([end, count]) => ({ result: list[end]?.result, count }))),
    );
    const lost = ends.filter(({ result }) => result === 'timeout').reduce((n, { count }) => n + count, 0);
    expect(lost).toBeGreaterThan(50);
    expect(ends.some(({ result }) => result === 'refused')).toBe(false);
  });
});
