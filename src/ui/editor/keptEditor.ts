import type { App } from '../../app/app.ts';
import { noPlaces, placeOfHop, type Places } from '../../app/causes.ts';
import { hopAt } from '../../scene/playback.ts';
import { type AppState, traceOf } from '../../app/store.ts';
import type { Hop } from '../../model/Trace.ts';
import type { AddressMarks } from './addressMarks.ts';
import { atLeisure } from '../kit/atLeisure.ts';
import { createEditor, type Editor } from './createEditor.ts';
import { loadAssistance } from './loadAssistance.ts';

/**
 * Marks the field behind the hop that is shown. Where fields stand is known of a text that has been calculated: until a
 * change has been, the mark stays with its line, unless another hop is shown meanwhile.
 */
function causeMarker(editor: Editor): (state: AppState) => void {
  let marked: { hop: Hop | undefined; index: number; places: Places } | null = null;
  return (state) => {
    const hops = traceOf(state)?.hops ?? [];
    const index = hopAt(state.position, hops.length);
    const places = state.text === state.places.text ? state.places : noPlaces;
    const hop = hops[index];
    const stays = places === noPlaces ? marked?.index === index : marked?.hop === hop && marked?.places === places;
    if (stays) return;
    marked = { hop, index, places };
    editor.mark(hop ? placeOfHop(hop, places) : null);
  };
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
    fixChosen: (fix) => void import('../../app/applyFix.ts').then(({ applyFix }) => applyFix(app, fix)),
  });
  editor.replace(first.text);
  editor.diagnose(first.diagnostics);
  const markCause = causeMarker(editor);
  markCause(first);
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
    if (state.diagnostics !== before.diagnostics || state.words !== before.words) editor.diagnose(state.diagnostics);
    if (state.result?.addresses !== before.result?.addresses || state.language !== before.language)
      editor.markAddresses(addressMarksOf(state));
    markCause(state);
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
