import { type Receiver, receiversOf } from '../../app/receivers.ts';
import { grouped, percent } from '../../app/words.ts';
import { useApp, useAppState } from '../context.ts';
import { elided } from '../../scene/visibleText.ts';
import styles from './Shares.module.css';

const NOBODY: Record<string, string> = {
  refused: '↩ refused',
  unreachable: '↩ unreachable',
  timeout: '✕ nobody: timeout',
  unresolved: '? no address',
};

const nameOf = ({ kind, name }: Receiver): string =>
  kind === 'nobody' ? (NOBODY[name] ?? name) : name.replace(/^default\//, '');

/** Who gets the traffic: computed chances, or counted connections once some were sent. */
export function Shares() {
  const app = useApp();
  const reach = useAppState((s) => s.result?.reach ?? null);
  const counts = useAppState((s) => s.counts);
  const sent = useAppState((s) => s.sent);
  const way = useAppState((s) => s.way);
  if (!reach || reach.traces.length === 0) {
    return (
      <section className={styles.shares} aria-label="Who gets the traffic">
        <h2>Who gets the traffic</h2>
        <p className="dim">Nothing is sent yet.</p>
      </section>
    );
  }
  const receivers = receiversOf(reach, counts);
  const valueOf = (r: Receiver): number => (sent > 0 ? r.count / sent : r.share);
  const most = Math.max(...receivers.map(valueOf), 0.0001);
  return (
    <section className={styles.shares} aria-label="Who gets the traffic">
      <h2>
        Who gets the traffic{' '}
        <span className={styles.of} role="status">
          {sent > 0 ? `${grouped(sent)} connection${sent === 1 ? '' : 's'}` : 'by chance'}
        </span>
      </h2>
      <table>
        <thead className="hidden">
          <tr>
            <th scope="col">receiver</th>
            <th scope="col">{sent > 0 ? 'connections' : 'chance'}</th>
            <th scope="col">share</th>
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
                    title={`Follow the way to ${nameOf(receiver)}`}
                    onClick={() => app.followWay(receiver.ways[0] ?? 0)}
                  >
                    {elided(nameOf(receiver), 20)}
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
      {reach.truncated && <p className="dim">There are more ways than are listed.</p>}
    </section>
  );
}
