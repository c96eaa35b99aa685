import { type ParsedDocument, parseText } from '../../parse/parse.ts';
import { flag, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
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
  return names.map((name) => ({
    source: name === '-' ? 'STDIN' : name,
    documents: parseText(textOf(session, name)).documents,
  }));
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
