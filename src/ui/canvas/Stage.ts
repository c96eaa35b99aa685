import type { SimulationResult } from '../../model/Simulation.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { layoutScene } from '../../scene/layout.ts';
import { marksOf, plainMarks, timeAt } from '../../scene/playback.ts';
import type { Scene } from '../../scene/Scene.ts';
import { type Timeline, timelineOf } from '../../scene/timeline.ts';
import type { Catalog } from '../../words/en.ts';
import { Picture, type PictureOptions } from './Picture.ts';
import { Player } from './Player.ts';
import { type Pick, pickOf } from '../../paint/topology.ts';

interface StageOptions extends Omit<PictureOptions, 'reducedMotion'> {
  words: Catalog;
  /** Jump instead of move; by default what the system says. */
  reducedMotion?: () => boolean;
}

/** Asked in every frame: a new query each time would have the page's styles looked at each time. */
function reducedBySystem(): () => boolean {
  const query = matchMedia('(prefers-reduced-motion: reduce)');
  return () => query.matches;
}

/** Picture and player over one result: lays it out for the pane, films the connection, and shows the player's time. */
export class Stage {
  readonly picture: Picture;
  readonly player: Player;
  private readonly words: Catalog;
  private result: SimulationResult | null = null;
  private way = 0;
  private laid: Scene | null = null;
  private film: Timeline | null = null;
  private focus: string | undefined;
  private chosen: ObjectKey | '' = '';
  private readonly changed = new Set<() => void>();

  constructor(host: HTMLElement, { words, reducedMotion = reducedBySystem(), ...options }: StageOptions) {
    this.words = words;
    this.picture = new Picture(host, {
      ...options,
      reducedMotion,
      onResize: (frame) => {
        this.relay();
        options.onResize?.(frame);
      },
    });
    this.player = new Player(reducedMotion);
    this.player.subscribe(({ marks, position, playing }) =>
      this.picture.setTime(timeAt(marks, position), playing || position > 0),
    );
  }

  get scene(): Scene | null {
    return this.laid;
  }

  get timeline(): Timeline | null {
    return this.film;
  }

  /** The way that is followed: an index into `reach.traces`. */
  get shownWay(): number {
    return this.way;
  }

  /** The key of the object that is selected, '' for none. */
  get selected(): ObjectKey | '' {
    return this.chosen;
  }

  /** Selects an object of the picture. */
  select(pick: Pick | null): void {
    this.chosen = pickOf(pick?.key) ? (pick?.key ?? '') : '';
    this.picture.setSelection(pick);
    for (const listener of this.changed) listener();
  }

  /** Calls back when scene, timeline or selection are new; returns how to stop that. */
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
    this.result = result;
    this.way = way;
    this.focus = focus;
    this.relay(same);
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

  /** `same`: the film goes on where it is. */
  private relay(same = true): void {
    const { result } = this;
    if (!result) return;
    const options = {
      words: this.words,
      ...(this.laid ? { before: this.laid } : {}),
      ...(this.focus ? { focus: this.focus } : {}),
    };
    this.laid = layoutScene(result, this.picture.frame, options);
    this.film = timelineOf(result, this.laid, this.way);
    this.picture.setScene(this.laid);
    this.picture.setTimeline(this.film);
    const marks = this.film ? marksOf(this.film) : plainMarks([]);
    if (same && this.film) this.player.remark(marks);
    else this.player.load(marks);
    this.picture.setTime(timeAt(marks, this.player.state.position));
    for (const listener of this.changed) listener();
  }
}
