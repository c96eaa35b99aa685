import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { comparisonOf, type Side } from '../../app/comparison.ts';
import { sayLine } from '../../app/sayLines.ts';
import { whyNot } from '../../app/whyNot.ts';
import { sayProblem } from '../../words/say.ts';
import { useApp, useAppState } from '../context.ts';
import { Tabs } from '../kit/Tabs.tsx';
import { PHONE, useMedia } from '../kit/useMedia.ts';
import { AgainstSelect } from './AgainstSelect.tsx';
import { Words } from '../kit/Words.tsx';
import styles from './Compare.module.css';
import { ComparePicture } from './ComparePicture.tsx';
import { DifferenceList } from './DifferenceList.tsx';
import { HopPairs } from './HopPairs.tsx';
import { MatrixCompared } from './MatrixCompared.tsx';
import { RulesCompared } from './RulesCompared.tsx';
import { TextCompared } from './TextCompared.tsx';
import { againstWords, endingWords } from './sideWords.ts';
import { useCompareCatalog, useCompareWords } from './compareWords.ts';

const ASPECTS = ['map', 'hops', 'rules', 'matrix', 'text'] as const;
/** What differs stands under the others, or where there is no room for that, by itself. */
type Aspect = (typeof ASPECTS)[number] | 'list';

/** Two variants of the scenario side by side: A, that it is compared with, and B, the text. One clock plays both. */
export default function ComparePane() {
  const app = useApp();
  const words = useCompareWords();
  const comparison = comparisonOf(app);
  useEffect(() => comparison.watch(), [comparison]);
  const [aspect, setAspect] = useState<Aspect>('map');
  const phone = useMedia(PHONE);
  const ready = useStore(comparison.store, (s) => s.a.kind === 'ready');
  return (
    <section className={styles.pane} aria-label={words.title}>
      <div className={styles.bar}>
        <strong aria-hidden="true">A</strong>
        <AgainstSelect />
        <button type="button" title={words.pinTitle} onClick={app.pin}>
          {words.pin}
        </button>
        <span className={styles.space} />
        <Tabs
          label={words.aspect}
          look="segment"
          panel="compare-panel"
          tabs={[...(phone ? ['list' as const] : []), ...ASPECTS].map((id) => ({ id, name: words.aspects[id] }))}
          chosen={aspect}
          choose={(id: Aspect) => setAspect(id)}
        />
      </div>
      <div id="compare-panel" role="tabpanel" aria-labelledby={`compare-panel-${aspect}`} className={styles.panel}>
        {!ready && <NotReady />}
        {ready && (aspect === 'map' || (aspect === 'list' && !phone)) && <Pictures />}
        {ready && aspect === 'list' && phone && <DifferenceList show={setAspect} />}
        {ready && aspect === 'hops' && <HopPairs />}
        {ready && aspect === 'rules' && <RulesCompared />}
        {ready && aspect === 'matrix' && <MatrixCompared />}
        {ready && aspect === 'text' && <TextCompared />}
      </div>
      {ready && !phone && <DifferenceList show={setAspect} />}
    </section>
  );
}

/** Why there is no A. */
function NotReady() {
  const app = useApp();
  const catalog = useCompareCatalog();
  const { compare: words, engine } = catalog;
  const { store } = comparisonOf(app);
  const a = useStore(store, (s) => s.a);
  const working = useStore(store, (s) => s.working);
  if (a.kind === 'broken')
    return (
      <div className={styles.problem} role="alert">
        <p>
          <strong>{words.broken}</strong>
        </p>
        <ul>
          {a.diagnostics
            .filter(({ severity }) => severity === 'error')
            .slice(0, 3)
            .map((problem) => {
              const { span } = problem;
              const said = sayProblem(catalog, problem);
              return <li key={said}>{span ? words.line(sayLine(catalog, a.text, span.start), said) : said}</li>;
            })}
        </ul>
      </div>
    );
  const text =
    a.kind === 'failed'
      ? whyNot(engine, a.why)
      : a.kind === 'unfit'
        ? words.unfit
        : working
          ? words.working
          : words.none;
  return (
    <p className={a.kind === 'failed' ? styles.problem : styles.note} role="status">
      {text}
    </p>
  );
}

/** The two maps; on a phone one of them, under tabs. */
function Pictures() {
  const phone = useMedia(PHONE);
  const [side, setSide] = useState<Side>('b');
  const words = useCompareWords();
  if (!phone)
    return (
      <div className={styles.pictures}>
        <div className={styles.side}>
          <Caption side="a" />
          <ComparePicture side="a" />
        </div>
        <div className={styles.side}>
          <Caption side="b" />
          <ComparePicture side="b" />
        </div>
      </div>
    );
  return (
    <div className={styles.side}>
      <Caption side={side}>
        <Tabs
          look="segment"
          label={words.title}
          panel="compare-side"
          tabs={[
            { id: 'a', name: 'A' },
            { id: 'b', name: 'B' },
          ]}
          chosen={side}
          choose={(id: Side) => setSide(id)}
        />
      </Caption>
      <div id="compare-side" role="tabpanel" aria-labelledby={`compare-side-${side}`} className={styles.side}>
        <ComparePicture key={side} side={side} />
      </div>
    </div>
  );
}

/** Which variant it is, or what chooses it, and how its way ends. */
function Caption({ side, children }: { side: Side; children?: ReactNode }) {
  const app = useApp();
  const words = useCompareCatalog();
  const comparison = comparisonOf(app);
  const against = useAppState((s) => s.against);
  const mode = useAppState((s) => s.result?.proxyMode ?? '');
  const modeA = useStore(comparison.store, ({ a }) => (a.kind === 'ready' ? a.result.proxyMode : ''));
  const found = useStore(comparison.store, (s) => s.found);
  const ending = found && endingWords(words, found.ways[side].ending);
  const name = side === 'a' ? againstWords(words.compare, against) : words.compare.b;
  const ownMode = modeA === mode ? '' : side === 'a' ? modeA : mode;
  return (
    <div className={styles.caption}>
      {children ?? <strong className={styles.letter}>{side.toUpperCase()}</strong>}
      <span className={styles.name} title={name}>
        {name}
        {ownMode !== '' && name !== ownMode && <span className="dim"> · {ownMode}</span>}
      </span>
      {ending && (
        <span
          className={`${styles.ending} ${ending.good ? styles.ok : styles.bad} ${found?.ending ? styles.marked : ''}`}
        >
          <span aria-hidden="true">{ending.mark}</span> <Words text={ending.text} />
        </span>
      )}
    </div>
  );
}
