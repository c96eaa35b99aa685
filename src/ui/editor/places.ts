import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, keymap, type Panel, showPanel } from '@codemirror/view';
import type { Span } from '../../model/Span.ts';
import type { Fields } from '../../words/en/fields.ts';
import type { Assistant } from './assistance.ts';
import { wholeText } from './wholeText.ts';

type MakePanel = (view: EditorView) => Panel;

const setPanel = StateEffect.define<MakePanel | null>();

/** What was asked below the text: the places of a name, or its new name. It goes when something is typed. */
const panelField = StateField.define<MakePanel | null>({
  create: () => null,
  update(panel, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(setPanel));
    if (asked) return asked.value;
    return transaction.docChanged ? null : panel;
  },
  provide: (field) => showPanel.from(field),
});

const close = (view: EditorView): void => {
  view.dispatch({ effects: setPanel.of(null) });
  view.focus();
};

function reveal(view: EditorView, { start, end }: Span): void {
  view.dispatch({
    selection: { anchor: start, head: Math.min(end, view.state.doc.lineAt(start).to) },
    effects: [setPanel.of(null), EditorView.scrollIntoView(start, { y: 'center' })],
  });
  view.focus();
}

const button = (text: string, act: () => void): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
};

const escapes = (dom: HTMLElement, view: EditorView): void =>
  dom.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close(view);
  });

const MOST_PLACES = 50;

/** Several places of a name, to choose from. */
const placeList =
  (words: Fields, spans: readonly Span[], lines: readonly string[]): MakePanel =>
  (view) => {
    const dom = document.createElement('div');
    dom.className = 'cm-places';
    dom.setAttribute('role', 'group');
    dom.setAttribute('aria-label', words.places);
    for (const [i, span] of spans.entries()) {
      const { text } = view.state.doc.lineAt(Math.min(span.start, view.state.doc.length));
      const one = button('', () => reveal(view, span));
      const line = document.createElement('span');
      line.textContent = lines[i] ?? '';
      const code = document.createElement('code');
      code.textContent = text.trim();
      one.append(line, ' ', code);
      dom.append(one);
    }
    escapes(dom, view);
    return { dom, mount: () => dom.querySelector('button')?.focus() };
  };

/** Goes to where a name comes from; where there are several places, they are listed. */
async function goToDefinition(
  { ask, fields, notify, sayLines }: Assistant,
  view: EditorView,
  at: number,
): Promise<void> {
  const { doc } = view.state;
  const text = wholeText(view.state);
  const spans = await ask(text, { kind: 'definitions', at });
  if (!spans || !view.state.doc.eq(doc)) return;
  const [first] = spans;
  const shown = spans.slice(0, MOST_PLACES);
  if (!first) notify(fields().nowhere);
  else if (spans.length === 1) reveal(view, first);
  else
    view.dispatch({
      effects: setPanel.of(
        placeList(
          fields(),
          shown,
          sayLines(
            text,
            shown.map(({ start }) => start),
          ),
        ),
      ),
    });
}

/** Asks for the new name of a label or port, and gives it at all places in one step of the history. */
async function rename({ ask, fields, notify }: Assistant, view: EditorView, at: number): Promise<void> {
  const { doc } = view.state;
  const text = wholeText(view.state);
  const [found] = (await ask(text, { kind: 'renaming', at })) ?? [];
  const words = fields();
  if (!view.state.doc.eq(doc)) return;
  if (!found) {
    notify(words.noName);
    return;
  }
  const panel: MakePanel = () => {
    const dom = document.createElement('form');
    dom.className = 'cm-places';
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.value = found.name;
    input.spellcheck = false;
    input.autocapitalize = 'off';
    label.append(words.renaming(found.name, found.spans.length), ' ', input);
    const submit = button(words.rename, () => {});
    submit.type = 'submit';
    dom.append(
      label,
      submit,
      button(words.cancel, () => close(view)),
    );
    dom.addEventListener('submit', (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name === '' || name === found.name) close(view);
      else void give(name);
    });
    escapes(dom, view);
    return { dom, mount: () => input.select() };
  };
  const give = async (name: string): Promise<void> => {
    const edits = await ask(text, { kind: 'rename', at, name });
    if (!edits || !view.state.doc.eq(doc)) return;
    view.dispatch({
      changes: edits.map(({ span, text: insert }) => ({ from: span.start, to: span.end, insert })),
      effects: [setPanel.of(null), EditorView.announce.of(words.renamed(edits.length))],
      userEvent: 'input.rename',
    });
    view.focus();
  };
  view.dispatch({ effects: setPanel.of(panel) });
}

/** Go to definition and rename, by key and by click; `PlaceActs` are what a tip offers as buttons. */
export interface PlaceActs {
  goTo(view: EditorView, at: number): void;
  rename(view: EditorView, at: number): void;
}

export const placeActs = (assistant: Assistant): PlaceActs => ({
  goTo: (view, at) => void goToDefinition(assistant, view, at),
  rename: (view, at) => void rename(assistant, view, at),
});

const theme = EditorView.theme({
  '.cm-places': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    alignItems: 'center',
    maxHeight: '200px',
    padding: '8px 12px',
    overflow: 'auto',
    fontFamily: 'var(--sans)',
  },
  '.cm-places label': { flex: '1 1 200px' },
  '.cm-places input': { padding: '2px 6px', font: '12.5px var(--mono)' },
  'div.cm-places': { flexDirection: 'column', alignItems: 'stretch', gap: '2px' },
  'div.cm-places button': { border: 'none', textAlign: 'left', background: 'none', color: 'var(--text)' },
  'div.cm-places button span': { color: 'var(--dim)' },
  'div.cm-places code': { fontFamily: 'var(--mono)' },
});

export const places = (acts: PlaceActs): Extension => [
  panelField,
  theme,
  keymap.of([
    { key: 'F12', run: (view) => (acts.goTo(view, view.state.selection.main.head), true) },
    { key: 'F2', run: (view) => (acts.rename(view, view.state.selection.main.head), true) },
  ]),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (!(event.ctrlKey || event.metaKey) || event.button !== 0 || event.altKey || event.shiftKey) return false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at === null) return false;
      event.preventDefault();
      acts.goTo(view, at);
      return true;
    },
  }),
];
