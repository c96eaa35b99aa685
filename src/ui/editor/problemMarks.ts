import { type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { Catalog } from '../../words/en.ts';
import { sayFix, sayHint, sayProblem } from '../../words/say.ts';

/** A diagnostic as CodeMirror shows it: the API server's words, then ours, then the fixes. */
function toMark(words: Catalog, diagnostic: Diagnostic, length: number, apply: (fix: Fix) => void): Mark {
  const clip = (at: number): number => Math.max(0, Math.min(at, length));
  const { span, severity, code, fixes } = diagnostic;
  return {
    from: clip(span?.start ?? 0),
    to: clip(Math.max(span?.end ?? 0, span?.start ?? 0)),
    severity,
    source: code,
    message: [sayProblem(words, diagnostic), sayHint(words, diagnostic)].filter(Boolean).join('\n'),
    actions: (fixes ?? []).map((fix) => ({ name: sayFix(words, fix), apply: () => apply(fix) })),
  };
}

/** Shows what was found in the editor. `apply` makes a fix that was chosen there. */
export function markProblems(
  view: EditorView,
  words: Catalog,
  diagnostics: readonly Diagnostic[],
  apply: (fix: Fix) => void,
): void {
  const { length } = view.state.doc;
  view.dispatch(
    setDiagnostics(
      view.state,
      diagnostics.map((diagnostic) => toMark(words, diagnostic, length, apply)),
    ),
  );
}

const theme = EditorView.theme({
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 2px' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--bad) 1.5px', backgroundImage: 'none' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warn) 1.5px', backgroundImage: 'none' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--focus) 1.5px', backgroundImage: 'none' },
  '.cm-lint-marker': { content: 'none', width: '10px', height: '10px', marginTop: '5px', borderRadius: '50%' },
  '.cm-lint-marker-error': { background: 'var(--bad)', borderRadius: '2px' },
  '.cm-lint-marker-warning': { background: 'var(--warn)', clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  '.cm-lint-marker-info': { background: 'var(--focus)' },
  '.cm-diagnostic': { padding: '8px 12px', whiteSpace: 'pre-wrap', borderLeft: '3px solid', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--focus)' },
  '.cm-diagnosticSource': { color: 'var(--faint)', fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-diagnosticAction': {
    minHeight: '26px',
    marginTop: '4px',
    padding: '2px 8px',
    borderRadius: '5px',
    backgroundColor: 'var(--text)',
    color: 'var(--panel)',
  },
});

/** Squiggles, marks in the gutter, and F8 to the next problem: loaded with the first of them. */
export const problemMarks: Extension = [lintGutter(), keymap.of(lintKeymap), theme];
