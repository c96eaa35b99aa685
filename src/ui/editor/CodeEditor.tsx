import { useEffect, useRef } from 'react';
import { placeOfHop } from '../../app/causes.ts';
import { hopAt } from '../../scene/playback.ts';
import { type AppState, traceOf } from '../../app/store.ts';
import type { Span } from '../../model/Span.ts';
import { useApp } from '../context.ts';
import type { AddressMarks } from './addressMarks.ts';
import { createEditor } from './createEditor.ts';
import { loadAssistance } from './loadAssistance.ts';
import styles from './CodeEditor.module.css';

/** The field behind the hop that is shown, as long as the text is the one that the result was computed from. */
function markedSpan(state: AppState): Span | null {
  const trace = traceOf(state);
  const hop = trace?.hops[hopAt(state.position, trace.hops.length)];
  return hop && state.text === state.resultText ? placeOfHop(hop, state.places) : null;
}

const addressMarksOf = ({ result, words }: AppState): AddressMarks => ({
  networkOf: (ip) => result?.addresses[ip]?.network ?? null,
  names: words.picture.networks,
});

/** Milliseconds until what helps with typing is loaded for somebody who only looks. */
const HELP_AFTER = 1500;

const once = (act: () => Promise<void>): (() => void) => {
  let begun: Promise<void> | undefined;
  return () => void (begun ??= act());
};

/** CodeMirror, kept in step with the store; a chunk of its own. */
export default function CodeEditor() {
  const app = useApp();
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { store } = app;
    const first = store.getState();
    if (!host.current) return;
    const editor = createEditor(host.current, first.text, first.words, {
      changed: app.editText,
      cursorMoved: (cursor) => app.show({ cursor }),
      lineChosen: app.followLine,
      staleFix: app.tellStale,
    });
    editor.diagnose(first.diagnostics, first.diagnosedText);
    editor.mark(markedSpan(first));
    editor.markAddresses(addressMarksOf(first));
    if (first.jump) editor.reveal(first.jump.span);
    const { current: element } = host;
    const help = once(async () => editor.extend(await loadAssistance(app)));
    element.addEventListener('focusin', help);
    element.addEventListener('pointerenter', help);
    // a finger's first touch is a question already
    const later = setTimeout(help, HELP_AFTER);
    const unsubscribe = store.subscribe((state, before) => {
      if (state.textVersion !== before.textVersion) editor.replace(state.text);
      // Diagnostics belong to the text that was looked at; those of an older text are never published.
      if (state.words !== before.words) editor.speak(state.words);
      if (state.diagnostics !== before.diagnostics || state.words !== before.words)
        editor.diagnose(state.diagnostics, state.diagnosedText);
      if (state.result?.addresses !== before.result?.addresses || state.words !== before.words)
        editor.markAddresses(addressMarksOf(state));
      const span = markedSpan(state);
      const old = markedSpan(before);
      if (span?.start !== old?.start || span?.end !== old?.end) editor.mark(span);
      if (state.jump && state.jump.id !== before.jump?.id) editor.reveal(state.jump.span);
    });
    return () => {
      clearTimeout(later);
      unsubscribe();
      editor.destroy();
    };
  }, [app]);

  return <div ref={host} className={styles.host} />;
}
