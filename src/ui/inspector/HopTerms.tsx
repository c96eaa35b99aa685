import { machineName } from '../../scene/hopWords.ts';
import type { Hop } from '../../model/Trace.ts';
import { hopTerms } from '../../scene/hopTerms.ts';
import { terms as english } from '../../words/en/terms.ts';
import { terms as chinese } from '../../words/zh-CN/terms.ts';
import { useAppState, useWords } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import styles from './HopTerms.module.css';

const TERMS = { en: english, 'zh-CN': chinese };

/** What the hop is an example of: the exact terms, and for who wants to know more what each does here and means. */
export default function HopTerms({ hop }: { hop: Hop }) {
  const words = useWords();
  const language = useAppState((s) => s.language);
  const more = useAppState((s) => s.explainMore);
  const here = hopTerms(hop);
  if (here.length === 0) return null;
  const known = TERMS[language];
  if (!more) {
    return (
      <ul className={styles.names} aria-label={words.inspector.terms}>
        {here.map(({ term, facts }) => (
          <li key={`${term} ${facts.to}`}>{known[term].name}</li>
        ))}
      </ul>
    );
  }
  return (
    <dl className={styles.terms} aria-label={words.inspector.terms}>
      {here.map(({ term, facts }) => (
        <div key={`${term} ${facts.to}`}>
          <dt>{known[term].name}</dt>
          <dd>
            <Words text={known[term].here(facts, machineName(words.hop, hop.at))} />
          </dd>
          <dd className="dim">{known[term].means}</dd>
        </div>
      ))}
    </dl>
  );
}
