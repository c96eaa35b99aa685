import { MAIN_FILE, textsOf } from '../model/files.ts';

/** What lies in the admin's working directory: the text under its name, and each of its files under theirs. */
export function workingFiles(text: string, name = 'scenario.yaml'): Map<string, string> {
  const all = textsOf(text);
  const parts = all.length === 1 && all[0]?.name === MAIN_FILE ? [] : all;
  return new Map([...parts.map((part): [string, string] => [part.name, part.text]), [name, text]]);
}
