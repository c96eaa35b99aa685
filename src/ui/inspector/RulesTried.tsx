import type { Hop, RuleTried } from '../../model/Trace.ts';
import { type RuleRow, rulesTried } from '../../scene/rulesTried.ts';
import { sayNote, sayRule } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import styles from './RulesTried.module.css';

/** Of many draws of lots that went another way, so many are shown before the one that was drawn. */
const DRAWS = 2;

/**
 * The telling rules: those that decided, those on the way there that a manifest made, the lots before them, and
 * all of a policy's.
 */
function tellingRows(rows: readonly RuleRow[]): RuleRow[] {
  const telling = rows.filter(
    ({ rule, decided, table }) =>
      decided || (rule.because.length > 0 && (rule.matched || isDraw(rule) || table === '')),
  );
  const draws = telling.filter(({ rule }) => isDraw(rule) && !rule.matched);
  const shown = new Set(draws.slice(-DRAWS));
  return telling.filter((row) => row.rule.matched || !isDraw(row.rule) || shown.has(row));
}

const isDraw = ({ text }: RuleTried): boolean => typeof text === 'string' && text.includes('-m statistic');

/** The rules that the packet was held against at this hop: the telling ones first, all of them on a click. */
export function RulesTried({ hop }: { hop: Hop }) {
  const words = useWords().inspector;
  const rows = rulesTried(hop);
  const skipped = hop.steps.reduce((n, step) => n + (step.kind === 'rules' ? step.skipped : 0), 0);
  if (rows.length === 0) return null;
  const telling = tellingRows(rows);
  return (
    <section className={styles.rules} aria-label={words.rules}>
      <RuleRows rows={telling} brief />
      {(telling.length < rows.length || skipped > 0) && (
        <details>
          <summary>{words.allRules(rows.length, skipped)}</summary>
          <RuleRows rows={rows} />
        </details>
      )}
    </section>
  );
}

/** The rule before says where this one stands: it stands beside it, or it jumped there. */
function follows(before: RuleRow | undefined, row: RuleRow, brief: boolean): boolean {
  if (!before || before.table !== row.table) return false;
  if (before.rule.chain === row.rule.chain) return true;
  const jumps = before.rule.matched && / (?:-[jg]|jump|goto) (\S+)$/.exec(String(before.rule.text))?.[1];
  return brief && jumps === row.rule.chain;
}

/** `brief`: a line each but for the rule that decided. */
function RuleRows({ rows, brief = false }: { rows: readonly RuleRow[]; brief?: boolean }) {
  return rows.map((row, i) => (
    <div key={row.rule.ruleId} className={brief && !row.decided ? styles.brief : ''}>
      {!follows(rows[i - 1], row, brief) && (
        <p className={styles.chain}>
          {row.table} {row.rule.chain}
        </p>
      )}
      <Rule {...row} />
    </div>
  ));
}

/** A rule without what the heading says already, and without its comment. */
const shortText = (text: string, { chain }: RuleTried): string =>
  (text.startsWith(`-A ${chain} `) ? text.slice(chain.length + 4) : text).replace(
    /-m comment --comment ("(?:[^"\\]|\\.)*"|\S+) ?/,
    '',
  );

/** A jump says itself where it leads, and DNAT which destination it sets. */
const saysItself = ({ matched, note: [what] }: RuleTried): boolean => matched && (what === 'goesOn' || what === 'dnat');

function Rule({ rule, decided }: RuleRow) {
  const app = useApp();
  const words = useWords();
  const text = sayRule(words, rule);
  const places = useAppState((s) => s.places);
  const span = rule.because.map(places.of).find(Boolean);
  const body = (
    <>
      <span className="hidden">{rule.matched ? words.inspector.matched : words.inspector.missed}</span>
      <span className={styles.text}>
        <Printed text={shortText(text, rule)} />
      </span>{' '}
      {!saysItself(rule) && (
        <span className={styles.note}>
          <span aria-hidden="true">{rule.matched ? '→' : '✕'}</span> {sayNote(words, rule.note)}
        </span>
      )}
    </>
  );
  const look = `${styles.rule} ${rule.matched ? styles.matched : ''} ${decided ? styles.decided : ''}`;
  return span ? (
    <button type="button" className={`plain ${look}`} title={text} onClick={() => app.jumpTo(span, places.text)}>
      {body}
    </button>
  ) : (
    <p className={look} title={text}>
      {body}
    </p>
  );
}
