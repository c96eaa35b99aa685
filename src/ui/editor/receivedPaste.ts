import { EditorView } from '@codemirror/view';
import { isToBeRead, received } from '../../app/received.ts';

/** Secrets are pasted without their values, and what Helm prints as manifests with comments: a blink later. */
export const receivedPaste = EditorView.domEventHandlers({
  paste({ clipboardData }, view) {
    const text = clipboardData?.getData('text/plain') ?? '';
    if (!isToBeRead(text)) return false;
    const insert = (pasted: string): void =>
      view.dispatch(view.state.replaceSelection(pasted), { userEvent: 'input.paste', scrollIntoView: true });
    // without network and without what that takes, a paste is not lost
    void received(text).then(insert, () => insert(text));
    return true;
  },
});
