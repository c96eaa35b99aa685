import { useEffect, useRef, useState } from 'react';
import { EXAMPLES } from '../../app/terminalExamples.ts';
import { hasRun } from '../../app/typed.ts';
import { placesToSend } from '../../app/places.ts';
import { placeName } from '../../model/placeName.ts';
import type { TerminalEntry } from '../../app/store.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import { Output } from './Output.tsx';
import { PlaceTabs } from './PlaceTabs.tsx';
import { Prompt } from './Prompt.tsx';
import { transcriptOf } from './transcriptOf.ts';
import styles from './TerminalPane.module.css';

/** Commands on the places of the cluster; it prints what the real ones print. */
export default function TerminalPane() {
  const app = useApp();
  const words = useWords().terminal;
  const entries = useAppState((s) => s.terminal);
  const cleared = useAppState((s) => s.cleared);
  const moment = useAppState((s) => s.moment);
  const printed = useAppState((s) => s.printed);
  const result = useAppState((s) => s.result);
  const place = useAppState((s) => s.terminalPlace);
  const wrapped = useAppState((s) => s.wrappedLines);
  /** What is typed at each place, and not run yet. */
  const [commands, setCommands] = useState<Readonly<Record<string, string>>>({});
  const log = useRef<HTMLDivElement>(null);
  /** How far the log of each place is scrolled. */
  const scrolled = useRef(new Map<string, number>());
  const shown = useRef(place);

  useEffect(() => {
    const { current: element } = log;
    if (!element) return;
    const before = shown.current === place ? undefined : scrolled.current.get(place);
    shown.current = place;
    element.scrollTop = before ?? element.scrollHeight;
  }, [entries, printed, moment, place]);

  // The last lines stay in sight when something comes between them and the prompt, and when it goes.
  useEffect(() => {
    const { current: element } = log;
    if (!element) return;
    const below = (): number => element.scrollHeight - element.clientHeight - element.scrollTop;
    let hidden = below();
    const onScroll = (): void => {
      hidden = below();
    };
    const size = new ResizeObserver(() => (element.scrollTop += below() - hidden));
    size.observe(element);
    element.addEventListener('scroll', onScroll);
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  const places = ['admin', ...(result ? placesToSend(result).map(({ place: at }) => placeName(at)) : ['client'])];
  const seen = entries.filter(({ id, on }) => on === place && id > (cleared[place] ?? 0));
  const done = entries.filter(hasRun);
  const printedBy = (entry: TerminalEntry): string => {
    const line = done.indexOf(entry);
    const until = moment ?? Number.POSITIVE_INFINITY;
    return printed.flatMap((one) => (one.line === line && one.at <= until ? [one.text] : [])).join('');
  };
  /** What was typed at another moment than those until the one that is shown is not in the picture. */
  const isElsewhere = ({ at }: TerminalEntry): boolean => at !== undefined && (moment === null || at > moment);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(transcriptOf(seen, printedBy));
      app.notify(words.copied);
    } catch {
      app.notify(words.notCopied);
    }
  };

  const setCommand = (line: string): void => setCommands({ ...commands, [place]: line });
  return (
    <div className={styles.terminal}>
      <PlaceTabs places={places} />
      {seen.length > 0 && (
        <div className={styles.tools}>
          {seen.at(-1) === entries.at(-1) && (
            <button type="button" className="plain" onClick={() => app.forgetTyped(entries.length - 1)}>
              {words.takeBack}
            </button>
          )}
          <button type="button" className="plain" onClick={() => void copy()}>
            {words.copy}
          </button>
          <button
            type="button"
            className="plain"
            aria-pressed={wrapped}
            onClick={() => app.show({ wrappedLines: !wrapped })}
          >
            {words.wrap}
          </button>
        </div>
      )}
      {/* It scrolls, so the keyboard must reach it. */}
      <div
        role="log"
        id="terminal-panel"
        aria-label={words.name}
        className={`${styles.log} ${wrapped ? styles.wrapped : ''}`}
        ref={log}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget }) => scrolled.current.set(place, currentTarget.scrollTop)}
      >
        {seen.length === 0 && <Hints place={place} run={setCommand} />}
        <ol>
          {seen.map((entry) => (
            <li key={entry.id} className={isElsewhere(entry) ? styles.elsewhere : ''}>
              <p className={styles.typed}>
                {entry.at !== undefined && (
                  <span className={styles.moment} title={words.typedAt}>
                    {(entry.at / 1000).toFixed(2)} s{' '}
                  </span>
                )}
                <span className={styles.place}>{entry.on}</span>
                <span aria-hidden="true"> $ </span>
                <Printed text={entry.run} />
              </p>
              <Output entry={entry} more={printedBy(entry)} />
            </li>
          ))}
        </ol>
      </div>
      <Prompt key={place} command={commands[place] ?? ''} setCommand={setCommand} />
    </div>
  );
}

function Hints({ place, run }: { place: string; run(line: string): void }) {
  const words = useWords().terminal;
  return (
    <div className="dim">
      <p>{words.begin}</p>
      {EXAMPLES[place.split('/')[0] ?? '']?.map((line) => (
        <p key={line}>
          <button type="button" className={`plain mono ${styles.hint}`} onClick={() => run(line)}>
            {line}
          </button>
        </p>
      ))}
      {place === 'admin' && (
        <p>
          {words.onNode} <code className="mono">iptables-save -t nat</code>; {words.elsewhere}{' '}
          <code className="mono">curl</code>, <code className="mono">nslookup</code>, <code className="mono">ping</code>
          .
        </p>
      )}
    </div>
  );
}
