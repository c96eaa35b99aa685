import { Fragment, memo } from 'react';
import { putFile } from '../../app/files.ts';
import { saveFile } from '../kit/saveFile.ts';
import type { TerminalEntry } from '../../app/store.ts';
import { namesIn } from '../../scene/namesIn.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Printed } from '../kit/Words.tsx';
import styles from './TerminalPane.module.css';

/** Captured packets begin so, and are nothing for a text. */
const PCAP = '\u00A1\u00B2\u00C3\u00D4';

const bytesOf = (text: string): Blob =>
  new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))], { type: 'application/vnd.tcpdump.pcap' });

/** What a line printed: names of objects lead to them, files that were written can be taken into the text. */
export const Output = memo(({ entry, more }: { entry: TerminalEntry; more: string }) => {
  const app = useApp();
  const words = useWords().terminal;
  const { result } = entry;
  if (!result) return <pre className="faint">…</pre>;
  return (
    <>
      <pre>
        <Linked text={result.stdout + more} />
        {result.stderr && (
          <span className={styles.stderr}>
            <Printed text={result.stderr} />
          </span>
        )}
      </pre>
      {result.files?.map(({ name, text }) => (
        <p key={name} className={styles.file}>
          <span className="mono">{name}</span>{' '}
          {text.startsWith(PCAP) ? (
            <button type="button" onClick={() => saveFile(name.replace(/^.*\//, ''), bytesOf(text))}>
              {words.saveFile}
            </button>
          ) : (
            <button type="button" onClick={() => putFile(app, { name, text })}>
              {name === 'scenario.yaml' ? words.replaceText : words.addToText}
            </button>
          )}
        </p>
      ))}
    </>
  );
});

/** More than this is printed without links: nobody looks for one in it. */
const LONG = 40_000;

function Linked({ text }: { text: string }) {
  const app = useApp();
  const result = useAppState((s) => s.result);
  const wrapped = useAppState((s) => s.wrappedLines);
  if (!result || text.length > LONG) return <Printed text={text} />;
  const names = namesIn(text, result);
  const linked = (from: number, to: number, found: typeof names) => (
    <>
      {found.map(({ start, end, object }, i) => (
        <Fragment key={start}>
          <Printed text={text.slice(found[i - 1]?.end ?? from, start)} />
          <button type="button" className={`plain ${styles.object}`} onClick={() => app.select(object)}>
            {text.slice(start, end)}
          </button>
        </Fragment>
      ))}
      <Printed text={text.slice(found.at(-1)?.end ?? from, to)} />
    </>
  );
  if (!wrapped) return linked(0, text.length, names);
  let next = 0;
  return Array.from(text.matchAll(/.*(?:\n|$)/g), ({ 0: line, index }) => {
    if (line === '') return null;
    const [first, end] = [next, index + line.length];
    while ((names[next]?.start ?? end) < end) next++;
    return (
      <span key={index} className={styles.row}>
        {linked(index, end, names.slice(first, next))}
      </span>
    );
  });
}
