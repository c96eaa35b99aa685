import type { App } from '../../app/app.ts';
import { placeOfHop } from '../../app/causes.ts';
import { hopAt } from '../../scene/playback.ts';
import { type AppState, traceOf } from '../../app/store.ts';
import type { Span } from '../../model/Span.ts';
import type { AddressMarks } from './addressMarks.ts';
import { atLeisure } from '../kit/atLeisure.ts';
import { createEditor, type Editor } from './createEditor.ts';
import { loadAssistance } from './loadAssistance.ts';

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

const once = (act: () => Promise<void>): (() => void) => {
  let begun: Promise<void> | undefined;
  return () => void (begun ??= act());
};

/** CodeMirror, kept in step with the store. */
function keepEditor(app: App): Editor {
  const { store } = app;
  const first = store.getState();
  // what was changed before it was there is one step of its history
  const editor = createEditor(first.openedText, first.words, {
    changed: app.editText,
    cursorMoved: (cursor) => app.show({ cursor }),
    lineChosen: app.followLine,
    staleFix: app.tellStale,
  });
  editor.replace(first.text);
  editor.diagnose(first.diagnostics, first.diagnosedText);
  editor.mark(markedSpan(first));
  editor.markAddresses(addressMarksOf(first));
  if (first.jump) editor.reveal(first.jump.span, first.jump.focus);
  const help = once(async () => editor.extend(await loadAssistance(app)));
  editor.dom.addEventListener('focusin', help);
  editor.dom.addEventListener('pointerenter', help);
  // a finger's first touch is a question already
  const helpLater = once(async () => void atLeisure(help));
  if (first.result) helpLater();
  store.subscribe((state, before) => {
    if (state.result) helpLater();
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
    if (state.jump && state.jump.id !== before.jump?.id) editor.reveal(state.jump.span, state.jump.focus);
  });
  return editor;
}

const kept = new WeakMap<App, Editor>();

/** The editor of the page. It stays while other panes are shown, and so does what can be undone. */
export function editorOf(app: App): Editor {
  const editor = kept.get(app) ?? keepEditor(app);
  kept.set(app, editor);
  return editor;
}
