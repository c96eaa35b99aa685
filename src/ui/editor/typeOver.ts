import { EditorView } from '@codemirror/view';

/**
 * Text that takes the place of a selection, put into the document at once. A browser that does it dresses what it puts
 * there as the text before was, in a `style` attribute, which the content security policy forbids and complains of.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const { data } = event;
    if (event.inputType !== 'insertText' || empty || data === null || view.composing) return false;
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    // what the editor asks of text that is typed: brackets that close themselves around it
    if (!view.state.facet(EditorView.inputHandler).some((take) => take(view, from, to, data, insert)))
      view.dispatch(insert());
    return true;
  },
});
