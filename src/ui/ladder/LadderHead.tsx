import { headWidth, type Ladder } from '../../scene/ladder.ts';
import { MARK } from '../kit/networkMarks.ts';
import styles from './Ladder.module.css';

const LINE = 17;

/** The machines, each over its lifeline: Pods round as in the map, Nodes with square corners. */
export function LadderHead({ ladder: { lanes, width, headHeight } }: { ladder: Ladder }) {
  const w = headWidth(lanes, width);
  return (
    <svg className={styles.head} width={width} height={headHeight} viewBox={`0 0 ${width} ${headHeight}`} aria-hidden>
      {lanes.map(({ kind, network, x, title, name, address }) => {
        const lines = [
          ...title.map((text) => ({ text, look: styles.title })),
          ...name.map((text) => ({ text, look: styles.name })),
          ...address.map((text, i) => ({
            text: i === 0 ? `${MARK[network]}\u00a0${text}` : text,
            look: `${styles.mono} ${styles[network]}`,
          })),
        ];
        const height = lines.length * LINE + 10;
        const top = headHeight - height - 6;
        return (
          <g key={x}>
            <rect
              className={`${styles.box} ${styles[network]}`}
              x={x - w / 2}
              y={top}
              width={w}
              height={height}
              rx={kind === 'node' ? 2 : 7}
            />
            {lines.map(({ text, look }, i) => (
              // A line has no other name than its place.
              // oxlint-disable-next-line react/no-array-index-key
              <text key={i} className={look} x={x} y={top + 17 + i * LINE} textAnchor="middle">
                {text}
              </text>
            ))}
            <line className={styles.life} x1={x} x2={x} y1={headHeight - 6} y2={headHeight} />
          </g>
        );
      })}
    </svg>
  );
}
