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
});
