import { segmentPlace } from '../../scene/hopWords.ts';
import type { Trace } from '../../model/Trace.ts';
import { withPort } from '../../scene/addresses.ts';
import { hookOf } from '../../scene/hookOf.ts';
import { type Ladder, type LadderArrow, type LadderRow } from '../../scene/ladder.ts';
import type { LadderCatalog } from '../../scene/ladderWork.ts';
import { sayHop, sayReason, saySeen } from '../../words/say.ts';
import { EndMark } from './EndMark.tsx';
import styles from './Ladder.module.css';
import { Lines } from './Lines.tsx';

interface Props {
  catalog: LadderCatalog;
  ladder: Ladder;
  row: LadderRow;
  trace: Trace;
  isNow: boolean;
  choose(): void;
}

/** A row: a button that goes to its hop, drawn, and in words for who cannot see the drawing. */
export function LadderRowView({ catalog, ladder: { lanes, width }, row, trace, isNow, choose }: Props) {
  const words = catalog.ladder;
  const { height, arrow, hook, works, at, busy } = row;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={`plain ${styles.row} ${isNow ? styles.now : ''}`}
        aria-current={isNow ? 'step' : undefined}
        tabIndex={isNow ? 0 : -1}
        onClick={choose}
      >
        <Twin catalog={catalog} row={row} trace={trace} />
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
          <rect className={styles.back} width={width} height={height} />
          {isNow && <rect className={styles.barNow} width={3} height={height} />}
          {row.hop !== null && (
            <text className={styles.number} x={14} y={row.turns ? 40 : 22}>
              {row.hop + 1}
            </text>
          )}
          {lanes.map(({ x }) => (
            <line key={x} className={styles.life} x1={x} x2={x} y1={0} y2={row.hop === null ? 20 : height} />
          ))}
          {row.turns && <Turn width={width} text={words.back} />}
          {busy[1] > busy[0] && (
            <rect className={styles.busy} x={at - 3.5} y={busy[0]} width={7} height={busy[1] - busy[0]} />
          )}
          {arrow && <Arrow arrow={arrow} reply={row.reply} />}
          {arrow && <Lines text={arrow.label} isNow={isNow} />}
          {hook && <Lines text={hook} isNow={isNow} />}
          {works.map((work) => (
            <Lines key={work.y} text={work} isNow={isNow} mark={work.mark} />
          ))}
          {works.map(({ mark, y }) => mark && <EndMark key={y} mark={mark} x={at} y={y + 10} />)}
        </svg>
      </button>
    </li>
  );
}

/** The row as a sentence. */
function Twin({ catalog: all, row, trace }: Pick<Props, 'catalog' | 'row' | 'trace'>) {
  const words = all.ladder;
  const hop = row.hop === null ? undefined : trace.hops[row.hop];
  if (!hop || row.hop === null) {
    return (
      <span className="hidden">
        {words.endings[trace.ending.result]}: {sayReason(all, trace.reason)}{' '}
        {words.senderSees(saySeen(all, trace.seen))}
      </span>
    );
  }
  const { after } = hop;
  const place = [segmentPlace(all.hop, hop), hookOf(hop), hop.reply ? words.back : ''].filter(Boolean).join(', ');
  return (
    <span className="hidden">
      {words.row(row.hop + 1, trace.hops.length, place)}: {sayHop(all, hop)}
      {after.src && ` ${after.flags} ${withPort(after.src, after.sport)} → ${withPort(after.dst, after.dport)}`}
    </span>
  );
}

/** A request goes in a whole line, a reply in a dashed one; VXLAN is a second line around it. */
function Arrow({ arrow: { from, to, y, network, wrapped }, reply }: { arrow: LadderArrow; reply: boolean }) {
  const way = Math.sign(to - from);
  const [start, tip] = [from + 4 * way, to - 4 * way];
  return (
    <g className={`${styles.arrow} ${styles[network]}`}>
      {wrapped && (
        <rect
          className={styles.tube}
          x={Math.min(start, tip) + 3}
          y={y - 5}
          width={Math.abs(tip - start) - 6}
          height={10}
        />
      )}
      <line x1={start} x2={tip - 6 * way} y1={y} y2={y} strokeDasharray={reply ? '6 4' : undefined} />
      <path d={`M${tip} ${y}L${tip - 9 * way} ${y - 5}V${y + 5}Z`} className={reply ? styles.open : styles.tip} />
    </g>
  );
}

function Turn({ width, text }: { width: number; text: string }) {
  return (
    <g>
      <line className={styles.turn} x1={0} x2={width} y1={0.5} y2={0.5} />
      <text className={styles.title} x={14} y={17}>
        ◂ {text}
      </text>
    </g>
  );
}
