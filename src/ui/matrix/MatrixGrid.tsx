import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { MatrixColumn, MatrixRow } from '../../model/Matrix.ts';
import type { MatrixTable, TableCell, TableColumn, TableLine } from '../../scene/matrixTable.ts';
import { useMatrixWords } from './matrixWords.ts';
import { NetworkMark } from '../kit/AddressChip.tsx';
import { addressOf, columnName, fullWords, MARKS, objectName, rowName, shortWords } from './cellWords.ts';
import styles from './Matrix.module.css';

interface Props {
  table: MatrixTable;
  /** The connection that is followed, by the names of its row and column. */
  followed: { row: string; column: string } | null;
  follow(cell: TableCell): void;
  toggle(key: string): void;
}

/** Where the arrow keys go. */
const MOVES: Record<string, (line: number, cell: number, lines: number, cells: number) => [number, number]> = {
  ArrowUp: (l, c) => [l - 1, c],
  ArrowDown: (l, c) => [l + 1, c],
  ArrowLeft: (l, c) => [l, c - 1],
  ArrowRight: (l, c) => [l, c + 1],
  PageUp: (l, c) => [l - 10, c],
  PageDown: (l, c) => [l + 10, c],
  Home: (l) => [l, 0],
  End: (l, _, __, cells) => [l, cells - 1],
};

/** The matrix as a grid of the ARIA practices: one stop for Tab, arrow keys inside, Enter follows a connection. */
export function MatrixGrid({ table, followed, follow, toggle }: Props) {
  const words = useMatrixWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<[line: number, cell: number]>([0, 0]);
  const { lines, groups } = table;
  const cells = lines[0]?.cells.length ?? 0;
  const here: [number, number] = [Math.min(at[0], lines.length - 1), Math.min(at[1], cells - 1)];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLTableCellElement)) return;
    const cell = lines[here[0]]?.cells[here[1]];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (cell) follow(cell);
      return;
    }
    const move = MOVES[event.key];
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [l, c] = move(...here, lines.length, cells);
    const corner = event.ctrlKey && (event.key === 'Home' ? 0 : event.key === 'End' ? lines.length - 1 : null);
    const line = Math.max(0, Math.min(lines.length - 1, typeof corner === 'number' ? corner : l));
    const next = Math.max(0, Math.min(cells - 1, c));
    setAt([line, next]);
    body.current?.rows[line]?.querySelectorAll('td')[next]?.focus();
  };

  const columns = groups.flatMap((group) => group.columns);
  return (
    // Keys come from the cells, which take the focus one at a time.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table role="grid" className={styles.grid} aria-label={words.label} onKeyDown={onKeyDown} tabIndex={-1}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2} className={styles.corner}>
            {words.from}
          </th>
          {groups.map(({ service, port, columns: own }) => (
            <th key={`${service} ${port}`} scope="colgroup" colSpan={own.length} className={styles.group}>
              <span>
                {objectName(service)} <span className="mono">{port}</span>
              </span>
            </th>
          ))}
        </tr>
        <tr>
          {columns.map((column, i) => (
            <th
              key={column.key}
              scope="col"
              className={columns[i - 1]?.members[0]?.port === column.members[0]?.port ? '' : styles.first}
            >
              <ColumnHead column={column} toggle={toggle} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {lines.map((line, l) => (
          <tr key={line.key}>
            <th scope="row">
              <LineHead line={line} toggle={toggle} />
            </th>
            {line.cells.map((cell, c) => (
              <Cell
                key={cell.column.key}
                cell={cell}
                focusable={l === here[0] && c === here[1]}
                followed={followed?.row === cell.row.key && followed.column === cell.column.key}
                choose={() => {
                  setAt([l, c]);
                  follow(cell);
                }}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Toggle({
  fold,
  name,
  toggle,
  children,
}: {
  fold: 'closed' | 'open';
  name: string;
  toggle(): void;
  children?: ReactNode;
}) {
  const words = useMatrixWords();
  return (
    <button
      type="button"
      className={`plain ${styles.toggle}`}
      aria-expanded={fold === 'open'}
      aria-label={fold === 'open' ? words.fold(name) : words.unfold(name)}
      onClick={toggle}
    >
      <span aria-hidden="true">{fold === 'open' ? '▾' : '▸'}</span> {children}
    </button>
  );
}

function ColumnHead({ column: { key, members, fold }, toggle }: { column: TableColumn; toggle(key: string): void }) {
  const words = useMatrixWords();
  const [first] = members as [MatrixColumn];
  const closed = fold === 'closed';
  const name = closed ? words.kinds[first.kind] : columnName(words, first);
  return (
    <>
      <span className={styles.kind}>
        {fold !== 'single' && (
          <Toggle fold={fold} name={`${objectName(first.service)} ${name}`} toggle={() => toggle(key)} />
        )}
        <NetworkMark network={first.network} /> {name}
      </span>
      <span className={styles.address} title={closed ? members.map(addressOf).join(', ') : addressOf(first)}>
        {closed ? words.doors(members.length) : addressOf(first)}
      </span>
    </>
  );
}

function LineHead({ line: { key, members, fold }, toggle }: { line: TableLine; toggle(key: string): void }) {
  const words = useMatrixWords();
  const [first] = members as [MatrixRow];
  const network = first.place.kind === 'client' ? 'outside' : first.place.kind;
  const closed = fold === 'closed';
  const name = !closed
    ? rowName(words, first)
    : first.place.kind === 'node'
      ? words.nodes(members.length)
      : objectName(first.workload);
  const detail = closed
    ? first.place.kind === 'pod'
      ? words.pods(members.length)
      : ''
    : first.place.kind === 'pod'
      ? words.on(first.node)
      : '';
  return (
    <span className={styles.place}>
      {fold !== 'single' && <Toggle fold={fold} name={name} toggle={() => toggle(key)} />}
      <NetworkMark network={network} /> <span className={styles.name}>{name}</span>
      {detail && <span className={styles.detail}> {detail}</span>}
    </span>
  );
}

interface CellProps {
  cell: TableCell;
  focusable: boolean;
  followed: boolean;
  choose(): void;
}

function Cell({ cell: { look, before, changed }, focusable, followed, choose }: CellProps) {
  const words = useMatrixWords();
  const said = look ? fullWords(words, look) : words.differs;
  const tone = look?.state ?? 'mixed';
  return (
    // The keyboard is the grid's.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <td
      tabIndex={focusable ? 0 : -1}
      aria-selected={followed}
      className={`${styles.cell} ${styles[tone] ?? ''} ${changed > 0 ? styles.changed : ''}`}
      title={before ? `${said}\n${words.was(fullWords(words, before))}` : said}
      onClick={choose}
    >
      {before && (
        <del>
          <span aria-hidden="true">{MARKS[before.state]} </span>
          {shortWords(words, before)}
        </del>
      )}
      <span className={styles.now}>
        <span aria-hidden="true" className={styles.mark}>
          {look ? MARKS[look.state] : '◩'}
        </span>{' '}
        {look ? shortWords(words, look) : words.differs}
      </span>
      {look?.state === 'partly' && look.failure && (
        <span className={styles.else}>
          {Math.round((1 - look.share) * 100)} % {words.states[look.failure]}
        </span>
      )}
    </td>
  );
}
