import { useEffect, useState } from 'react';
import { applyFix } from '../../app/applyFix.ts';
import { sayLine } from '../../app/sayLines.ts';
import { type Diagnostic, docsUrl, type Evidence, type Fix } from '../../model/Diagnostic.ts';
import type { Question, Why } from '../../model/Why.ts';
import { isGalleryName } from '../../scenarios/index.ts';
import { sayFix, sayHint, sayProblem, sayReason } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import { FixLines } from './FixLines.tsx';
import styles from './WhyPanel.module.css';

interface Asked {
  text: string;
  key: string;
  answer: Why | null | 'asking';
}

/** "Why?": the causes down to the lines of the text, and the edits that repair it. */
export default function WhyPanel({ question }: { question: Question }) {
  const app = useApp();
  const words = useWords().diagnosis?.panel;
  const text = useAppState((s) => s.text);
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => void app.readDiagnosis(), [app]);
  if (!words) return null;
  const key = JSON.stringify(question);
  if (asked?.text !== text || asked.key !== key) {
    const ask = async (): Promise<void> => {
      setAsked({ text, key, answer: 'asking' });
      const answer = await app.why(text, question);
      setAsked((now) => (now?.text === text && now.key === key ? { text, key, answer } : now));
    };
    return (
      <p>
        <button type="button" className={styles.ask} onClick={() => void ask()}>
          {words.ask}
        </button>
      </p>
    );
  }
  const { answer } = asked;
  return (
    <section className={styles.why} aria-label={words.title} aria-busy={answer === 'asking'}>
      <h3>{words.title}</h3>
      {answer === 'asking' ? (
        <p role="status">{words.asking}</p>
      ) : answer === null ? (
        <p role="status">{words.failed}</p>
      ) : answer.works ? (
        <p role="status">{words.works}</p>
      ) : (
        <Answer why={answer} text={text} />
      )}
    </section>
  );
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function Answer({ why: { ends, causes, repairs }, text }: { why: Why; text: string }) {
  const app = useApp();
  const words = useWords();
  const panel = words.diagnosis?.panel;
  if (!panel) return null;
  // where no edit is enough, those that mend a part of it: whoever makes them asks again
  const offered = repairs.length > 0 ? repairs : causes.flatMap(({ fixes = [] }) => fixes.slice(0, 1));
  return (
    <>
      <ol className={styles.chain}>
        {ends.map((end) => (
          <li key={JSON.stringify([end.ending, end.reason])}>
            {end.share < 0.9995 && <strong>{panel.of(percent(end.share))} </strong>}
            <Words text={sayReason(words, end.reason)} />
            {end.rule && (
              <details>
                <summary>{panel.rule}</summary>
                <code>{end.rule}</code>
              </details>
            )}
          </li>
        ))}
        {causes.map((cause) => (
          <Cause key={`${cause.code} ${cause.object} ${cause.path}`} cause={cause} text={text} />
        ))}
      </ol>
      {offered.length === 0 ? (
        <p className="dim">{panel.none}</p>
      ) : (
        <>
          <p>{repairs.length > 0 ? panel.repairs : panel.parts}</p>
          {offered.map((repair: Fix) => (
            <div key={JSON.stringify(repair.edits)} className={styles.repair}>
              <p>
                <strong>{sayFix(words, repair)}</strong>
                <button type="button" onClick={() => void applyFix(app, repair, text)}>
                  {panel.apply}
                </button>
              </p>
              <FixLines text={text} fix={repair} />
            </div>
          ))}
        </>
      )}
    </>
  );
}

function Cause({ cause, text }: { cause: Diagnostic; text: string }) {
  const app = useApp();
  const words = useWords();
  const here = useAppState((s) => (s.origin.kind === 'gallery' ? s.origin.name : ''));
  const panel = words.diagnosis?.panel;
  if (!panel) return null;
  const hint = sayHint(words, cause);
  const { scenario = '' } = cause;
  const line = ({ span }: Pick<Evidence, 'span'>, label: (line: string) => string) =>
    span && (
      <button type="button" className="link" onClick={() => app.jumpTo(span)}>
        {label(sayLine(words, text, span.start))}
      </button>
    );
  return (
    <li>
      <Words text={sayProblem(words, cause)} /> {line(cause, (at) => at)}
      {hint && <p className="dim">{hint}</p>}
      <p className={styles.more}>
        {cause.evidence?.map((one) => (
          <span key={`${one.object} ${one.path}`}>
            {line(one, (at) => `${panel.see(one.object.replace(/^(\w+)\/[^/]*\//, '$1 '))}, ${at}`)}
          </span>
        ))}
        {cause.docs && (
          <a href={docsUrl(cause.docs)} target="_blank" rel="noreferrer">
            {panel.docs}
          </a>
        )}
        {scenario !== here && isGalleryName(scenario) && (
          <button type="button" className="link" onClick={() => app.openGallery(scenario)}>
            {panel.scenario}
          </button>
        )}
      </p>
    </li>
  );
}
