import type { SimulationResult, Tally } from '../../model/Simulation.ts';
import { flowOf } from '../../scene/flow.ts';
import { layoutScene } from '../../scene/layout.ts';
import type { Scene } from '../../scene/Scene.ts';
import { type Timeline, timelineOf } from '../../scene/timeline.ts';
import { Picture, type PictureOptions } from './Picture.ts';
import { Player } from './Player.ts';

/** Real time that a flow of many connections takes on the picture. */
const flowDuration = 9000;

/** Picture and player over one result: lays it out for the pane, films the connection, and shows the player's time. */
export class Stage {
  readonly picture: Picture;
  readonly player = new Player();
  private result: SimulationResult | null = null;
  private way = 0;
  private laid: Scene | null = null;
  private film: Timeline | null = null;
  private tally: Tally | null = null;
  private focus: string | undefined;
  private readonly changed = new Set<() => void>();

  constructor(host: HTMLElement, options: PictureOptions) {
    this.picture = new Picture(host, {
      ...options,
      onResize: (frame) => {
        this.relay();
        options.onResize?.(frame);
      },
    });
    this.player.subscribe((state) => {
      if (this.tally) this.showFlow();
      else this.picture.setTime(state.time, state.playing || state.time > 0);
    });
  }

  get scene(): Scene | null {
    return this.laid;
  }

  get timeline(): Timeline | null {
    return this.film;
  }

  /** Calls back when scene or timeline are new; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.changed.add(listener);
    return () => this.changed.delete(listener);
  }

  /**
   * Shows a result. The film begins anew, unless it is the same connection on the same way: then it stays at its time.
   * `way` is an index into `reach.traces`; by default the one that the seed takes.
   */
  show(result: SimulationResult, way = result.taken, focus?: string): void {
    const same = this.sameWay(result, way);
    const { time, playing } = this.player.state;
    this.result = result;
    this.way = way;
    this.focus = focus;
    this.tally = null;
    this.relay();
    if (!this.film) this.player.load(0, []);
    else {
      this.player.load(
        this.film.duration,
        this.film.hops.map((h) => h.rest),
      );
      if (same) this.player.seek(time);
      if (same && playing) this.player.play();
    }
  }

  /** Sends many connections at once as bars; null goes back to the one followed. */
  showTally(tally: Tally | null): void {
    this.tally = tally;
    if (tally) {
      this.player.load(flowDuration, [flowDuration]);
      this.showFlow();
      return;
    }
    this.picture.setFlow(null);
    if (this.film)
      this.player.load(
        this.film.duration,
        this.film.hops.map((h) => h.rest),
      );
  }

  destroy(): void {
    this.player.destroy();
    this.picture.destroy();
    this.changed.clear();
  }

  private sameWay(result: SimulationResult, way: number): boolean {
    const [a, b] = [this.result?.reach?.traces[this.way], result.reach?.traces[way]];
    const names = (hops: { at: { name: string }; hook?: string }[]): string =>
      hops.map((h) => `${h.at.name}|${h.hook}`).join();
    return (
      a !== undefined &&
      b !== undefined &&
      this.result?.reach?.url === result.reach?.url &&
      names(a.hops) === names(b.hops)
    );
  }

  private relay(): void {
    const { result } = this;
    if (!result) return;
    const options = { ...(this.laid ? { before: this.laid } : {}), ...(this.focus ? { focus: this.focus } : {}) };
    this.laid = layoutScene(result, this.picture.frame, options);
    this.film = timelineOf(result, this.laid, this.way);
    this.picture.setScene(this.laid);
    this.picture.setTimeline(this.film);
    this.picture.setTime(this.player.state.time);
    if (this.tally) this.showFlow();
    for (const listener of this.changed) listener();
  }

  private showFlow(): void {
    const { tally, result, laid } = this;
    if (!tally || !result || !laid) return;
    if (this.flowFor?.tally !== tally || this.flowFor.scene !== laid) {
      this.flowFor = { tally, scene: laid, flow: flowOf(result, laid, tally) };
    }
    this.picture.setFlow(this.flowFor.flow, this.player.state.time / flowDuration);
  }

  private flowFor: { tally: Tally; scene: Scene; flow: ReturnType<typeof flowOf> } | null = null;
}
