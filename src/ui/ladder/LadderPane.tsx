import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { placeName } from '../../model/placeName.ts';
import { traceOf, trafficOf } from '../../app/store.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import type { Trace } from '../../model/Trace.ts';
import { type Ladder, ladderOf } from '../../scene/ladder.ts';
import { hopAt } from '../../scene/playback.ts';
import { useApp, useAppState } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import HopTable from '../player/HopTable.tsx';
import styles from './Ladder.module.css';
import { useLadderCatalog } from './ladderWords.ts';
import { LadderHead } from './LadderHead.tsx';
import { LadderRowView } from './LadderRowView.tsx';

/** What is scrolled to is not at the very edge. */
const ASIDE = 16;

/** The connection as a sequence diagram; on paper, the table of its hops under it. */
export default function LadderPane() {
  const words = useLadderCatalog();
  const result = useAppState((s) => s.result);
  const trace = useAppState(traceOf);
  const title = useAppState((s) => {
    const traffic = trafficOf(s);
    return traffic ? `${placeName(traffic.from)} → ${traffic.url}` : '';
  });
  if (!result || !trace) return <p className={styles.none}>{words.player.nothing}</p>;
  return (
    <div className={styles.pane} data-print>
      <div className={styles.bar}>
        <h2>
          <Words text={title} />
        </h2>
        <button type="button" className={styles.print} onClick={() => window.print()}>
          {words.ladder.print}
        </button>
      </div>
      <Drawing result={result} trace={trace} />
      <div className={styles.paper}>
        <HopTable />
      </div>
    </div>
  );
}

function Drawing({ result, trace }: { result: SimulationResult; trace: Trace }) {
  const app = useApp();
  const catalog = useLadderCatalog();
  const words = catalog.ladder;
  const now = useAppState((s) => hopAt(s.position, trace.hops.length));
  const scroll = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const width = useWidth(scroll);
  const ladder = useMemo(
    () => (width ? ladderOf(result, trace, catalog, width) : null),
    [result, trace, catalog, width],
  );
  useFollowing(scroll, list, ladder, now);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    app.seekHop(Math.max(0, Math.min(now + by, trace.hops.length - 1)));
  };

  return (
    <div className={styles.scroll} ref={scroll}>
      {ladder && (
        <div className={styles.sheet}>
          <LadderHead ladder={ladder} />
          {/* The arrow keys go from row to row, and each row is a button. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ol ref={list} className={styles.rows} aria-label={words.name} onKeyDown={onKeyDown}>
            {ladder.rows.map((row) => (
              <LadderRowView
                key={row.hop ?? 'end'}
                catalog={catalog}
                ladder={ladder}
                row={row}
                trace={trace}
                isNow={row.hop === now}
                choose={() => app.seekHop(row.hop ?? trace.hops.length - 1)}
              />
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

/** The width that the pane has, in whole pixels; 0 before it is known. */
function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}

/** Keeps the row of the hop in view, and the focus on it if it is in the list. */
function useFollowing(
  scroll: React.RefObject<HTMLElement | null>,
  list: React.RefObject<HTMLElement | null>,
  ladder: Ladder | null,
  now: number,
): void {
  useEffect(() => {
    const [box, row, shown] = [scroll.current, list.current?.children[now], ladder?.rows[now]];
    if (!ladder || !shown || !box || !(row instanceof HTMLElement)) return;
    if (list.current?.contains(document.activeElement)) row.querySelector('button')?.focus({ preventScroll: true });
    const top = row.offsetTop - ladder.headHeight;
    const bottom = row.offsetTop + row.offsetHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = Math.min(top, bottom - box.clientHeight + 24);
    const [from, to] = [shown.reach[0] - ASIDE, shown.reach[1] + ASIDE];
    if (to > box.scrollLeft + box.clientWidth) box.scrollLeft = to - box.clientWidth;
    if (from < box.scrollLeft) box.scrollLeft = from;
  }, [scroll, list, ladder, now]);
}
