import type { InlineConfig } from 'vite';
import { encodeLink } from '../src/share/link.ts';
import { clusterText } from './clusterText.ts';
import { coldLoads } from './coldLoads.ts';
import { film } from './film.ts';
import { missingBuild } from './onPage.ts';
import { buildPeer, buildSkeleton, LIBRARIES, needsPeer, type Peer, type Skeleton } from './peerBundles.ts';
import type { MeasuredRow, Row } from './Row.ts';
import { twentyEmbeds } from './twentyEmbeds.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB gzipped`;

const EMBED = 'embed.html?embed=1&run=auto&lang=en#/s/load-balancer';
const PAGE = '?lang=en#/s/load-balancer';
const POSTER = 'embed.html?embed=1&lang=en#host';

/** Milliseconds, of which it waits 500 for quiet. */
const POSTER_AT_MOST = 1500;
const POSTER_LARGEST = 30_000;

/** A cold load at a quarter of the speed, and a peer's in turn with it. */
const cold = (
  row: Omit<MeasuredRow, 'measure' | 'title'> & { title: string; path: string; largest?: number },
  build: () => Promise<{ built: InlineConfig; name: string }>,
): MeasuredRow => ({
  missing: missingBuild,
  ...row,
  title: `${row.title}, cold, slowed four times: until the first packet moves`,
  async measure() {
    const { built, name } = await build();
    const [ours, peer] = await coldLoads([
      { path: row.path, until: 'moving' },
      { path: '', until: 'told', built },
    ]);
    if (!ours || !peer) throw new Error('a page was not loaded');
    const { largest = peer.bytes } = row;
    const of = row.largest ? `, of ${kilobytes(row.largest)}` : '';
    const note = `${kilobytes(ours.bytes)} until then${of}; ${name} ${kilobytes(peer.bytes)}`;
    return { ours: ours.times, peer: peer.times, note, failed: ours.bytes > largest ? note : undefined };
  },
});

/**
 * Ours beside the libraries that a page like it begins with. `most` milliseconds is the goal where those take `skeleton`
 * milliseconds: on another machine it is as much longer or shorter as theirs is.
 */
const besideSkeleton = (
  id: string,
  title: string,
  { of, most, skeleton, ...page }: { of: Skeleton; path: string; largest: number; most: number; skeleton: number },
): MeasuredRow =>
  cold(
    { id, title, ...page, against: `${LIBRARIES[of]} alone, until a box moves`, goal: skeleton / most },
    async () => ({
      built: await buildSkeleton(of),
      name: `${most} ms on a machine where the other takes ${skeleton}; the other`,
    }),
  );

/** Ours beside what another library ships. */
const beside = (id: string, title: string, path: string, peer: Peer, until: string): MeasuredRow =>
  cold({ id, title, path, against: until, goal: 1, missing: () => missingBuild() ?? needsPeer(peer) }, async () => {
    const { version, built } = await buildPeer(peer);
    return { built, name: `${peer} ${version}` };
  });

const FILM = { scenario: 'load-balancer', ms: 10_000, frames: 30, size: '800×450' };

/** About 36,000 characters: 120 objects. */
const text = clusterText(3, 3).slice(0, 36_000);

export const rows: Row[] = [
  besideSkeleton('P9', 'embed', { path: EMBED, largest: 200_000, of: 'embed', most: 1000, skeleton: 720 }),
  besideSkeleton('P9.page', 'the whole page', { path: PAGE, largest: 450_000, of: 'page', most: 2000, skeleton: 1300 }),
  {
    id: 'P9.poster',
    title: 'embed that waits for its scenario, cold, slowed four times: its poster',
    against: 'the longest that it may take',
    goal: 1,
    most: POSTER_AT_MOST,
    missing: missingBuild,
    async measure() {
      const [poster] = await coldLoads([{ path: POSTER, until: 'quiet' }]);
      if (!poster) throw new Error('the poster was not loaded');
      const note = `${kilobytes(poster.bytes)} until then, of ${kilobytes(POSTER_LARGEST)}`;
      const failed = poster.bytes > POSTER_LARGEST ? note : undefined;
      return { ours: poster.times, peer: [POSTER_AT_MOST], note, failed };
    },
  },
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
