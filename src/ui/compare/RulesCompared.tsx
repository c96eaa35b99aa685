import { useStore } from 'zustand';
import { comparisonOf, type Side } from '../../app/comparison.ts';
import { MOST_LINES } from '../../app/lineDiff.ts';
import type { CommandCompared } from '../../app/rulesCompared.ts';
import { whyNot } from '../../app/whyNot.ts';
import { grouped } from '../../words/grouped.ts';
import type { NodeRules } from '../../model/NodeRules.ts';
import { useApp, useAppState } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import styles from './Compare.module.css';
import { DiffCounts, DiffView } from './DiffView.tsx';
import { useCompareCatalog, useCompareWords } from './compareWords.ts';

/** Lines of a text that are shown whole. */
const MOST_SHOWN = 1500;

const linesOf = (text: string): number => text.split('\n').length - 1;

/** The rules of one Node in both, as an operator reads them there: what is new, and what is gone. */
export function RulesCompared() {
  const app = useApp();
  const { compare: words, engine } = useCompareCatalog();
  const comparison = comparisonOf(app);
  const rules = useStore(comparison.store, (s) => s.rules);
  const node = useStore(comparison.store, (s) => s.node);
  const problem = useStore(comparison.store, (s) => s.problem);
  const nodes = useAppState((s) => s.result?.nodes ?? []);
  const shown =
    rules?.find((one) => one.node === node) ??
    rules?.find((one) => one.partly || one.added + one.removed > 0) ??
    rules?.[0];
  if (!shown)
    return (
      <p className={problem ? styles.problem : styles.note}>{problem ? whyNot(engine, problem) : words.rulesWorking}</p>
    );
  const nameOf = (name: string): string => {
    const known = rules?.find((one) => one.node === name);
    if (!known || known.shared.length === 0 || known.partly) return name;
    return known.added + known.removed === 0
      ? words.nodeSame(name)
      : words.nodeChanged(name, known.added, known.removed);
  };
  const { only, shared } = shown;
  return (
    <div className={styles.rules}>
      <div className={styles.chooser}>
        <span>
          <span aria-hidden="true">{words.node} </span>
          <select
            aria-label={words.node}
            value={shown.node}
            onChange={(event) => comparison.chooseNode(event.target.value)}
          >
            {nodes.map(({ name }) => (
              <option key={name} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </select>
        </span>
        {shared.length === 0 && <span className="dim">{words.notCompared}</span>}
      </div>
      {shared.map((one) => (
        <Shared key={one.command} compared={one} />
      ))}
      {(only.a.length > 0 || only.b.length > 0) && (
        <div className={styles.twoTexts}>
          <Texts side="a" texts={only.a} />
          <Texts side="b" texts={only.b} />
        </div>
      )}
    </div>
  );
}

/** What one command prints, as a diff. */
function Shared({ compared: { command, a, b, diff } }: { compared: CommandCompared }) {
  const words = useCompareWords();
  return (
    <section className={styles.command} aria-label={command}>
      <h3>
        <code>{command}</code> {diff && <DiffCounts added={diff.added} removed={diff.removed} />}
      </h3>
      {diff ? (
        <DiffView diff={diff} name={command} />
      ) : (
        <p className={styles.note}>
          {words.tooLarge(grouped(MOST_LINES))} A: {words.lines(grouped(linesOf(a)))}, B:{' '}
          {words.lines(grouped(linesOf(b)))}
        </p>
      )}
    </section>
  );
}

/** What only one of the modes prints. */
function Texts({ side, texts }: { side: Side; texts: NodeRules['texts'] }) {
  const words = useCompareWords();
  return (
    <div>
      {texts.map(({ command, text }) => (
        <section key={command} className={styles.command} aria-label={`${side.toUpperCase()}: ${command}`}>
          <h3>
            {side.toUpperCase()} <code>{command}</code>{' '}
            <span className="dim">{words.lines(grouped(linesOf(text)))}</span>
          </h3>
          {/* It scrolls, so the keyboard must reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>
            <Printed text={text.split('\n').slice(0, MOST_SHOWN).join('\n')} />
          </pre>
          {linesOf(text) > MOST_SHOWN && <p className={styles.note}>{words.cutAt(grouped(MOST_SHOWN))}</p>}
        </section>
      ))}
    </div>
  );
}
