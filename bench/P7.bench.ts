import { frameNote, inPages, inPagesOf, late, needsChromium, type PageRun } from './inPages.ts';
import type { Row } from './Row.ts';

const SECONDS = 5;

export const rows: Row[] = [
  {
    id: 'P7',
    title: 'pan and zoom, 300 Nodes and 20,000 Pods: from frame to frame',
    against: 'Cytoscape with 5,000 labelled nodes under the same wheel',
    goal: 2,
    most: 17, // 60 frames a second, and what the browser rounds of its time
    quantile: 0.95,
    missing: needsChromium,
    measure: async () => {
      const { ours, peer, floor } = await inPagesOf(
        ['ours', 'peer', 'floor'],
        'camera',
        { nodes: 5000 },
        (page) => page.evaluate(`run(${SECONDS * 1000})`) as Promise<PageRun>,
      );
      const { gaps } = ours;
      const note = `${frameNote(ours)}; script p95 ${late(ours.script)} ms; one moving square: gap p95 ${late(floor.gaps)} ms`;
      return { ours: gaps, peer: peer.gaps, note };
    },
  },
  {
    id: 'P7.new',
    title: 'a new result of 300 Nodes and 20,000 Pods: laid out, filmed, and its first frame drawn',
    against: 'Cytoscape with 1,000 labelled nodes, drawn anew at given places',
    goal: 1,
    most: 100,
    quantile: 0.95,
    missing: needsChromium,
    measure: () => inPages('camera', { nodes: 1000 }, (page) => page.evaluate('renew(20)') as Promise<number[]>),
  },
];
