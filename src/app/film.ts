import type { StoreApi } from 'zustand/vanilla';
import type { Playback } from '../scene/playback.ts';

/** What the page's one player plays: the connection that is followed, or whatever a view lends it instead. */
export interface Film {
  store: Pick<StoreApi<Playback>, 'getState' | 'getInitialState' | 'subscribe'>;
  togglePlay(): void;
  step(by: number): void;
  seek(position: number): void;
  seekHop(hop: number): void;
  /** What a hop of it is called, read aloud; absent: the hop's own heading. */
  said?(hop: number): string;
}
