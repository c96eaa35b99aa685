import type { Hop, RuleTried, Step } from '../../model/Trace.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './RulesTried.module.css';

type Rules = Extract<Step, { kind: 'rules' }>;

/** The rules that the packet was held against at this hop, chain after chain, the one that matched in yellow. */
export function RulesTried({ hop }: { hop: Hop }) {
  const steps = hop.steps.filter((step): step is Rules => step.kind === 'rules');
  if (steps.every((step) => step.tried.length === 0)) return null;
  return (
    <section className={styles.rules} aria-label="Rules tried">
      {steps.map((step, i) => (
        // Steps of a hop have no other name than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <ChainRules key={i} step={step} />
      ))}
    </section>
  );
}

/** The first rules of a long list are as telling as the last: those before the match are folded. */
const SHOWN_BEFORE_MATCH = 3;

function ChainRules({ step }: { step: Rules }) {
  const { tried, skipped } = step;
  if (tried.length === 0) return null;
  const match = tried.findIndex((rule) => rule.matched);
  const fold = match > SHOWN_BEFORE_MATCH ? match - SHOWN_BEFORE_MATCH : 0;
  const rows = tried.slice(fold);
  const hidden = skipped + fold;
  return (
    <div>
      {rows.map((rule, i) => (
        <div key={rule.ruleId}>
          {(i === 0 || rows[i - 1]?.chain !== rule.chain) && (
            <p className={styles.chain}>
              {step.table} {rule.chain}
            </p>
          )}
          {i === 0 && hidden > 0 && <p className={styles.chain}>{hidden} rules before did not match</p>}
          <Rule rule={rule} />
        </div>
      ))}
    </div>
  );
}

/** A rule without what the heading says already. */
const shortText = ({ text, chain }: RuleTried): string =>
  text.startsWith(`-A ${chain} `) ? text.slice(chain.length + 4) : text;

function Rule({ rule }: { rule: RuleTried }) {
  const app = useApp();
  const span = useAppState((s) =>
    s.text === s.resultText ? (rule.because.map((ref) => s.places.of(ref)).find((found) => found !== null) ?? null) : null,
  );
  const body = (
    <>
      <span className="hidden">{rule.matched ? 'matched: ' : 'did not match: '}</span>
      <span className={styles.text}>{shortText(rule)}</span>
      <span className={styles.note}>
        <span aria-hidden="true">{rule.matched ? '→ ' : '✕ '}</span>
        {rule.note}
      </span>
    </>
  );
  const look = `${styles.rule} ${rule.matched ? styles.matched : ''}`;
  return span ? (
    <button type="button" className={`plain ${look}`} title="Show the line behind this rule" onClick={() => app.jumpTo(span)}>
      {body}
    </button>
  ) : (
    <p className={look}>{body}</p>
  );
}
