import type { App } from '../../app/app.ts';

/** Takes back the last change of the text, or makes it again, wherever it was made: in the editor, a form or the map. */
export async function turnHistory(app: App, act: 'undo' | 'redo'): Promise<void> {
  const { editorOf } = await import('./keptEditor.ts');
  editorOf(app)[act]();
}
