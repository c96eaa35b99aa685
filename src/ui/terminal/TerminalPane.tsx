import { useEffect, useRef, useState } from 'react';
import { hasRun } from '../../app/typed.ts';
import { placeName, placesToSend } from '../../app/places.ts';
import type { TerminalEntry } from '../../app/store.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import { Output } from './Output.tsx';
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
  const [command, setCommand] = useState('');
  const log = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [entries, printed, moment]);

  const places = ['admin', ...(result ? placesToSend(result).map(({ place: at }) => placeName(at)) : ['client'])];
  const seen = entries.filter(({ id }) => id > cleared);
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

  return (
    <div className={styles.terminal}>
      {seen.length > 0 && (
        <div className={styles.tools}>
          <button type="button" className="plain" onClick={() => void copy()}>
            {words.copy}
          </button>
        </div>
      )}
      {/* It scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="log" aria-label={words.name} className={styles.log} ref={log} tabIndex={0}>
        {seen.length === 0 && <Hints run={(line) => setCommand(line)} />}
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
      <Prompt places={places} command={command} setCommand={setCommand} />
    </div>
  );
}

function Hints({ run }: { run(line: string): void }) {
  const words = useWords().terminal;
  const examples = ['kubectl get services', 'kubectl get endpointslices', 'kubectl get pods -o wide'];
  return (
    <div className="dim">
      <p>{words.begin}</p>
      {examples.map((line) => (
        <p key={line}>
          <button type="button" className={`plain mono ${styles.hint}`} onClick={() => run(line)}>
            {line}
          </button>
        </p>
      ))}
      <p>
        {words.onNode} <code className="mono">iptables-save -t nat</code>; {words.elsewhere}{' '}
        <code className="mono">curl</code>, <code className="mono">nslookup</code>, <code className="mono">ping</code>.
      </p>
    </div>
  );
}
