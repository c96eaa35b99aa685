import { useId } from 'react';
import { useStore } from 'zustand';
import { lessonOf } from '../../app/lesson.ts';
import type { ScenarioStep } from '../../model/Scenario.ts';
import { inLanguage } from '../../words/inLanguage.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Steps.module.css';

/** A question with its answers. The right one leads on; a wrong one says so, and another can be chosen. */
export function Answers({ step, current }: { step: ScenarioStep; current: boolean }) {
  const words = useWords().steps;
  const language = useAppState((s) => s.language);
  const lesson = lessonOf(useApp());
  const chosen = useStore(lesson.store, (s) => (current ? s.chosen : null));
  const name = useId();
  const wrong = chosen !== null && step.answers?.[chosen]?.right === false;
  return (
    <fieldset className={styles.answers} disabled={!current}>
      <legend className={styles.hidden}>{words.answers}</legend>
      {step.answers?.map(({ text, right }, i) => (
        <label key={i} data-right={(!current && right) || undefined}>
          <input type="radio" name={name} checked={current ? chosen === i : right} onChange={() => lesson.choose(i)} />
          {inLanguage(text, language)}
        </label>
      ))}
      {wrong && (
        <p className={styles.unmet} role="status">
          {words.wrong}
        </p>
      )}
    </fieldset>
  );
}
