import type { Mark } from '../../scene/ladderWork.ts';
import styles from './Ladder.module.css';

/** Outline and stroke of each ending, around 0 0: no two have the same of either. */
const SHAPES: Record<Mark, { outline: string; sign: string; tone: 'ok' | 'bad' | 'warn'; dashes?: string }> = {
  delivered: { outline: 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1-9 0Z', sign: 'M-4.5 0L-1.5 3.5L4.5-3.5', tone: 'ok' },
  refused: { outline: 'M-9-9H9V9H-9Z', sign: 'M4.5-4.5V-1A3 3 0 0 1 1.5 2H-4.5M-1.5-1L-4.5 2L-1.5 5', tone: 'bad' },
  dropped: { outline: 'M-9-9H9V9H-9Z', sign: 'M-5-5L5 5M5-5L-5 5', tone: 'bad', dashes: '3 2' },
  unreachable: { outline: 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1-9 0Z', sign: 'M-5 0H5', tone: 'bad' },
  timeout: {
    outline: 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1-9 0Z',
    sign: 'M0-5V0L3.5 2.5',
    tone: 'bad',
    dashes: '2 2.7',
  },
  unresolved: {
    outline: 'M0-10.5L10.5 0L0 10.5L-10.5 0Z',
    sign: 'M-2.5-2.5A2.5 2.5 0 1 1 0 .3V1.5M0 4.4V4.6',
    tone: 'warn',
  },
};

/** How the connection ended, as a shape on the lifeline where it did. */
export function EndMark({ mark, x, y }: { mark: Mark; x: number; y: number }) {
  const { outline, sign, tone, dashes } = SHAPES[mark];
  return (
    <g className={`${styles.mark} ${styles[tone]}`} transform={`translate(${x} ${y})`}>
      <path className={styles.outline} d={outline} strokeDasharray={dashes} />
      <path d={sign} />
    </g>
  );
}
