import { useEffect, useMemo, useState } from 'react';
import type { PrintedByWatch } from '../../app/store.ts';
import { whyNot } from '../../app/whyNot.ts';
import type { Happening, Timeline } from '../../model/Timeline.ts';
import { timeLanes } from '../../scene/timeLanes.ts';
import { timelineWords as en } from '../../words/timeline/en.ts';
import { timelineWords as zhCN } from '../../words/timeline/zh-CN.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import { PicturePane } from '../picture/PicturePane.tsx';
import { EventList } from './EventList.tsx';
import { Lanes } from './Lanes.tsx';
import { MomentBar } from './MomentBar.tsx';
import styles from './Timeline.module.css';
import { TrafficCounts } from './TrafficCounts.tsx';

const WORDS = { en, 'zh-CN': zhCN } as const;

/** A scenario of the gallery in which much happens. */
const LIVELY = 'rollout-errors';

/** What happens when: the picture of a moment, and under it the lanes that one goes along. */
export default function TimelinePane() {
  const app = useApp();
  const words = WORDS[useAppState((s) => s.language)];
  const { timeline, problem } = useTimeline();
  const moment = useAppState((s) => s.moment) ?? 0;
  const lanes = useMemo(() => timeline && timeLanes(timeline), [timeline]);
  const quiet = timeline !== null && timeline.traffic.length === 0 && timeline.events.every(isCommand);
  return (
    <div className={styles.pane}>
      <div className={styles.picture}>
        <PicturePane />
      </div>
      <section className={styles.panel} aria-label={words.title}>
        {problem && <p className={styles.note}>{problem}</p>}
        {!timeline && !problem && <p className={styles.note}>{words.working}</p>}
        {quiet && (
          <div className={styles.note}>
            <p>{words.nothing}</p>
            <pre className="mono">
              <Printed text={words.example} />
            </pre>
            <p>
              <button type="button" className="link" onClick={() => app.openGallery(LIVELY, { pane: 'timeline' })}>
                {words.lively}
              </button>
            </p>
          </div>
        )}
        {timeline && lanes && !quiet && (
          <>
            <MomentBar timeline={timeline} moment={moment} words={words} />
            {/* It scrolls, so the keyboard must reach it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className={styles.body} role="group" aria-label={words.lanes} tabIndex={0}>
              <Lanes lanes={lanes} end={timeline.end} moment={moment} words={words} seek={app.showMoment} />
              <TrafficCounts traffic={timeline.traffic} words={words} />
              <EventList timeline={timeline} moment={moment} words={words} />
            </div>
          </>
        )}
      </section>
    </div>
  );
}

/** A command that was run, and what it said: by itself no change of the cluster. */
const isCommand = ({ kind }: Happening): boolean => kind === 'step' || kind === 'printed';

const printedIn = ({ events, own }: Timeline): PrintedByWatch[] =>
  events.flatMap((event) =>
    event.kind === 'printed' && event.step >= own ? [{ line: event.step - own, at: event.at, text: event.text }] : [],
  );

/** The timeline of the text that is shown; with it, the picture is that of a moment, and at rest again afterwards. */
function useTimeline(): { timeline: Timeline | null; problem: string | null } {
  const app = useApp();
  const engine = useWords().engine;
  const text = useAppState((s) => s.resultText);
  const typed = useAppState((s) => s.resultTyped);
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void app.timeline({ text, typed }).then((outcome) => {
      if (gone || outcome.kind === 'superseded') return;
      setProblem(outcome.kind === 'done' ? null : whyNot(engine, outcome));
      setTimeline(outcome.kind === 'done' ? outcome.value : null);
      if (outcome.kind !== 'done') return;
      app.showPrinted(printedIn(outcome.value));
      const { moment } = app.store.getState();
      app.showMoment(Math.min(moment ?? 0, outcome.value.end));
    });
    return () => {
      gone = true;
    };
  }, [app, engine, text, typed]);
  useEffect(() => () => app.showMoment(null), [app]);
  return { timeline, problem };
}
