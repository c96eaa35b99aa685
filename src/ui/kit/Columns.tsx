import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import styles from './Columns.module.css';

interface Side {
  content: ReactNode;
  /** CSS pixels. */
  width: number;
  min: number;
  /** What its separator is called. */
  label: string;
}

/** The middle column keeps at least this. */
const MIDDLE = 320;
const STEP = 16;

interface Props {
  left: Side;
  middle: ReactNode;
  right: Side;
  /** The middle has the right one's room too. */
  wide?: boolean;
}

/** Three columns. The outer two have a width that can be dragged, or set with the arrow keys; the middle has the rest. */
export function Columns({ left, middle, right, wide = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState({ left: left.width, right: right.width });

  const most = (side: 'left' | 'right'): number => {
    const whole = box.current?.clientWidth ?? Number.POSITIVE_INFINITY;
    return whole - MIDDLE - (side === 'left' ? widths.right : widths.left);
  };
  const resize = (side: 'left' | 'right', width: number): void => {
    const { min } = side === 'left' ? left : right;
    setWidths((old) => ({ ...old, [side]: Math.round(Math.max(min, Math.min(most(side), width))) }));
  };
  const separator = (side: 'left' | 'right') => {
    const sign = side === 'left' ? 1 : -1;
    const drag = (event: PointerEvent<HTMLElement>): void => {
      const edge = box.current?.getBoundingClientRect();
      if (!edge || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      resize(side, side === 'left' ? event.clientX - edge.left : edge.right - event.clientX);
    };
    const press = (event: KeyboardEvent): void => {
      const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      resize(side, widths[side] + sign * by);
    };
    const { label, min } = side === 'left' ? left : right;
    return (
      // A separator that moves is a widget: it has a value and takes focus (WAI-ARIA, window splitter pattern).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
      <div
        className={styles.separator}
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={widths[side]}
        aria-valuemin={min}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
    );
  };

  return (
    <div ref={box} className={styles.columns}>
      <div style={{ width: widths.left }} className={styles.side}>
        {left.content}
      </div>
      {separator('left')}
      <div className={styles.middle}>{middle}</div>
      {!wide && separator('right')}
      {!wide && (
        <div style={{ width: widths.right }} className={styles.side}>
          {right.content}
        </div>
      )}
    </div>
  );
}
