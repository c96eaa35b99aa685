import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { LineCompletions } from '../../model/Scenario.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { COARSE } from '../kit/useMedia.ts';
import styles from './TerminalPane.module.css';

/** How many of the possible words are shown. */
const MOST = 60;

/** A blank behind a word that is whole. */
const ended = (word: string): string => (/[=/:]$/.test(word) ? word : `${word} `);

const commonStart = (words: readonly string[]): string =>
  words.reduce((start, word) => {
    let n = 0;
    while (n < start.length && start[n] === word[n]) n += 1;
    return start.slice(0, n);
  });

/** The line that is typed: history, search in it, completion. */
export function Prompt({ command, setCommand }: { command: string; setCommand(line: string): void }) {
  const app = useApp();
  const words = useWords().terminal;
  const entries = useAppState((s) => s.terminal);
  const moment = useAppState((s) => s.moment);
  const place = useAppState((s) => s.terminalPlace);
  const [recalled, setRecalled] = useState<number | null>(null);
  /** Several words that the line could go on with, and where they would begin. */
  const [found, setFound] = useState<LineCompletions | null>(null);
  /** What is searched in the history, and the index of the line that was found. */
  const [search, setSearch] = useState<{ text: string; at: number } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  // Who pressed a tab with the mouse goes on by typing. Who came to it by keys stays among the tabs, and on a phone the
  // keyboard would take half of the screen.
  useEffect(() => {
    const came = document.activeElement?.matches('[role=tab]:not(:focus-visible)');
    if (came && !matchMedia(COARSE).matches) input.current?.focus();
  }, []);
  const typed = entries.flatMap(({ on, run }) => (on === place ? [run] : []));
  const options = found?.options ?? [];

  const write = (line: string): void => {
    setCommand(line);
    setFound(null);
  };
  const recall = (by: number): void => {
    const at = Math.min(typed.length, Math.max(0, (recalled ?? typed.length) + by));
    setRecalled(at === typed.length ? null : at);
    write(typed[at] ?? '');
  };
  /** The newest line before a place in the history that has the text in it. */
  const seek = (text: string, before: number): void => {
    const at = text === '' ? -1 : typed.slice(0, before).findLastIndex((line) => line.includes(text));
    setSearch({ text, at: at >= 0 ? at : (search?.at ?? -1) });
    if (at >= 0) write(typed[at] ?? '');
  };
  const complete = async (): Promise<void> => {
    const line = command;
    const answer = await app.completeCommand(place, line);
    if (!answer || input.current?.value !== line) return;
    const { start, options: all } = answer;
    const [only] = all;
    if (only === undefined) return;
    const put = all.length === 1 ? ended(only) : commonStart(all);
    write(line.slice(0, start) + (put.length >= line.length - start ? put : line.slice(start)));
    if (all.length > 1) setFound(answer);
  };
  const take = (option: string): void => {
    write(command.slice(0, found?.start) + ended(option));
    input.current?.focus();
  };
  const leave = (): void => {
    setSearch(null);
    setFound(null);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const { key, ctrlKey } = event;
    if (key === 'r' && ctrlKey) {
      if (search) seek(search.text, Math.max(0, search.at));
      else setSearch({ text: '', at: typed.length });
    } else if (search && (key === 'Escape' || (key === 'g' && ctrlKey))) {
      leave();
      write('');
    } else if (key === 'Escape' && options.length > 0) setFound(null);
    else if (search && key === 'Backspace') seek(search.text.slice(0, -1), typed.length);
    else if (search && key.length === 1 && !ctrlKey && !event.metaKey) seek(search.text + key, typed.length);
    else if (key === 'ArrowUp') recall(-1);
    else if (key === 'ArrowDown') recall(1);
    else if (key === 'l' && ctrlKey) app.clearTerminal();
    else if (key === 'c' && ctrlKey && !getSelection()?.toString()) {
      leave();
      write('');
    }
    // an empty line lets Tab go on to the next control
    else if (key === 'Tab' && !event.shiftKey && command.trim() !== '') void complete();
    else {
      if (search && !['Shift', 'Control', 'Alt', 'Meta'].includes(key)) setSearch(null);
      return;
    }
    event.preventDefault();
  };

  return (
    <>
      <p className="hidden" role="status">
        {search ? words.searching(search.text) : options.length > 0 ? words.options(options.length) : ''}
      </p>
      {options.length > 0 && (
        <ul className={styles.options} aria-label={words.options(options.length)}>
          {options.slice(0, MOST).map((option) => (
            <li key={option}>
              <button type="button" className="plain mono" onClick={() => take(option)}>
                {option}
              </button>
            </li>
          ))}
          {options.length > MOST && <li className="faint">…</li>}
        </ul>
      )}
      <form
        className={styles.prompt}
        onSubmit={(event) => {
          event.preventDefault();
          const line = command.trim();
          leave();
          write('');
          setRecalled(null);
          if (line) void app.runCommand({ on: place, run: line });
        }}
      >
        <span className={styles.place}>{place}</span>
        {moment !== null && (
          <output className={styles.moment} title={words.typedAt}>
            {(moment / 1000).toFixed(2)} s
          </output>
        )}
        {search ? (
          <span className={styles.search} aria-hidden="true">
            {words.searching(search.text)}
          </span>
        ) : (
          <span aria-hidden="true">$</span>
        )}
        <input
          ref={input}
          type="text"
          aria-label={words.command}
          value={command}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit">{words.run}</button>
      </form>
    </>
  );
}
