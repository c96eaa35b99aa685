import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip, type TooltipView } from '@codemirror/view';
import type { Assistant } from './assistance.ts';
import { fieldNote } from './fieldNote.ts';
import type { PlaceActs } from './places.ts';
import { wholeText } from './wholeText.ts';

const setTip = StateEffect.define<Tooltip | null>();

/** The one that was asked for by key or finger; it goes when the cursor moves or something is typed. */
const tipField = StateField.define<Tooltip | null>({
  create: () => null,
  update(tip, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(setTip));
    if (asked) return asked.value;
    const moved = !transaction.startState.selection.eq(transaction.state.selection);
    return transaction.docChanged || moved ? null : tip;
  },
  provide: (field) => showTooltip.from(field),
});

/** How long a finger rests before it asks, and how far it may slip, in pixels. */
const LONG_PRESS = 550;
const SLIP = 10;

/** What a field means: under the pointer, at the cursor with Shift+F1, and under a finger that rests. */
export function fieldTips({ ask, fields }: Assistant, acts: PlaceActs): Extension {
  async function tipAt(view: EditorView, at: number): Promise<(Tooltip & { said: string }) | null> {
    const { doc } = view.state;
    const text = wholeText(view.state);
    const [known, definitions, renaming] = await Promise.all([
      ask(text, { kind: 'field', at }),
      ask(text, { kind: 'definitions', at }),
      ask(text, { kind: 'renaming', at }),
    ]);
    const [found] = known ?? [];
    if (!found || !view.state.doc.eq(doc)) return null;
    const words = fields();
    const note = fieldNote(words, found);
    const { span } = found;
    const create = (): TooltipView => {
      const dom = note.cloneNode(true) as HTMLElement;
      const buttons = document.createElement('p');
      const offer = (label: string, act: PlaceActs['goTo']): void => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = label;
        button.addEventListener('click', () => act(view, at));
        buttons.append(button);
      };
      if (definitions?.length) offer(words.goTo(definitions.length), acts.goTo);
      if (renaming?.length) offer(words.rename, acts.rename);
      if (buttons.hasChildNodes()) dom.append(buttons);
      return { dom };
    };
    return {
      pos: span.start,
      end: span.end,
      above: true,
      create,
      said: note.textContent ?? '',
    };
  }

  async function show(view: EditorView, at: number): Promise<void> {
    const tip = await tipAt(view, at);
    if (tip) view.dispatch({ effects: [setTip.of(tip), EditorView.announce.of(tip.said)] });
  }

  const hide = (view: EditorView): boolean => {
    if (!view.state.field(tipField)) return false;
    view.dispatch({ effects: setTip.of(null) });
    return true;
  };

  let pressed: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined;
  const release = (): void => {
    if (pressed) clearTimeout(pressed.timer);
    pressed = undefined;
  };

  return [
    tipField,
    // one at a time
    hoverTooltip((view, at) => (view.state.field(tipField) ? null : tipAt(view, at)), { hideOnChange: true }),
    keymap.of([
      {
        key: 'Shift-F1',
        run: (view) => {
          void show(view, view.state.selection.main.head);
          return true;
        },
      },
      { key: 'Escape', run: hide },
    ]),
    EditorView.domEventHandlers({
      touchstart({ touches }, view) {
        release();
        const [touch] = touches;
        if (!touch || touches.length > 1) return;
        const { clientX: x, clientY: y } = touch;
        const at = view.posAtCoords({ x, y });
        if (at === null) return;
        pressed = { x, y, timer: setTimeout(() => void show(view, at), LONG_PRESS) };
      },
      touchmove({ touches }) {
        const [touch] = touches;
        if (pressed && touch && Math.hypot(touch.clientX - pressed.x, touch.clientY - pressed.y) > SLIP) release();
      },
      touchend: release,
      touchcancel: release,
    }),
  ];
}
