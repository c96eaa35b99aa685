import type { CompareWords } from '../../words/en/compare.ts';
import { useEffect, useRef } from 'react';
import type { App } from '../../app/app.ts';
import { type Comparison, type ComparisonState, comparisonOf, type Side } from '../../app/comparison.ts';
import { percent } from '../../scene/hopWords.ts';
import { showObject } from '../../app/showObject.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import { layoutScene } from '../../scene/layout.ts';
import { marksOf, timeAt } from '../../scene/playback.ts';
import { type Remark, remarksOf } from '../../scene/remarks.ts';
import { openedBy, type Scene } from '../../scene/Scene.ts';
import { timelineOf } from '../../scene/timeline.ts';
import { cytoscapeBoard } from '../canvas/cytoscapeBoard.ts';
import type { PlacedRemark } from '../canvas/paintRemarks.ts';
import { Picture } from '../canvas/Picture.ts';
import { type Pick, pickOf } from '../../paint/topology.ts';
import { useApp } from '../context.ts';
import { afterPaint } from '../kit/afterPaint.ts';
import { staleWords } from '../picture/staleWords.ts';
import type { AppState } from '../../app/store.ts';
import styles from './Compare.module.css';
import { useCompareWords } from './compareWords.ts';

interface Sides {
  own: SimulationResult;
  other: SimulationResult;
  way: number;
}

/** The cluster of a side, the other's, and the way that it shows. */
function sidesOf(app: App, comparison: Comparison, side: Side): Sides | null {
  const { a, wayA } = comparison.store.getState();
  const { result, way } = app.store.getState();
  if (!result || a.kind !== 'ready') return null;
  return side === 'a' ? { own: a.result, other: result, way: wayA } : { own: result, other: a.result, way };
}

function remarkWords(words: CompareWords, about: Remark, side: Side): string {
  if (about.kind === 'share') return percent(about.share);
  if (about.kind === 'only') return words.only[side];
  return about.value ? `${about.field}: ${about.value}` : words.state;
}

/** What a picture draws by itself. */
const drawnIn = (scene: Scene | null): ReadonlySet<string> =>
  new Set([...(scene?.plates ?? []), ...(scene?.pods ?? [])].map(({ key }) => key));

/** How many rules of a Node are only in this variant, at its shelf; other languages have nothing to count. */
const rulesRemarks = (side: Side, { rules }: ComparisonState): PlacedRemark[] =>
  (rules ?? []).flatMap(({ node, added, removed, shared }) => {
    const lines = side === 'a' ? removed : added;
    if (shared.length === 0 || added + removed === 0) return [];
    return [{ kind: 'rules', key: `Node//${node}`, text: side === 'a' ? `−${lines}` : `+${lines}` }];
  });

/** What a click on something in one of the two pictures means: to both, since one clock plays them. */
function choose(app: App, comparison: Comparison, side: Side, scene: Scene | null, pick: Pick | null): void {
  if (!pick) return app.select(null);
  switch (pick.kind) {
    case 'outcome':
      return comparison.seekOn(side, (_, hop) => hop === Number(pick.key));
    case 'client':
      return comparison.seekHop(0);
    case 'rules':
      comparison.chooseNode(pick.key.split('/').at(-1) ?? '');
      return comparison.seekOn(side, ({ at, hook }) => `Node//${at.name}` === pick.key && hook !== undefined);
    case 'many':
      return app.open(...openedBy(scene, pick.key));
    default:
      showObject(app, pick.key);
  }
}

/** Keeps the picture of a side in step with the comparison. Nothing of this is drawn by React. */
function drive(app: App, host: HTMLElement, side: Side, words: CompareWords): () => void {
  const comparison = comparisonOf(app);
  const { store } = comparison;
  let scene: Scene | null = null;

  const picture = new Picture(host, {
    board: cytoscapeBoard,
    onSelect: (pick) => choose(app, comparison, side, scene, pick),
    onTakeWay: (way) => comparison.takeWay(side, way),
    onFold: () => {
      if (app.store.getState().opened.length > 0) app.fold();
    },
    reducedMotion: app.reducedMotion,
    onResize: layOut,
  });

  function layOut(): void {
    const sides = sidesOf(app, comparison, side);
    if (!sides || picture.frame.width === 0 || picture.frame.height === 0) return;
    const { words: all, opened, focus } = app.store.getState();
    const wishes = { words: all, opened, focus: focus ?? undefined };
    scene = layoutScene(sides.own, picture.frame, scene ? { before: scene, ...wishes } : wishes);
    picture.setScene(scene);
    const timeline = timelineOf(sides.own, scene, sides.way);
    picture.setTimeline(timeline);
    if (timeline) comparison.setMarks(side, marksOf(timeline));
    remark(sides);
    show();
  }

  function remark({ own, other }: Sides): void {
    const { found } = store.getState();
    const texts = [...remarksOf(own, other, found?.outcomes ?? [], side, drawnIn(scene))].flatMap(
      ([key, about]): PlacedRemark[] => {
        const pick = pickOf(key);
        return pick ? [{ ...pick, text: remarkWords(words, about, side) }] : [];
      },
    );
    picture.setRemarks([...texts, ...rulesRemarks(side, store.getState())]);
  }

  function remarkNow(): void {
    const sides = sidesOf(app, comparison, side);
    if (sides) remark(sides);
  }

  function show(): void {
    const { sides, position, playing } = store.getState();
    const { follow } = app.store.getState();
    picture.setTime(timeAt(sides[side], comparison.positionOf(side)), follow && (playing || position > 0));
  }

  /** B is what the page shows: while the text is broken, the last that was understood. */
  function stale(state: AppState): void {
    if (side === 'b') picture.setStale(state.stale ? staleWords(state) : null);
  }

  layOut();
  stale(app.store.getState());
  picture.setSelection(pickOf(app.store.getState().selection));
  picture.setLayer(app.store.getState().layer);
  const ends = [
    store.subscribe((state, before) => {
      if (state.found !== before.found || state.a !== before.a) layOut();
      else if (state.rules !== before.rules) remarkNow();
      else if (state.position !== before.position || state.marks !== before.marks) show();
    }),
    app.store.subscribe((state, before) => {
      if (state.selection !== before.selection) picture.setSelection(pickOf(state.selection));
      if (state.language !== before.language || state.opened !== before.opened || state.focus !== before.focus)
        layOut();
      if (state.layer !== before.layer) picture.setLayer(state.layer);
      if (state.stale !== before.stale || (state.stale && state.diagnostics !== before.diagnostics)) stale(state);
    }),
  ];
  return () => {
    for (const end of ends) end();
    picture.destroy();
  };
}

/** The map of one of the two variants. */
export function ComparePicture({ side }: { side: Side }) {
  const app = useApp();
  const host = useRef<HTMLDivElement>(null);
  const words = useCompareWords();
  useEffect(() => {
    const at = host.current;
    return at ? afterPaint(() => drive(app, at, side, words)) : undefined;
  }, [app, side, words]);
  return (
    <div className={styles.picture} role="group" aria-label={words.pictures[side]}>
      <div ref={host} className={styles.canvas} />
    </div>
  );
}
