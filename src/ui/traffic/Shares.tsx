import { type Receiver, receiversOf } from '../../app/receivers.ts';
import { percent } from '../../scene/hopWords.ts';
import { grouped } from '../../words/grouped.ts';
import type { Catalog } from '../../words/en.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { elided } from '../../scene/visibleText.ts';
import styles from './Shares.module.css';

/** Of each way to end without a receiver. */
export const NOBODY_MARKS = { refused: '↩', unreachable: '↩', timeout: '✕', unresolved: '?' } as const;

function nameOf(words: Catalog['traffic'], { kind, name }: Receiver): string {
  if (kind !== 'nobody') return name.replace(/^default\//, '');
  const failure = name as keyof typeof NOBODY_MARKS;
  return `${NOBODY_MARKS[failure]} ${words.nobody[failure]}`;
}

/** Who gets the traffic: computed chances, or counted connections once some were sent. */
export function Shares() {
  const app = useApp();
  const words = useWords().traffic;
  const reach = useAppState((s) => s.result?.reach ?? null);
  const counts = useAppState((s) => s.counts);
  const sent = useAppState((s) => s.sent);
  const way = useAppState((s) => s.way);
  if (!reach || reach.traces.length === 0) {
    return (
      <section className={styles.shares} aria-label={words.shares}>
        <h2>{words.shares}</h2>
        <p className="dim">{words.nothingSent}</p>
      </section>
    );
  }
  const receivers = receiversOf(reach, counts);
  const valueOf = (r: Receiver): number => (sent > 0 ? r.count / sent : r.share);
  const most = Math.max(...receivers.map(valueOf), 0.0001);
  return (
    <section className={styles.shares} aria-label={words.shares}>
      <h2>
        {words.shares}{' '}
        <span className={styles.of} role="status">
          {sent > 0 ? words.sent(grouped(sent), sent) : words.byChance}
        </span>
      </h2>
      <table>
        <thead className="hidden">
          <tr>
            <th scope="col">{words.receiver}</th>
            <th scope="col">{sent > 0 ? words.connections : words.chance}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {receivers.map((receiver) => {
            const value = valueOf(receiver);
            const followed = receiver.ways.includes(way);
            return (
              <tr key={`${receiver.kind} ${receiver.name}`} className={followed ? styles.followed : ''}>
                <th scope="row">
                  <button
                    type="button"
                    className="plain"
                    aria-pressed={followed}
                    title={words.follow(nameOf(words, receiver))}
                    onClick={() => app.followWay(receiver.ways[0] ?? 0)}
                  >
                    {receiver.kind === 'nobody' ? nameOf(words, receiver) : elided(nameOf(words, receiver), 16)}
                  </button>
                </th>
                <td className={styles.bar}>
                  <span
                    className={`${styles.fill} ${styles[receiver.kind]}`}
                    style={{ width: `${(value / most) * 100}%` }}
                  />
                  {sent > 0 && <span className="hidden">{receiver.count}</span>}
                </td>
                <td className={styles.number}>
                  {sent > 0 && <span className="faint">{grouped(receiver.count)} · </span>}
                  {percent(value)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {reach.truncated && <p className="dim">{words.truncated}</p>}
    </section>
  );
}
