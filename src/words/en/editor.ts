import type { Severity } from '../../model/Diagnostic.ts';
import { many } from './many.ts';

/** The editor, its status line and the list of what is wrong with the text. */
export const editor = {
  /** `checking`: of problems nothing is known yet. */
  noProblems: (ready: number, checking: boolean) =>
    `${checking ? 'Checking…' : 'No problems.'} ${many(ready, 'endpoint')} ready.`,
  /** Of the connection that is followed; `why`: the inspector can be asked. */
  fails: (ready: number, why: boolean) =>
    `${many(ready, 'endpoint')} ready, but this connection fails${why ? ': ask Why?' : '.'}`,
  counted: {
    error: (n: number) => many(n, 'error'),
    warning: (n: number) => many(n, 'warning'),
    info: (n: number) => many(n, 'note'),
  } satisfies Record<Severity, (n: number) => string>,
  severity: { error: 'error', warning: 'warning', info: 'info' } satisfies Record<Severity, string>,
  /** Between two counts. */
  comma: ', ',
  stale: ' · the picture shows the last valid text',
  /** Behind the key F8. */
  next: 'next',
  problems: 'Problems',
  line: (n: number) => `line ${n}`,
  copyReport: 'Copy report',
  runAgain: 'Run again',
  /** A line of one of several files. */
  lineOf: (file: string, n: number) => `${file}, line ${n}`,
  undo: 'Undo',
  redo: 'Redo',
  files: {
    name: 'Files',
    add: 'New file',
    /** What a new file is called at first. */
    fresh: 'new.yaml',
    change: (file: string) => `Rename, move or remove ${file}`,
    called: 'Name of the file',
    earlier: 'Move left',
    later: 'Move right',
    remove: 'Remove',
    removed: (file: string) => `${file} is removed. Undo brings it back.`,
    taken: 'Another file has this name.',
  },
  /** A form for who does not write YAML. */
  form: 'Form',
  /** The list of the text's documents. */
  documents: 'Documents',
  documentOf: (at: number, all: number) => `${at} of ${all}`,
  find: 'Find a document',
  /** A document that says neither kind nor name. */
  unnamed: 'a document',
  /** The editor's own texts, by what CodeMirror calls them; those that are missing stay as they are. */
  phrases: {} as Record<string, string>,
};
