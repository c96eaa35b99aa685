import * as playback from '../../scene/playback.ts';
import type { Playback } from '../../scene/playback.ts';

/** The clock of a page: drives the pure playback with animation frames, and rests while nobody can see it. */
export class Player {
  private current: Playback = playback.stopped;
  private readonly listeners = new Set<(state: Playback) => void>();
  private frame = 0;
  private last = 0;
  private readonly hidden = (): void => {
    if (document.hidden) this.pause();
  };

  constructor() {
    document.addEventListener('visibilitychange', this.hidden);
  }

  get state(): Playback {
    return this.current;
  }

  /** Calls back at every change; returns how to stop that. */
  subscribe(listener: (state: Playback) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A new film, paused at its start. */
  load(duration: number, stops: number[]): void {
    this.set(playback.loaded(this.current, duration, stops));
  }

  play(): void {
    this.set(playback.played(this.current));
  }

  pause(): void {
    this.set(playback.paused(this.current));
  }

  toggle(): void {
    if (this.current.playing) this.pause();
    else this.play();
  }

  step(by: number): void {
    this.set(playback.stepped(this.current, by));
  }

  seek(time: number): void {
    this.set(playback.sought(this.current, time));
  }

  setSpeed(speed: number): void {
    this.set(playback.atSpeed(this.current, speed));
  }

  setLoop(loop: boolean): void {
    this.set({ ...this.current, loop });
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    document.removeEventListener('visibilitychange', this.hidden);
    this.listeners.clear();
  }

  private set(next: Playback): void {
    if (next === this.current) return;
    const started = next.playing && !this.current.playing;
    this.current = next;
    for (const listener of this.listeners) listener(next);
    if (started) {
      this.last = performance.now();
      this.frame = requestAnimationFrame((now) => this.tick(now));
    } else if (!next.playing) cancelAnimationFrame(this.frame);
  }

  private tick(now: number): void {
    if (!this.current.playing) return;
    // A page that was asleep does not jump: at most a tenth of a second passes in one frame.
    const elapsed = Math.max(0, Math.min(100, now - this.last));
    this.last = now;
    this.frame = requestAnimationFrame((next) => this.tick(next));
    this.set(playback.advanced(this.current, elapsed));
  }
}
