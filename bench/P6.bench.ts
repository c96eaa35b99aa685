import { frameNote, inPages, needsChromium, type PageRun } from './inPages.ts';
import type { Row } from './Row.ts';

const SECONDS = 5;

/** What a frame of packets costs. */
async function measure(packets: number): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const { ours, peer } = await inPages(
    'packets',
    { packets },
    (page) => page.evaluate(`run(${SECONDS * 1000})`) as Promise<PageRun>,
  );
  return { ours: ours.script, peer: peer.script, note: frameNote(ours) };
}

export const rows: Row[] = [1000, 10_000].map((packets) => ({
  id: packets === 1000 ? 'P6' : 'P6.10k',
  title: `${packets.toLocaleString('en')} packets in flight: script a frame`,
  against: 'as many Cytoscape nodes moved',
  goal: 20,
  most: packets === 1000 ? 2 : 4,
  missing: needsChromium,
  measure: () => measure(packets),
}));
