import { useEffect, useRef, useState } from 'react';
import type { App } from '../../app/app.ts';
import { showObject } from '../../app/showObject.ts';
import type { AppState } from '../../app/store.ts';
import { flowOf } from '../../scene/flow.ts';
import { layoutScene } from '../../scene/layout.ts';
import { looksAlike } from '../../scene/looksAlike.ts';
import { marksOf, timeAt } from '../../scene/playback.ts';
import { openedBy, type Scene } from '../../scene/Scene.ts';
import { type Timeline, takenAlone, timelineOf } from '../../scene/timeline.ts';
import { pageBoard } from '../canvas/pageBoard.ts';
import { Picture } from '../canvas/Picture.ts';
import { type Pick, pickOf } from '../../paint/topology.ts';
import { useApp } from '../context.ts';
import { afterPaint } from '../kit/afterPaint.ts';
import { PHONE } from '../kit/useMedia.ts';
import { type Lens, MapBar } from './MapBar.tsx';
import styles from './PicturePane.module.css';
import { staleWords } from './staleWords.ts';

/** How long many connections are shown as bars, in milliseconds. */
const BURST = 2600;

/** What a click on something in the picture means. */
function choose(app: App, scene: Scene | null, pick: Pick | null): void {
  if (!pick || !app.store.getState().result) {
    app.select(null);
    return;
  }
  switch (pick.kind) {
    case 'outcome':
      app.seekHop(Number(pick.key));
      return;
    case 'rules':
      app.seekHopOn(pick.key.split('/').at(-1) ?? '');
      return;
    case 'client':
      app.seekHop(0);
      return;
    case 'many':
      app.open(...openedBy(scene, pick.key));
      return;
    case 'pod':
    case 'node':
    case 'service':
    case 'loadBalancer':
      showObject(app, pick.key);
      // a wide page has it beside the picture
      if (matchMedia(PHONE).matches) app.show({ sheet: 'inspector' });
  }
}

/** Keeps the picture in step with the store. Nothing of this is drawn by React. */
function drive(app: App, host: HTMLElement, lens: Lens): () => void {
  const { store } = app;
  let scene: Scene | null = null;
  let timeline: Timeline | null = null;
  let frame = 0;

  const picture = new Picture(host, {
    board: pageBoard,
    onSelect: (pick) => choose(app, scene, pick),
    onTakeWay: app.takeWay,
    reducedMotion: app.reducedMotion,
    onFold: () => {
      if (store.getState().opened.length > 0) app.fold();
    },
    onResize: () => layOut(store.getState()),
  });

  function layOut(state: AppState): void {
    const { result } = state;
    if (!result || picture.frame.width === 0 || picture.frame.height === 0) return;
    const { opened, focus, words } = state;
    const wishes = { words, opened, focus: focus ?? undefined };
    scene = layoutScene(result, picture.frame, scene ? { before: scene, ...wishes } : wishes);
    picture.setScene(scene);
    follow(state);
  }

  function follow(state: AppState): void {
    const { result, way, onlyTaken } = state;
    timeline = result && scene ? timelineOf(result, scene, way) : null;
    if (timeline && onlyTaken) timeline = takenAlone(timeline);
    picture.setTimeline(timeline, Math.max(1, state.sent));
    if (timeline) app.setMarks(marksOf(timeline));
    show(store.getState());
  }

  /** At the very beginning the reader has seen nothing that the picture should move away from. */
  function show(state: AppState, begun = false): void {
    const moves = state.playing || state.position > 0 || begun;
    picture.setTime(timeAt(state.marks, state.position), state.follow && moves);
  }

  function stale(state: AppState): void {
    picture.setStale(state.stale ? staleWords(state) : null);
  }

  /** Many connections, as bars on their ways, once. */
  function burst(state: AppState): void {
    const { result, counts, sent } = state;
    cancelAnimationFrame(frame);
    if (!result || !scene || !counts || app.reducedMotion()) return;
    const flow = flowOf(result, scene, { connections: sent, counts });
    let begin: number | null = null;
    const tick = (now: number): void => {
      begin ??= now;
      const part = (now - begin) / BURST;
      picture.setFlow(part < 1 ? flow : null, part);
      if (part < 1) frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
  }

  function endBurst(): void {
    cancelAnimationFrame(frame);
    picture.setFlow(null);
  }

  lens.zoomBy = (factor) => picture.zoomBy(factor);
  lens.fit = () => picture.fit();
  picture.setLayer(store.getState().layer);
  layOut(store.getState());
  stale(store.getState());
  picture.setSelection(pickOf(store.getState().selection));

  const unsubscribe = store.subscribe((state, before) => {
    if (state.text !== before.text) picture.giveWay();
    // `words` also grow by what the checks say, of which nothing is in the picture
    const spoken = state.language !== before.language;
    const looksNew = spoken || !looksAlike(state.result, before.result);
    const laidAnew = looksNew || state.opened !== before.opened || state.focus !== before.focus;
    if (laidAnew || state.result !== before.result) endBurst();
    if (laidAnew) layOut(state);
    else if (state.way !== before.way || state.onlyTaken !== before.onlyTaken) follow(state);
    if (state.burst !== before.burst && state.burst > 0) burst(state);
    if (state.position !== before.position || state.marks !== before.marks) {
      if (state.position !== before.position) endBurst();
      show(state, before.position > 0);
    }
    if (state.layer !== before.layer) picture.setLayer(state.layer);
    if (state.selection !== before.selection) picture.setSelection(pickOf(state.selection));
    if (spoken || state.stale !== before.stale || (state.stale && state.diagnostics !== before.diagnostics))
      stale(state);
  });
  return () => {
    unsubscribe();
    cancelAnimationFrame(frame);
    picture.destroy();
  };
}

/** The map of the cluster with the packet in it, under its tools. */
export function PicturePane() {
  const app = useApp();
  const host = useRef<HTMLDivElement>(null);
  const [lens] = useState<Lens>(() => ({ zoomBy: () => {}, fit: () => {} }));
  useEffect(() => {
    const at = host.current;
    return at ? afterPaint(() => drive(app, at, lens)) : undefined;
  }, [app, lens]);
  return (
    <div className={styles.pane}>
      <MapBar lens={lens} />
      <div ref={host} className={styles.picture} />
    </div>
  );
}
