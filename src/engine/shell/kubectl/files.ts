import { type ParsedDocument, parseText } from '../../parse/parse.ts';
import { flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { parseLabelSelector } from './labelSelector.ts';
import type { ManifestOptions } from './manifests.ts';
import type { Session } from './Session.ts';

/** cmdutil.UsageErrorf: of commands that take files alone. */
export function refuseWords(command: string, { words }: ParsedArgs): void {
  if (words.length > 0)
    throw KubectlError.plain(
      `Unexpected args: [${words.join(' ')}]\nSee 'kubectl ${command} -h' for help and examples`,
    );
}

/** The text of a file that `-f` names; `-` is what was typed behind the command. */
function textOf(session: Session, name: string): string {
  if (name === '-') return session.stdin;
  if (/^https?:\/\//.test(name)) throw KubectlError.plain(`unable to read URL "${name}": kubehop opens no connection`);
  const text = session.context.files.get(name.replace(/^\.\//, ''));
  if (text === undefined) throw KubectlError.plain(`the path "${name}" does not exist`);
  return text;
}

const namesOf = (args: ParsedArgs): string[] =>
  (args.flags.get(flag.filename.name) ?? []).flatMap((value) => value.split(','));

/** What `--raw` sends: the one file as it is. */
export function readBody(session: Session, args: ParsedArgs): string {
  const [name, ...more] = namesOf(args);
  if (name === undefined || more.length > 0)
    throw KubectlError.plain('--raw can only use a single local file or stdin');
  return textOf(session, name);
}

/** The documents of the files that `-f` names, by source. */
export function readFiles(session: Session, args: ParsedArgs): { source: string; documents: ParsedDocument[] }[] {
  const names = namesOf(args);
  if (names.length === 0) throw KubectlError.plain('must specify one of -f and -k');
  const paths = names.flatMap((name) => pathsIn(session, name, isSet(args, flag.recursive)) ?? [name]);
  if (paths.length === 0)
    throw KubectlError.plain(`error reading [${names.join(' ')}]: recognized file extensions are [.json .yaml .yml]`);
  return paths.map((name) => ({
    source: name === '-' ? 'STDIN' : name,
    documents: parseText(textOf(session, name)).documents,
  }));
}

/** The manifests of a folder in the order of their names (cli-runtime: visitor.go, ExpandPathsToFileVisitors). */
function pathsIn(session: Session, name: string, isRecursive: boolean): string[] | undefined {
  const plain = name.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
  const folder = plain === '' || plain === '.' ? '' : `${plain}/`;
  const below = [...session.context.files.keys()].filter((file) => file.startsWith(folder));
  if (folder === '' ? !name.startsWith('.') : below.length === 0) return undefined;
  const order = (path: string): string => path.replaceAll('/', '\0');
  return below
    .filter((file) => /\.(json|ya?ml)$/.test(file) && (isRecursive || !file.includes('/', folder.length)))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

export const manifestOptions = (
  args: ParsedArgs,
  validation: ManifestOptions['validation'] = 'Strict',
): ManifestOptions => ({
  namespace: namespaceOf(args),
  enforceNamespace: args.flags.has('namespace'),
  validation,
  selector: args.flags.has(flag.selector.name) ? parseLabelSelector(valueOf(args, flag.selector) ?? '') : undefined,
});
