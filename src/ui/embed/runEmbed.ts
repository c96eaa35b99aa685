import type { Catalog } from '../../words/en.ts';
import { inLanguage } from '../../words/inLanguage.ts';
import { hopList } from '../../scene/hopList.ts';
import { hopAt, hopsOf } from '../../scene/playback.ts';
import type { Scene } from '../../scene/Scene.ts';
import type { Camera } from '../../paint/Pen.ts';
import { plainBoard } from '../canvas/plainBoard.ts';
import { Stage } from '../canvas/Stage.ts';
import { pickOf } from '../../paint/topology.ts';
import type { Player } from '../canvas/Player.ts';
import { playControls } from './controls.ts';
import type { EmbedState } from './messages.ts';
import type { Bench } from './panels/Bench.ts';
import type { EmbedParameters } from './parameters.ts';
import { staleWords } from './staleWords.ts';
import { keepFullLink } from './keepFullLink.ts';
import type { Calculated } from './calculate.ts';

export interface RunningEmbed {
  player: Player;
  title: string;
  /** Goes to a hop, from 0. */
  goTo(hop: number): void;
  state(): EmbedState;
  dispose(): void;
}

export interface EmbedPlaces {
  pane: HTMLElement;
  /** Beside the picture: where panels go, if any were asked for. */
  side: HTMLElement;
  foot: HTMLElement;
  link: HTMLAnchorElement;
  words: Catalog;
  /** The host gave the text. */
  given: boolean;
  /** The picture was laid out: left and lower edge of a place that holds nothing. */
  laid(free: { x: number; y: number }): void;
  /** Says a sentence in place of the picture, or over it. */
  say(message: string): void;
  /** Tells the host what is wrong with the text. */
  report(problem: string): void;
}

/**
 * Left and lower edge of a place that holds nothing: under the name of the Pods' band, else in the storeys of a column, of
 * one without Pods if there is one.
 */
function freePlace({ labels, bands, columns, pods }: Scene, { zoom, x, y }: Camera): { x: number; y: number } {
  if (labels === 'gutter') return { x: 12, y: y + bands[2]!.rect.y * zoom - 3 };
  const { storeys, shelf } = columns.find(({ key }) => pods.every(({ column }) => column !== key)) ?? columns[0]!;
  return { x: x + (storeys.x + 10) * zoom, y: y + shelf.y * zoom - 6 };
}

/** Shows a scenario as soon as it is calculated, paused at its start or at the step that was asked for. */
export async function runEmbed(
  calculating: Promise<Calculated>,
  parameters: EmbedParameters,
  places: EmbedPlaces,
): Promise<RunningEmbed | null> {
  const { words } = places;
  const { panels, readonly, language } = parameters;
  let bench: Bench | null = null;
  const stage = new Stage(places.pane, {
    board: plainBoard,
    words,
    embedded: true,
    onTakeWay: (way) => {
      if (!calculated.ok) return;
      stage.show(bench?.result ?? calculated.result, way);
      stage.player.play();
    },
    onSelect: (pick) => {
      stage.select(pick?.kind === 'outcome' ? null : pick);
    },
  });
  stage.player.setSpeed(parameters.speed);
  // the picture needs no result to be there
  const calculated = await calculating;
  if (!calculated.ok) {
    stage.destroy();
    places.say(calculated.message);
    return null;
  }
  const { yaml, view, typed, result, engine } = calculated;
  const state = { yaml, view, ...(typed && { typed }) };
  // they take the link out of the foot
  const controls = playControls(stage.player, words, { timeline: parameters.timeline, link: places.link });
  if (parameters.controls) places.foot.replaceChildren(controls.root);
  let film = stage.timeline;
  stage.subscribe(() => {
    if (stage.scene) places.laid(freePlace(stage.scene, stage.picture.camera));
    if (stage.timeline === film) return;
    film = stage.timeline;
    controls.load(film ? hopList(film) : [], film?.networkOf);
  });
  stage.show(result, view.way ?? result.taken);
  if (!film) controls.load([]);
  const goTo = (hop: number): void => {
    if (stage.timeline?.hops[hop]) stage.player.seekHop(hop);
  };
  const step = parameters.step !== null ? parameters.step - 1 : view.hop;
  if (step !== undefined) goTo(step);
  if (view.hop !== undefined && step === view.hop && view.part) stage.player.seek(view.hop + view.part);
  if (view.selected) stage.select(pickOf(view.selected));
  // a host's own text is in no address yet
  if (places.given) {
    const { encodeLink } = await import('../../share/link.ts');
    places.link.href = `${places.link.href.split('#')[0]}#${encodeLink({ yaml })}`;
  }
  const [onState, letLinkBe] = keepFullLink(places.link, stage, state, () => (bench?.result ?? result).taken);
  const stale = staleWords(words, result);
  stage.picture.setStale(stale);
  if (stale !== null) places.report(stale);
  let ended = false;
  if (panels.length === 0) engine.dispose();
  else {
    void import('./panels/mountPanels.ts').then(
      ({ mountPanels }) => {
        const { report } = places;
        const setting = { stage, words, language, readonly, state, result, engine, onState, report };
        if (!ended) bench = mountPanels(places.side, panels, setting);
      },
      () => places.side.replaceChildren(words.embed.notLoaded),
    );
  }

  const seen = new IntersectionObserver(([entry]) => {
    if (entry && !entry.isIntersecting) stage.player.pause();
  });
  seen.observe(places.pane);
  return {
    player: stage.player,
    title: inLanguage(result.scenario.title, parameters.language),
    goTo,
    dispose: () => {
      ended = true;
      seen.disconnect();
      letLinkBe();
      engine.dispose();
      bench?.dispose();
      places.side.replaceChildren();
      stage.destroy();
    },
    state: () => ({
      hop: film ? hopAt(stage.player.state.position, hopsOf(stage.player.state.marks)) + 1 : 0,
      hops: film?.hops.length ?? 0,
      playing: stage.player.state.playing,
    }),
  };
}
