import { type FormEvent, useId, useMemo, useState } from 'react';
import { placeName } from '../../model/placeName.ts';
import { percent } from '../../scene/hopWords.ts';
import { grouped } from '../../words/grouped.ts';
import type { Reach } from '../../model/Trace.ts';
import { type StatisticsRow, statisticsOf } from '../../scene/statistics.ts';
import { loadStatistics } from '../../words/parts.ts';
import { sayReason } from '../../words/say.ts';
import { useApp, useAppState, usePart, useWords } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import { Modal } from '../kit/Modal.tsx';
import { NOBODY_MARKS } from './Shares.tsx';
import styles from './StatisticsDialog.module.css';

const MOST = 100_000;
const SOME = [1000, 10_000, 100_000];

const useStatisticsWords = () => usePart(loadStatistics);

/** Many connections at once, and how they spread over Pods and Nodes, against what chance says. */
export default function StatisticsDialog() {
  const app = useApp();
  const words = useStatisticsWords();
  const reach = useAppState((s) => s.result?.reach ?? null);
  const counts = useAppState((s) => s.counts);
  const pods = useAppState((s) => s.result?.pods);
  const statistics = useMemo(
    () => (reach && counts && pods ? statisticsOf(reach, counts, pods) : null),
    [reach, counts, pods],
  );
  return (
    <Modal title={words.title} close={() => app.show({ dialog: null })}>
      <div className={styles.statistics}>
        <SendMany reach={reach} counted={counts !== null} />
        {statistics && reach ? (
          <>
            <p role="status">
              <Words
                text={words.sent(
                  grouped(statistics.connections),
                  statistics.connections,
                  fromOf(reach, words.client),
                  reach.url,
                )}
              />
            </p>
            <Bars title={words.byPod} rows={statistics.pods} connections={statistics.connections} />
            <Bars title={words.byNode} rows={statistics.nodes} connections={statistics.connections} />
            <p className="dim">
              {words.legend} {reach.truncated && words.truncated}
            </p>
          </>
        ) : (
          <p className="dim">{words.none}</p>
        )}
      </div>
    </Modal>
  );
}

const fromOf = ({ from }: Reach, client: string): string =>
  from.kind === 'client' ? client : placeName(from).replace(/^\w+\//, '');

function SendMany({ reach, counted }: { reach: Reach | null; counted: boolean }) {
  const app = useApp();
  const words = useStatisticsWords();
  const sending = useAppState((s) => s.sending);
  const [text, setText] = useState('1000');
  const [count, hint] = [useId(), useId()];
  const number = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0;
  const fine = number >= 1 && number <= MOST;
  const closed = sending || reach === null || reach.traces.length === 0;
  // what is asked for is all that is counted: the same number gives the same bars, whatever was sent before
  const send = (n: number): void => {
    app.allWays();
    void app.send(n);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (fine) send(number);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <label htmlFor={count}>{words.count}</label>
      <input
        id={count}
        type="text"
        inputMode="numeric"
        value={text}
        aria-invalid={!fine}
        aria-describedby={fine ? undefined : hint}
        onChange={(event) => setText(event.target.value.trim())}
      />
      <button type="submit" className="primary" disabled={closed || !fine}>
        {words.send}
      </button>
      {SOME.map((n) => (
        <button
          key={n}
          type="button"
          disabled={closed}
          onClick={() => {
            setText(String(n));
            send(n);
          }}
        >
          {grouped(n)}
        </button>
      ))}
      <button type="button" disabled={!counted} onClick={app.allWays}>
        {words.again}
      </button>
      {!fine && (
        <p id={hint} className={styles.wrong}>
          {words.range(grouped(MOST))}
        </p>
      )}
    </form>
  );
}

const signed = (n: number, digits: number): string => {
  const text = Math.abs(n).toFixed(digits);
  return Number(text) === 0 ? text : `${n < 0 ? '−' : '+'}${digits === 0 ? grouped(Number(text)) : text}`;
};

/** A bar for each receiver, its numbers beside it. */
function Bars({ title, rows, connections }: { title: string; rows: readonly StatisticsRow[]; connections: number }) {
  const words = useStatisticsWords();
  const heading = useId();
  const most = Math.max(...rows.map(({ count, expected }) => Math.max(count / connections, expected)), 1e-4);
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <table className={styles.bars} aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">{words.receiver}</th>
            <th scope="col" aria-hidden="true" className={styles.wide} />
            <th scope="col">{words.connections}</th>
            <th scope="col">{words.share}</th>
            <th scope="col">{words.expected}</th>
            <th scope="col">{words.deviation}</th>
            <th scope="col" title={words.sigma}>
              σ
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Bar key={row.key} row={row} connections={connections} most={most} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bar({ row, connections, most }: { row: StatisticsRow; connections: number; most: number }) {
  const catalog = useWords();
  const words = useStatisticsWords();
  const { kind, name, count, expected, deviation, sigma, reason } = row;
  const failure = kind === 'nobody' ? (name as keyof typeof NOBODY_MARKS) : null;
  const share = count / connections;
  return (
    <>
      <tr>
        <th scope="row" className={failure ? styles.failed : ''}>
          {failure ? `${NOBODY_MARKS[failure]} ${words.failures[failure]}` : name.replace(/^default\//, '')}
        </th>
        <td aria-hidden="true" className={styles.track}>
          <span className={`${styles.fill} ${styles[kind]}`} style={{ width: `${(share / most) * 100}%` }} />
          <span className={styles.tick} style={{ left: `${(expected / most) * 100}%` }} />
        </td>
        <td>{grouped(count)}</td>
        <td>{percent(share)}</td>
        <td>{percent(expected)}</td>
        <td>{signed(deviation, 0)}</td>
        <td className={sigma !== null && Math.abs(sigma) > 3 ? styles.rare : ''}>
          {sigma === null ? '–' : signed(sigma, 1)}
        </td>
      </tr>
      {reason.length > 0 && (
        <tr>
          <td colSpan={7} className={styles.reason}>
            <Words text={sayReason(catalog, reason)} />
          </td>
        </tr>
      )}
    </>
  );
}
