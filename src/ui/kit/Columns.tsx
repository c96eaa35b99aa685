import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './Columns.module.css';

interface Side {
  content: ReactNode;
  /** CSS pixels. */
  width: number;
  min: number;
  /** What its separator is called. */
  label: string;
}

/** The middle column keeps at least this: three Nodes of the picture beside each other. */
const MIDDLE = 466;
const STEP = 16;

/** The outer columns in a window that has no room for all: both give way in proportion to what they can spare. */
function fitted(wished: Record<'left' | 'right', number>, left: Side, right: Side, whole: number): typeof wished {
  const missing = wished.left + wished.right + MIDDLE - whole;
  const spare = { left: Math.max(0, wished.left - left.min), right: Math.max(0, wished.right - right.min) };
  const given = missing <= 0 ? 0 : Math.min(1, missing / Math.max(1, spare.left + spare.right));
  return {
    left: Math.round(wished.left - given * spare.left),
    right: Math.round(wished.right - given * spare.right),
  };
}

interface Props {
  /** What they are together, as the page's main landmark. */
  label: string;
  left: Side;
  middle: ReactNode;
  right: Side;
  /** The middle has the right one's room too. */
  wide?: boolean;
  /** The left has the middle one's room too. */
  spread?: boolean;
}

/**
 * The page's three columns. The outer two have a width that can be dragged, or set with the arrow keys; the middle has
 * the rest. Boxes are few on purpose: every key that is typed costs a little for each around the line it stands in.
 */
export function Columns({ label: name, left, middle, right, wide = false, spread = false }: Props) {
  const box = useRef<HTMLElement>(null);
  const [wished, setWished] = useState({ left: left.width, right: right.width });
  const [whole, setWhole] = useState(window.innerWidth);
  useEffect(() => {
    const size = new ResizeObserver(([entry]) => entry && setWhole(entry.contentRect.width));
    if (box.current) size.observe(box.current);
    return () => size.disconnect();
  }, []);
  const widths = fitted(wide ? { ...wished, right: 0 } : wished, left, right, whole);

  const resize = (side: 'left' | 'right', width: number): void => {
    const { min } = side === 'left' ? left : right;
    const most = whole - MIDDLE - (side === 'left' ? widths.right : widths.left);
    const shown = wide ? { ...widths, right: wished.right } : widths;
    setWished({ ...shown, [side]: Math.round(Math.max(min, Math.min(most, width))) });
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
    <main ref={box} className={styles.columns} aria-label={name}>
      <div style={spread ? { flex: 1 } : { width: widths.left }} className={styles.side}>
        {left.content}
      </div>
      {!spread && separator('left')}
      <div className={styles.middle} hidden={spread}>
        {middle}
      </div>
      {!wide && separator('right')}
      {!wide && (
        <div style={{ width: widths.right }} className={styles.side}>
          {right.content}
        </div>
      )}
    </main>
  );
}
