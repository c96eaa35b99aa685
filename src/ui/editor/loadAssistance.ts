import type { Extension } from '@codemirror/state';
import type { App } from '../../app/app.ts';
import { sayLines } from '../../app/sayLines.ts';
import type { Fields } from '../../words/en/fields.ts';
import type { Language } from '../../words/language.ts';

/** The list of what is loaded later is itself not loaded with the page. */
const loadFields = async (language: Language): Promise<Fields> =>
  (await import('../../words/parts.ts')).loadFields(language);

/** What helps with typing; it comes when somebody goes into the editor. Without network the editor goes on without. */
export async function loadAssistance(app: App): Promise<Extension> {
  try {
    const { store } = app;
    let { language } = store.getState();
    const [{ assistance }, first] = await Promise.all([import('./assistance.ts'), loadFields(language)]);
    let fields: Fields = first;
    const inLanguage = (): Fields => {
      const { language: now } = store.getState();
      // the next tip speaks it
      if (now !== language) {
        language = now;
        void loadFields(now).then((loaded) => (fields = loaded));
      }
      return fields;
    };
    return assistance({
      ask: app.assist,
      fields: inLanguage,
      notify: app.notify,
      sayLines: (text, offsets) => sayLines(store.getState().words, text, offsets),
      outline: () => (app.show({ outline: true }), true),
    });
  } catch {
    return [];
  }
}
