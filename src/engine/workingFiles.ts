import { filesOf, MAIN_FILE, textsOf } from '../model/files.ts';

/** What lies in the admin's working directory: the text under its name, and each of its files under theirs. */
export function workingFiles(text: string, name = 'scenario.yaml'): Map<string, string> {
  const [first, ...others] = filesOf(text);
  const parts = others.length === 0 && first?.name === MAIN_FILE ? [] : textsOf(text);
  return new Map([...parts.map((part): [string, string] => [part.name, part.text]), [name, text]]);
}
