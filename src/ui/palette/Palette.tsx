import { type KeyboardEvent, use, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { App } from '../../app/app.ts';
import { EXAMPLES } from '../../app/terminalExamples.ts';
import { showObject } from '../../app/showObject.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import { ARCHITECTURES, GALLERY, type GalleryName, LESSONS, QUESTIONS } from '../../scenarios/index.ts';
import { entryOf, plain, searchGallery } from '../../scenarios/searchGallery.ts';
import { search } from '../../scene/search.ts';
import { en } from '../../words/en.ts';
import { loadGallery, loadPalette } from '../../words/parts.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import { Modal } from '../kit/Modal.tsx';
import { COARSE, PHONE, useMedia } from '../kit/useMedia.ts';
import { closeness } from './closeness.ts';
import { type Command, commandsOf } from './commands.ts';
import styles from './Palette.module.css';

/** A line of the list. */
interface Row extends Pick<Command, 'detail' | 'keys' | 'run'> {
  id: string;
  kind: string;
  name: string;
  rank: number;
}

/** Of each sort; who wants another one writes more of its name. */
const MOST = 8;

const SCENARIOS: readonly GalleryName[] = [...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS];

/** What is a line for the terminal: the programs that it proposes, and `$` before any other. */
const PROGRAMS = new Set([
  'kubectl',
  'k',
  'curl',
  'dig',
  'ping',
  ...Object.values(EXAMPLES)
    .flat()
    .map((line) => line.split(' ')[0]),
]);
function lineOf(query: string): string | null {
  const [, mark, line = ''] = /^\s*(\$?)\s*(.*?)\s*$/.exec(query) ?? [];
  return line !== '' && (mark || (line.includes(' ') && PROGRAMS.has(line.split(' ')[0]))) ? line : null;
}

function objectsIn(app: App, result: SimulationResult | null, query: string): { rows: Row[]; more: number } {
  const { found, total } = result ? search(result, query, MOST) : { found: [], total: 0 };
  const rows = found.map(({ key, kind, name, detail, rank }): Row => {
    const run = (): void => {
      app.show({ middleView: 'map' });
      app.open(key);
      showObject(app, key);
    };
    return { id: key, kind, name, detail, rank, run };
  });
  return { rows, more: total - found.length };
}

/** The words of this language and of English, by which everything is found too. */
function useBoth() {
  const language = useAppState((s) => s.language);
  // all are on their way before the first is waited for
  const loading = [loadPalette(language), loadPalette('en'), loadGallery(language), loadGallery('en')] as const;
  return { palette: use(loading[0]), enPalette: use(loading[1]), gallery: use(loading[2]), enGallery: use(loading[3]) };
}

/** What the page can do and what there is in it, by name: the best of all sorts first. */
function useRows(query: string): { rows: Row[]; more: number; words: ReturnType<typeof useBoth>['palette'] } {
  const app = useApp();
  const words = useWords();
  const phone = useMedia(PHONE);
  const result = useAppState((s) => s.result);
  const { palette, enPalette, gallery, enGallery } = useBoth();
  const commands = useMemo(() => {
    const english = commandsOf(app, en, enPalette, phone);
    return commandsOf(app, words, palette, phone).map((command, i) => {
      const { name, also = '', kind } = english[i]!;
      return {
        command,
        texts: [command.name, command.also ?? '', palette.kinds[command.kind], name, also, enPalette.kinds[kind]].map(
          plain,
        ),
      };
    });
  }, [app, words, palette, enPalette, phone]);
  const scenarios = useMemo(
    () =>
      SCENARIOS.map((name) =>
        entryOf(
          name,
          [gallery, enGallery].flatMap((all) => [all[name].title, all[name].goal]),
        ),
      ),
    [gallery, enGallery],
  );
  return useMemo(() => {
    const kinds = palette.kinds;
    const empty = query.trim() === '';
    const objects = objectsIn(app, result, query);
    const done = commands.flatMap(({ command, texts }, i): (Row & { one: boolean })[] => {
      const rank = empty ? 0 : closeness(texts, query);
      if (rank === null || (empty && command.one)) return [];
      return [{ ...command, id: `command-${i}`, kind: kinds[command.kind], rank, one: command.one ?? false }];
    });
    const opened = (empty ? [] : searchGallery(query, scenarios).slice(0, MOST)).map((name): Row => {
      const { title, goal } = gallery[name];
      const rank = closeness([plain(title), name], query) ?? 3;
      return { id: name, kind: kinds.open, name: title, detail: goal, rank, run: () => app.openGallery(name) };
    });
    const line = lineOf(query);
    const on = app.store.getState().terminalPlace;
    const typed: Row[] = line
      ? [
          {
            id: 'line',
            kind: kinds.run,
            name: line,
            detail: on,
            rank: -1,
            run: () => {
              app.show(phone ? { sheet: 'terminal' } : { leftTab: 'terminal' });
              void app.runCommand({ on, run: line });
            },
          },
        ]
      : [];
    const best = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => a.rank - b.rank);
    const many = best(done.filter(({ one }) => one)).slice(0, MOST);
    const rows = best([...typed, ...objects.rows, ...done.filter(({ one }) => !one), ...many, ...opened]);
    return { rows, more: objects.more, words: palette };
  }, [app, result, query, commands, scenarios, gallery, palette, phone]);
}

/** Everything that the page has and does, by its name: a combobox whose list is always open. */
export default function Palette() {
  const app = useApp();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { rows, more, words } = useRows(query);
  const list = useId();
  const options = useRef<HTMLDivElement>(null);
  const chosen = Math.min(at, rows.length - 1);

  useEffect(() => {
    if (matchMedia(COARSE).matches) options.current?.focus(); // on a phone the keyboard would hide the list
  }, []);
  useEffect(() => {
    options.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen, rows]);

  const close = (): void => app.show({ dialog: null });
  const choose = ({ run }: Row): void => {
    close();
    run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const goTo: Record<string, number> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: chosen + MOST,
      PageUp: chosen - MOST,
    };
    const to = goTo[event.key];
    const row = rows[chosen];
    if (to !== undefined)
      setAt(
        event.key.startsWith('Arrow')
          ? (to + rows.length) % Math.max(1, rows.length)
          : Math.max(0, Math.min(to, rows.length - 1)),
      );
    else if (event.key === 'Enter' && row) choose(row);
    else return;
    event.preventDefault();
  };
  const field = (
    <div className={styles.field}>
      <Icon name="Glass" size={16} />
      <input
        type="text"
        role="combobox"
        aria-label={words.field}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={rows[chosen] ? `${list}-${chosen}` : undefined}
        placeholder={words.field}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={query}
        maxLength={1000}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
  return (
    <Modal look="palette" title={words.title} head={field} close={close}>
      <div className={styles.list} role="listbox" id={list} ref={options} aria-label={words.title} tabIndex={-1}>
        {rows.map((row, i) => (
          <div
            key={row.id}
            role="option"
            tabIndex={-1}
            id={`${list}-${i}`}
            className={styles.row}
            aria-selected={i === chosen}
            // the field keeps the focus
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setAt(i)}
            onClick={() => choose(row)}
            onKeyDown={onKeyDown}
          >
            <span className={styles.kind}>{row.kind}</span> <strong>{row.name}</strong>{' '}
            <span className={styles.detail}>{row.detail}</span>
            {row.keys && <kbd>{row.keys}</kbd>}
          </div>
        ))}
      </div>
      <p className={styles.total} role="status">
        {rows.length === 0 ? words.nothing : words.found(rows.length)}
        {more > 0 && `, ${words.more(more)}`}
      </p>
    </Modal>
  );
}
