import type { PointerEvent } from 'react';
import type { Bar, Bin, Lane } from '../../scene/timeLanes.ts';
import type { TimelineWords } from '../../words/timeline/en.ts';
import { Words } from '../kit/Words.tsx';
import styles from './Timeline.module.css';

interface Props {
  lanes: readonly Lane[];
  end: number;
  moment: number;
  words: TimelineWords;
  seek(moment: number): void;
}

const WIDE = 1000;
const HIGH = 16;

function nameOf({ kind, name }: Lane, words: TimelineWords): string {
  switch (kind) {
    case 'steps':
    case 'controllers':
    case 'balancer':
      return words.lane[kind];
    case 'proxy':
      return words.lane.proxy(name);
    case 'pod':
      return name.replace(/^default\//, '');
    case 'traffic':
      return name.replace(/^\w+:\/\//, '');
  }
}

/** What happens, over time: a line for whom it happens to. A click goes to that moment. */
export function Lanes({ lanes, end, moment, words, seek }: Props) {
  const x = (at: number): number => (at / Math.max(end, 1)) * WIDE;
  const go = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(Math.round(Math.min(1, Math.max(0, (event.clientX - left) / width)) * end));
  };
  const used = new Set(lanes.flatMap(({ bars }) => bars.map(({ look }) => look)));
  const failed = lanes.some(({ bins }) => bins.some((bin) => bin.failed > 0));
  const legend = (['ready', 'running', 'starting', 'terminating', 'down', 'stale', 'off'] as const).filter((look) =>
    used.has(look),
  );
  return (
    <figure className={styles.lanes} aria-label={words.lanes}>
      <div className={styles.grid}>
        <div className={styles.names}>
          {lanes.map((lane, i) => (
            // two streams may go to one address
            <div key={`${lane.kind} ${lane.name} ${i}`} className={styles.name} data-kind={lane.kind} title={lane.name}>
              <bdi>
                <Words text={nameOf(lane, words)} />
              </bdi>
            </div>
          ))}
        </div>
        {/* the slider above does the same for the keyboard */}
        <div className={styles.tracks} onPointerDown={go} onPointerMove={go}>
          {lanes.map((lane, i) => (
            <svg
              key={`${lane.kind} ${lane.name} ${i}`}
              className={styles.track}
              viewBox={`0 0 ${WIDE} ${HIGH}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {lane.bars.map((bar) => (
                <BarShape key={`${bar.from} ${bar.look}`} bar={bar} x={x} />
              ))}
              {lane.kind === 'traffic' && <Bins bins={lane.bins} x={x} />}
              {lane.kind !== 'pod' && lane.marks.length > 0 && (
                <path className={styles.mark} d={lane.marks.map((at) => `M${x(at).toFixed(2)} 3V13`).join('')} />
              )}
            </svg>
          ))}
          <div className={styles.cursor} style={{ left: `${(moment / Math.max(end, 1)) * 100}%` }} />
        </div>
      </div>
      <figcaption className={styles.legend}>
        {legend.map((look) => (
          <span key={look}>
            <i data-look={look} /> {words.looks[look]}
          </span>
        ))}
        {failed && (
          <span>
            <i data-look="failed" /> {words.looks.failed}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function BarShape({ bar, x }: { bar: Bar; x(at: number): number }) {
  const thin = bar.look === 'terminating' || bar.look === 'starting' || bar.look === 'pending';
  return (
    <rect
      data-look={bar.look}
      x={x(bar.from)}
      width={Math.max(1.5, x(bar.to) - x(bar.from))}
      y={thin ? 6 : 3}
      height={thin ? 4 : 10}
    />
  );
}

/** Connections, answered below and failed above, each as high as there are of them. */
function Bins({ bins, x }: { bins: readonly Bin[]; x(at: number): number }) {
  const most = Math.max(1, ...bins.map(({ answered, failed }) => answered + failed));
  return bins.map(({ from, to, answered, failed }) => {
    const up = (answered / most) * HIGH;
    // what fails must be seen, however little it is
    const lost = failed > 0 ? Math.max(3, (failed / most) * HIGH) : 0;
    const width = Math.max(0, x(to) - x(from) - 0.6);
    return (
      <g key={from}>
        <rect data-look="answered" x={x(from)} width={width} y={HIGH - up} height={up} />
        {lost > 0 && <rect data-look="failed" x={x(from)} width={width} y={0} height={Math.min(HIGH, lost)} />}
      </g>
    );
  });
}
