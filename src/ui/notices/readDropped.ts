import { received } from '../../app/received.ts';
import { joinFiles, type NamedText } from '../../model/files.ts';

/** What was dropped, as one text; or why it is none. */
export type Dropped =
  | { kind: 'text'; name: string; text: string }
  | { kind: 'tooLarge' | 'unreadable' | 'binary'; name: string }
  | { kind: 'nothing' };

/** The most that is read; refused by its size, before reading. */
const LARGEST = 200 * 1024 * 1024;
const MOST_FILES = 5000;
const MANIFEST = /\.(ya?ml|json)$/i;

/** Text has no NUL, and next to nothing that is not UTF-8. */
function isBinary(text: string): boolean {
  const beginning = text.slice(0, 65_536);
  const odd = beginning.split('\uFFFD').length - 1;
  return beginning.includes('\0') || odd > beginning.length / 50;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

const entriesOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

/** The files of a folder and of those in it, by name; other files than manifests are passed over. */
async function filesIn(entry: FileSystemEntry, found: Map<string, File>): Promise<void> {
  if (found.size >= MOST_FILES) return;
  if (entry.isFile) {
    if (MANIFEST.test(entry.name)) found.set(entry.fullPath.slice(1), await fileOf(entry as FileSystemFileEntry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // a reader gives a hundred at a time
  for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader))
    for (const one of some) await filesIn(one, found);
}

/** One file as it is, but for what `received` changes; several, and those of folders, as the files of one text. */
export async function readDropped(files: readonly File[], entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const folders = entries.filter((entry) => entry.isDirectory);
  const [first] = files;
  if (!first) return { kind: 'nothing' };
  const found = new Map<string, File>();
  if (folders.length === 0) for (const file of files) found.set(file.name, file);
  else for (const entry of entries) await filesIn(entry, found);
  if (found.size === 0) return { kind: 'unreadable', name: folders[0]?.name ?? first.name };
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const name = folders[0]?.name ?? (sorted.length > 1 ? `${first.name} …` : first.name);
  let size = 0;
  const texts: NamedText[] = [];
  for (const [path, file] of sorted) {
    size += file.size;
    if (size > LARGEST) return { kind: 'tooLarge', name: path };
    let text: string;
    try {
      text = await file.text();
    } catch {
      return { kind: 'unreadable', name: path };
    }
    if (isBinary(text)) return { kind: 'binary', name: path };
    texts.push({ name: path, text: await received(text.replace(/^\uFEFF/, '')) });
  }
  const [only] = texts;
  return { kind: 'text', name, text: only && texts.length === 1 ? only.text : joinFiles(texts) };
}
