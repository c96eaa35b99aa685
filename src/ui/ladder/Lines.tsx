import type { LadderText } from '../../scene/ladder.ts';
import { ladderMeasures } from '../../scene/ladder.ts';
import type { Line, Placed } from '../../scene/ladderText.ts';
import type { Mark } from '../../scene/ladderWork.ts';
import { MARK } from '../kit/networkMarks.ts';
import styles from './Ladder.module.css';

interface Props {
  text: LadderText;
  isNow: boolean;
  mark?: Mark | undefined;
}

/** Text over the lifelines, which it interrupts. Where a packet died, its reason has a dashed frame. */
export function Lines({ text: { x, y, w, lines }, isNow, mark }: Props) {
  const height = lines.length * ladderMeasures.line;
  return (
    <g>
      <rect className={styles.back} x={x - 4} y={y} width={w + 8} height={height} />
      {mark === 'dropped' && <rect className={styles.died} x={x - 6} y={y - 1} width={w + 12} height={height + 2} />}
      {lines.map((line, i) => (
        // A line has no other name than its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Pieces key={i} line={line} x={x} y={y + i * ladderMeasures.line} isNow={isNow} />
      ))}
    </g>
  );
}

function Pieces({ line, x, y, isNow }: { line: Line; x: number; y: number; isNow: boolean }) {
  return line.pieces.map((piece) => <Piece key={piece.x} piece={piece} x={x + piece.x} y={y} isNow={isNow} />);
}

function Piece({ piece: { text, look, network, change, w }, x, y, isNow }: PieceProps) {
  if (look !== 'address' || !network) {
    return (
      <text className={styles[look]} x={x} y={y + 14}>
        {text}
      </text>
    );
  }
  const fresh = change === 'new' ? (isNow ? styles.fresh : styles.new) : '';
  return (
    <g className={`${styles.chip} ${styles[network]} ${fresh}`}>
      <rect x={x} y={y + 1} width={w} height={18} rx={5} />
      <text className={change === 'old' ? styles.old : ''} x={x + 5} y={y + 14}>
        {MARK[network]}&nbsp;{text}
      </text>
    </g>
  );
}

interface PieceProps {
  piece: Placed;
  x: number;
  y: number;
  isNow: boolean;
}
