import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { entryOf, lessonOf } from '../../app/lesson.ts';
import type { ScenarioStep } from '../../model/Scenario.ts';
import { LESSONS } from '../../scenarios/index.ts';
import { inLanguage } from '../../words/inLanguage.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import { Printed, Words } from '../kit/Words.tsx';
import { Answers } from './Answers.tsx';
import styles from './Steps.module.css';

/** The lesson of the course that follows, if this is one. */
const lessonAfter = (name: string): string | undefined =>
  LESSONS[LESSONS.findIndex((lesson) => lesson === name) + 1 || LESSONS.length];

/** The scenario told step by step: what is said, what is to be done, and whether it was. */
export default function StepsPane() {
  const app = useApp();
  const words = useWords().steps;
  const language = useAppState((s) => s.language);
  const scenario = useAppState((s) => s.result?.scenario);
  const following = useAppState(({ origin }) => (origin.kind === 'gallery' ? lessonAfter(origin.name) : undefined));
  const lesson = lessonOf(app);
  const at = useStore(lesson.store, (s) => s.at);
  const saved = useStore(lesson.store, (s) => s.saved);
  useEffect(() => lesson.watch(), [lesson]);
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // what was printed pushes the next step down; it is the last, so its beginning comes up as far as it goes
    const step = pane.current?.querySelector('ol > :last-child');
    if (at > 0 && pane.current && step)
      pane.current.scrollTop += step.getBoundingClientRect().top - pane.current.getBoundingClientRect().top;
  }, [at]);
  if (!scenario || scenario.steps.length === 0) return <p className={styles.none}>{words.none}</p>;
  const { steps } = scenario;
  const description = inLanguage(scenario.description, language);
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={pane} className={styles.steps} tabIndex={0} role="region" aria-label={words.name}>
      <header>
        <h2>{inLanguage(scenario.title, language)}</h2>
        {description && <p className="dim">{description}</p>}
        <div className={styles.progress}>
          <progress max={steps.length} value={Math.min(at, steps.length)} aria-label={words.progress} />
          <span className="dim">{words.done(Math.min(at, steps.length), steps.length)}</span>
        </div>
        {saved && saved.at > 0 && at === 0 && (
          <p className={styles.saved}>
            {words.saved(saved.at + 1)}
            <button type="button" onClick={() => void lesson.resume()}>
              {words.resume}
            </button>
          </p>
        )}
      </header>
      <ol>
        {steps.slice(0, at + 1).map((_, i) => (
          <StepView key={i} steps={steps} at={i} current={i === at} />
        ))}
      </ol>
      {at >= steps.length && (
        <p className={styles.end} role="status">
          <strong>✓ {words.end}</strong>
          <button type="button" onClick={lesson.restart}>
            {words.again}
          </button>
          {following && (
            <button type="button" className="primary" onClick={() => app.openGallery(following)}>
              {words.nextLesson}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function StepView({ steps, at, current }: { steps: readonly ScenarioStep[]; at: number; current: boolean }) {
  const step = steps[at]!;
  const app = useApp();
  const words = useWords().steps;
  const language = useAppState((s) => s.language);
  const lesson = lessonOf(app);
  const began = useStore(lesson.store, (s) => s.began);
  const entry = useAppState((s) => entryOf({ steps, at, began }, s.terminal));
  const printed = entry?.result ? entry.result.stdout + entry.result.stderr : '';
  return (
    <li className={styles.step} data-current={current || undefined} aria-current={current ? 'step' : undefined}>
      <span className={styles.number} aria-hidden="true">
        {current ? at + 1 : '✓'}
      </span>
      <div>
        {step.say !== undefined && (
          <p className={styles.say}>
            <Words text={inLanguage(step.say, language)} />
          </p>
        )}
        {step.answers && <Answers step={step} current={current} />}
        {step.run !== undefined && (
          <div className={styles.command}>
            <span className={styles.place}>{step.on}</span>
            <code>
              <Words text={step.run} />
            </code>
            {step.stdin !== undefined && <pre className={styles.stdin}>{step.stdin}</pre>}
            {current && (
              <button type="button" aria-label={words.runThis(step.run)} onClick={() => lesson.perform(step)}>
                <Icon name="Play" size={12} /> {step.until ? words.doIt : words.run}
              </button>
            )}
          </div>
        )}
        {step.reach !== undefined && (
          <div className={styles.command}>
            <span className={styles.place}>{step.on}</span>
            <code>
              <Words text={step.reach} />
            </code>
            <button type="button" onClick={() => lesson.perform(step)}>
              <Icon name="Play" size={12} /> {words.follow}
            </button>
          </div>
        )}
        {printed && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre className={styles.printed} tabIndex={0} aria-label={words.printed}>
            <Printed text={printed} />
          </pre>
        )}
        {entry?.result && !printed && <p className={`faint ${styles.silent}`}>{words.silent}</p>}
        {current && <Waiting step={step} />}
      </div>
    </li>
  );
}

/** What the current step waits for, and what helps. */
function Waiting({ step }: { step: ScenarioStep }) {
  const app = useApp();
  const words = useWords().steps;
  const language = useAppState((s) => s.language);
  const lesson = lessonOf(app);
  const unmet = useStore(lesson.store, (s) => s.unmet);
  const waits = step.run !== undefined || step.reach !== undefined || step.answers || step.until;
  return (
    <>
      {step.until && unmet && unmet.length > 0 && (
        <p className={styles.unmet} role="status">
          {words.notYet}{' '}
          {step.until.run !== undefined && (
            <>
              <code>{step.until.run}</code> {words.lacks}{' '}
              <code>{unmet.map(({ expected }) => expected).join(', ')}</code>
            </>
          )}
          {step.until.reach !== undefined && (
            <>
              <code>
                <Words text={step.until.reach} />
              </code>
              : {unmet[0]?.found}
            </>
          )}
        </p>
      )}
      <div className={styles.foot}>
        {step.hint !== undefined && (
          <details>
            <summary>{words.hint}</summary>
            <p>
              <Words text={inLanguage(step.hint, language)} />
            </p>
          </details>
        )}
        <button type="button" className={waits ? 'plain dim' : undefined} onClick={lesson.next}>
          {waits ? words.skip : words.next}
        </button>
      </div>
    </>
  );
}
