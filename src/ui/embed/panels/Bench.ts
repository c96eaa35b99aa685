import { causesOfTraces, noPlaces, type Places, placesOf } from '../../../app/causes.ts';
import { type Engine, startEmbedEngine, startTerminal } from '../../../app/engines.ts';
import { whyNot } from '../../../app/whyNot.ts';
import type { CommandResult, TypedLine } from '../../../model/Scenario.ts';
import type { SimulationResult } from '../../../model/Simulation.ts';
import type { Hop, Trace } from '../../../model/Trace.ts';
import { hopAt, hopsOf } from '../../../scene/playback.ts';
import type { LinkState, LinkView } from '../../../share/link.ts';
import type { Catalog } from '../../../words/en.ts';
import type { Language } from '../../../words/language.ts';
import type { Stage } from '../../canvas/Stage.ts';
import { staleWords } from '../staleWords.ts';

export interface BenchSetting {
  stage: Stage;
  words: Catalog;
  language: Language;
  readonly: boolean;
  /** What the frame shows; "Open in Kubehop" is made of it, so it is written here and nowhere else. */
  state: LinkState & { view: LinkView };
  result: SimulationResult;
  /** The engine that has the result in mind. */
  engine: Engine;
  /** `state` is another. */
  onState(): void;
  /** Tells the host what is wrong with the text. */
  report(problem: string): void;
}

/** What the panels of an embed work on: the text, the lines that were typed, and the picture that follows both. */
export class Bench {
  readonly set: BenchSetting;
  result: SimulationResult;
  /** Where the fields that the result cites stand. */
  places: Places = noPlaces;
  private picture: Engine | null = null;
  private shell: Engine | null = null;
  /** A line has changed the cluster, so that the picture needs all of them. */
  private changed: boolean;
  /** Of two engines that calculate, the one that was asked last is heard. */
  private revision = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();
  private told: readonly unknown[] = [];
  private disposed = false;
  private readonly stop: (() => void)[];

  constructor(set: BenchSetting) {
    this.set = set;
    this.result = set.result;
    this.changed = (set.state.typed?.length ?? 0) > 0;
    if (this.changed) this.shell = set.engine;
    else this.picture = set.engine;
    const tell = (): void => this.tell();
    this.stop = [set.stage.subscribe(tell), set.stage.player.subscribe(tell)];
    void this.locate();
  }

  /** The way that is followed, and the hop of it that is shown. */
  get now(): { trace: Trace; index: number; hop: Hop } | null {
    const { stage } = this.set;
    const trace = this.result.reach?.traces[stage.shownWay];
    const { position, marks } = stage.player.state;
    const index = hopAt(position, hopsOf(marks));
    const hop = trace?.hops[index];
    return trace && hop ? { trace, index, hop } : null;
  }

  /** Calls back when anything that a panel shows may be another. */
  subscribe(listener: () => void): void {
    this.listeners.add(listener);
    listener();
  }

  /** Another text takes the place of the one that is shown, as soon as it makes a cluster. */
  async edit(text: string): Promise<void> {
    if (this.disposed) return;
    this.set.state.yaml = text;
    this.set.onState();
    await this.calculate();
  }

  /** Runs a line in the cluster that is shown; lines keep their order. */
  type(line: TypedLine): Promise<CommandResult> {
    const running = this.queue.then(() => this.run(line));
    this.queue = running;
    return running;
  }

  dispose(): void {
    this.disposed = true;
    for (const stop of this.stop) stop();
    this.listeners.clear();
    this.picture?.dispose();
    this.shell?.dispose();
  }

  /** The packet moves with every frame; what panels show changes with the hop. */
  private tell(): void {
    const shown = [this.result, this.places, this.now?.hop];
    if (shown.every((one, i) => one === this.told[i])) return;
    this.told = shown;
    for (const listener of this.listeners) listener();
  }

  private async run(line: TypedLine): Promise<CommandResult> {
    const { state, words } = this.set;
    const typed = state.typed ?? [];
    this.shell ??= startTerminal();
    const outcome = await this.shell.run({ text: state.yaml, typed }, line);
    if (outcome.kind !== 'done') {
      const stderr = outcome.kind === 'superseded' ? words.embed.stopped : whyNot(words.engine, outcome);
      return { stdout: '', stderr, exit: 130 };
    }
    state.typed = [...typed, line];
    this.set.onState();
    if (outcome.value.changed) {
      this.changed = true;
      void this.calculate();
    }
    return outcome.value.result;
  }

  /** Only the terminal's engine knows commands. */
  private engine(): Engine {
    if (this.changed) return (this.shell ??= startTerminal());
    return (this.picture ??= startEmbedEngine());
  }

  private async calculate(): Promise<void> {
    const { stage, words, state } = this.set;
    const { traffic } = state.view;
    const source = { text: state.yaml, ...(this.changed && state.typed && { typed: state.typed }) };
    this.revision += 1;
    const mine = this.revision;
    const outcome = await this.engine().simulate({ ...source, ...(traffic && { traffic }) });
    if (outcome.kind === 'superseded' || mine !== this.revision) return;
    if (outcome.kind !== 'done') {
      this.stale(whyNot(words.engine, outcome));
      return;
    }
    const { value } = outcome;
    this.stale(staleWords(words, value));
    // the last good picture stays
    if (!value.ok) return;
    const other = stage.shownWay !== this.result.taken && value.reach?.traces[stage.shownWay];
    this.result = value;
    this.places = noPlaces;
    stage.show(value, other ? stage.shownWay : value.taken);
    await this.locate();
  }

  /** Why the picture is not that of the text, over it and to the host; null: it is. */
  private stale(why: string | null): void {
    this.set.stage.picture.setStale(why);
    if (why !== null) this.set.report(why);
  }

  private async locate(): Promise<void> {
    const { state } = this.set;
    const { result } = this;
    const refs = causesOfTraces(result.reach?.traces ?? []);
    const text = state.yaml;
    const outcome = await this.engine().locate(
      { text, ...(this.changed && state.typed && { typed: state.typed }) },
      refs,
    );
    if (outcome.kind !== 'done' || result !== this.result) return;
    this.places = placesOf(refs, outcome.value, text);
    this.tell();
  }
}
