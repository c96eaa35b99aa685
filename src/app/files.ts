import { filesOf, joinFiles, type NamedText, textsOf } from '../model/files.ts';
import type { App } from './app.ts';

/** A name that no other file has: `web.yaml`, `web-2.yaml` … */
export function freeName(name: string, files: readonly { name: string }[]): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.\w+)?$/.exec(name) ?? [];
  const isTaken = (one: string): boolean => files.some((file) => file.name === one);
  let free = name;
  for (let n = 2; isTaken(free); n += 1) free = `${stem}-${n}${ending}`;
  return free;
}

/** Shows a file, and the place in it where its reader was. */
export function openFileAt(app: App, index: number, offset = 0, focus = false): void {
  const file = filesOf(app.store.getState().text)[index];
  if (!file) return;
  const at = Math.min(file.from + offset, file.end);
  app.showSpan({ start: at, end: at }, focus);
}

/** Puts other files in the place of those that there are: one edit of the text. */
function replaceFiles(app: App, files: readonly NamedText[], shown: number): void {
  app.replaceText(joinFiles(files));
  openFileAt(app, shown);
}

const textsIn = (app: App): NamedText[] => textsOf(app.store.getState().text);

/** Adds files behind the others. */
export function addFiles(app: App, added: readonly NamedText[]): void {
  const files = textsIn(app).filter(({ text }, _, { length }) => length > 1 || text.trim() !== '');
  for (const { name, text } of added) files.push({ name: freeName(name, files), text });
  replaceFiles(app, files, files.length - added.length);
}

/** Writes a file as `>` does: over the one of that name, or anew. What is called like the text becomes the text. */
export function putFile(app: App, { name, text }: NamedText): void {
  app.show({ leftTab: 'yaml' });
  const files = textsIn(app);
  const index = files.findIndex((file) => file.name === name);
  if (name === 'scenario.yaml') app.replaceText(text);
  else if (index < 0) addFiles(app, [{ name, text }]);
  else replaceFiles(app, files.with(index, { name, text }), index);
}

/** A name is one line of a comment. */
const MOST_LETTERS = 100;
const tidy = (name: string): string => name.replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS);

/** Calls a file otherwise; false when there is another one of that name, or none was given. */
export function renameFile(app: App, index: number, wanted: string): boolean {
  const files = textsIn(app);
  const name = tidy(wanted);
  const file = files[index];
  if (!file || name === '' || files.some((one, i) => i !== index && one.name === name)) return false;
  if (file.name !== name) replaceFiles(app, files.with(index, { ...file, name }), index);
  return true;
}

export function removeFile(app: App, index: number): void {
  const files = textsIn(app);
  if (files.length > 1) replaceFiles(app, files.toSpliced(index, 1), Math.min(index, files.length - 2));
}

/** Puts a file where another one is; objects are made in the order of the files. */
export function moveFile(app: App, index: number, to: number): void {
  const files = textsIn(app);
  const file = files[index];
  if (!file || to === index || to < 0 || to >= files.length) return;
  replaceFiles(app, files.toSpliced(index, 1).toSpliced(to, 0, file), to);
}
