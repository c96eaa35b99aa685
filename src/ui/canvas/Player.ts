import { createStore } from 'zustand/vanilla';
import { runClock } from '../../app/clock.ts';
import {
  hopsOf,
  type Marks,
  type Playback,
  played,
  remarked,
  soughtHop,
  stepped,
  stopped,
} from '../../scene/playback.ts';

/** A player of its own, for a page that has no store: the embed's. It rests while nobody can see it. */
export class Player {
  private readonly store = createStore<Playback>()(() => stopped);
  private readonly endClock: () => void;
  private readonly hidden = (): void => {
    if (document.hidden) this.pause();
  };

  constructor(reducedMotion: () => boolean) {
    this.endClock = runClock(this.store, reducedMotion);
    document.addEventListener('visibilitychange', this.hidden);
  }

  get state(): Playback {
    return this.store.getState();
  }

  /** Calls back at every change; returns how to stop that. */
  subscribe(listener: (state: Playback) => void): () => void {
    return this.store.subscribe(listener);
  }

  /** A new film, paused at its start. */
  load(marks: Marks): void {
    this.store.setState({ marks, position: 0, playing: false });
  }

  /** The same film, laid out anew. */
  remark(marks: Marks): void {
    this.store.setState(remarked(this.state, marks));
  }

  play(): void {
    this.store.setState(played(this.state));
  }

  pause(): void {
    this.store.setState({ playing: false });
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play();
  }

  step(by: number): void {
    this.store.setState(stepped(this.state, by));
  }

  /** Goes to a hop, from 0. */
  seekHop(hop: number): void {
    this.store.setState(soughtHop(this.state, hop));
  }

  /** Goes to a position: a hop and a fraction of it. */
  seek(position: number): void {
    this.store.setState({ position: Math.max(0, Math.min(position, hopsOf(this.state.marks))) });
  }

  setSpeed(speed: number): void {
    this.store.setState({ speed });
  }

  destroy(): void {
    this.endClock();
    document.removeEventListener('visibilitychange', this.hidden);
  }
}
