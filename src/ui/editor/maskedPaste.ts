import { EditorView } from '@codemirror/view';
import { mentionsSecret, withoutSecrets } from '../../app/withoutSecrets.ts';

/** Secrets are pasted without their values, a blink later: what masks them is loaded with the first. */
export const maskedPaste = EditorView.domEventHandlers({
  paste({ clipboardData }, view) {
    const text = clipboardData?.getData('text/plain') ?? '';
    if (!mentionsSecret(text)) return false;
    const insert = (pasted: string): void =>
      view.dispatch(view.state.replaceSelection(pasted), { userEvent: 'input.paste', scrollIntoView: true });
    // without network and without what masks, a paste is not lost
    void withoutSecrets(text).then(insert, () => insert(text));
    return true;
  },
});
