import { encodeLink } from '../src/share/link.ts';
import { clusterText } from './clusterText.ts';
import { type ColdLoads, coldLoads } from './coldLoads.ts';
import { film } from './film.ts';
import { missingBuild } from './onPage.ts';
import { buildPeer, needsPeer, type Peer } from './peerBundles.ts';
import type { MeasuredRow, Row } from './Row.ts';
import { twentyEmbeds } from './twentyEmbeds.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB gzipped`;

/** A cold load at a quarter of the speed, against the longest that it may take. */
const row = (
  id: string,
  title: string,
  { path, until, most, largest }: { path: string; until: 'moving' | 'quiet'; most: number; largest: number },
): MeasuredRow => ({
  id,
  title,
  against: 'the longest that it may take',
  goal: 1,
  most,
  missing: missingBuild,
  async measure() {
    const { times, bytes }: ColdLoads = await coldLoads(path, until);
    return {
      ours: times,
      peer: [most],
      note: `${kilobytes(bytes)} until then, of ${kilobytes(largest)}`,
      failed: bytes > largest ? `${kilobytes(bytes)} is more than ${kilobytes(largest)}` : undefined,
    };
  },
});

const EMBED = 'embed.html?embed=1&run=auto&lang=en#/s/load-balancer';
const PAGE = '?lang=en#/s/load-balancer';

/** Ours beside what another library ships, built in this run. */
const beside = (id: string, title: string, path: string, peer: Peer, until: string): MeasuredRow => ({
  id,
  title: `${title}, cold, slowed four times: until the first packet moves`,
  against: until,
  goal: 1,
  missing: () => missingBuild() ?? needsPeer(peer),
  async measure() {
    const { version, built } = await buildPeer(peer);
    const theirs = await coldLoads('', 'told', built);
    const ours = await coldLoads(path, 'moving');
    const note = `${kilobytes(ours.bytes)}; ${peer} ${version} ${kilobytes(theirs.bytes)}`;
    return { ours: ours.times, peer: theirs.times, note, failed: ours.bytes > theirs.bytes ? note : undefined };
  },
});

const FILM = { scenario: 'load-balancer', ms: 10_000, frames: 30, size: '800×450' };

/** About 36,000 characters: 120 objects. */
const text = clusterText(3, 3).slice(0, 36_000);

export const rows: Row[] = [
  row('P9', 'embed, cold, processor slowed four times: until the first packet moves', {
    path: EMBED,
    until: 'moving',
    most: 1000,
    largest: 200_000,
  }),
  row('P9.poster', 'embed that waits for its scenario, cold, slowed four times: its poster', {
    path: 'embed.html?embed=1&lang=en#host',
    until: 'quiet',
    most: 1500, // of which it waits 500 for quiet
    largest: 30_000,
  }),
  row('P9.page', 'the whole page, cold, slowed four times: until the first packet moves', {
    path: PAGE,
    until: 'moving',
    most: 2000,
    largest: 450_000,
  }),
  {
    id: 'P9.twenty',
    title: '20 embeds on a page, in frames that are all loaded, until somebody runs one',
    against: 'their 20 posters',
    goal: 0.77, // 1.3 of the posters' cost at most
    missing: missingBuild,
    measure: twentyEmbeds,
  },
  beside('P9.peers.mermaid', 'embed', EMBED, 'mermaid', 'Mermaid until its diagram of the same connection is drawn'),
  beside('P9.peers.monaco', 'the whole page', PAGE, 'monaco-editor', 'Monaco until an editor with one line is drawn'),
  {
    id: 'P9.gif',
    title: `a film of 10 seconds, GIF ${FILM.size}, made while the page goes on`,
    against: 'as long as it plays',
    goal: 1,
    most: FILM.ms,
    missing: missingBuild,
    async measure() {
      const { times, frames, size, ms, bytes } = await film(FILM.scenario);
      const note = `${size}, ${(ms / 1000).toFixed(1)} s, ${(bytes / 1000).toFixed(0)} kB; page at ${frames} frames/s in its slowest second`;
      const good = frames >= FILM.frames && size === FILM.size && ms >= FILM.ms;
      return { ours: times, peer: [FILM.ms], note, failed: good ? undefined : note };
    },
  },
  {
    id: 'P9.link',
    title: `a link of a scenario of ${(text.length / 1000).toFixed(0)} kB`,
    against: 'the longest that it may take',
    goal: 1,
    most: 5,
    measure: async () => {
      const ours = Array.from({ length: 25 }, () => {
        const from = performance.now();
        encodeLink({ yaml: text });
        return performance.now() - from;
      }).slice(5);
      return { ours, peer: [5], note: `${encodeLink({ yaml: text }).length} characters` };
    },
  },
];
