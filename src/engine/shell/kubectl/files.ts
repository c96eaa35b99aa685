import { type ParsedDocument, parseText } from '../../parse/parse.ts';
import { flag, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { parseLabelSelector } from './labelSelector.ts';
import type { ManifestOptions } from './manifests.ts';
import type { Session } from './Session.ts';

/** The documents of the files that `-f` names, by source. */
export function readFiles(session: Session, args: ParsedArgs): { source: string; documents: ParsedDocument[] }[] {
  const names = (args.flags.get(flag.filename.name) ?? []).flatMap((value) => value.split(','));
  if (names.length === 0) throw KubectlError.plain('must specify one of -f and -k');
  return names.map((name) => {
    if (name === '-') return { source: 'STDIN', documents: parseText(session.stdin).documents };
    if (/^https?:\/\//.test(name))
      throw KubectlError.plain(`unable to read URL "${name}": kubehop opens no connection`);
    const text = session.context.files.get(name.replace(/^\.\//, ''));
    if (text === undefined) throw KubectlError.plain(`the path "${name}" does not exist`);
    return { source: name, documents: parseText(text).documents };
  });
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
