import { placeName } from '../../model/placeName.ts';
import { failuresOf } from '../../scene/failures.ts';
import type { TrafficResult } from '../../model/Timeline.ts';
import { sayReason } from '../../words/say.ts';
import type { TimelineWords } from '../../words/timeline/en.ts';
import { useWords } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import styles from './Timeline.module.css';

/** How many connections of each stream were answered; of the others how many, when and why. */
export function TrafficCounts({ traffic, words }: { traffic: readonly TrafficResult[]; words: TimelineWords }) {
  const catalog = useWords();
  return traffic.map((stream) => {
    const { all, answered, failures } = failuresOf(stream);
    return (
      <div key={`${placeName(stream.from)} ${stream.url}`} className={styles.counts}>
        <p>
          <Words text={words.traffic(placeName(stream.from), stream.url, all, answered)} />
        </p>
        {failures.length > 0 && (
          <ul>
            {failures.map(({ end, count, from, to }) => (
              <li key={`${end.result} ${JSON.stringify(end.reason)}`}>
                <strong className="mono">{count}</strong> {words.between(from, to)}{' '}
                <Words text={end.result === 'broken' ? words.broken : sayReason(catalog, end.reason) || end.result} />
              </li>
            ))}
          </ul>
        )}
      </div>
    );
  });
}
