import type { KubeObject } from '../../../model/KubeObject.ts';
import { decode } from '../../admit/decode.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { select } from './select.ts';
import { KubectlError, type Problem, withSource } from './KubectlError.ts';
import { manifestOptions, readFiles } from './files.ts';
import { visitManifests } from './manifests.ts';
import { refuseNames, refuseWordsBesideFiles, requestsOf } from './resources.ts';
import type { Session } from './Session.ts';

/** cli-runtime: resource.missingResourceError. */
export const NOTHING_GIVEN =
  'You must provide one or more resources by argument or filename.\nExample resource specifications include:\n' +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";

/** An object that a changing command works on. */
export interface Target {
  info: KindInfo;
  namespace: string;
  name: string;
  object: KubeObject;
  source: string;
}

/**
 * Visits the objects that the words, the files or the selector of a command mean; goes on after errors and
 * throws them all at the end. Returns how many there were. `verb` is told of what a file names and is not there;
 * `find` looks for what is named, at the server if nothing else is said. With --local a file has the objects.
 */
export function visitTargets(
  session: Session,
  args: ParsedArgs,
  words: readonly string[],
  visit: (target: Target) => void,
  verb = '',
  find: Session['get'] = session.get.bind(session),
): number {
  let visited = 0;
  if (args.flags.has(flag.filename.name)) {
    const local = isSet(args, flag.local);
    if (!local) refuseWordsBesideFiles(words);
    return visitManifests(readFiles(session, args), manifestOptions(args, 'Ignore'), (manifest) => {
      const { info, namespace, name, source } = manifest;
      const object = local
        ? (manifest.object as KubeObject)
        : find(info, namespace, name, (status) => (verb === '' ? status : withSource(verb, source, status)));
      visit({ info, namespace, name, source, object });
    });
  }
  const namespace = namespaceOf(args);
  const selector = valueOf(args, flag.selector);
  const fields = valueOf(args, flag.fieldSelector);
  const everything = isSet(args, flag.all) || selector !== undefined || fields !== undefined;
  refuseNames(words, selector !== undefined || fields !== undefined);
  const problems: Problem[] = [];
  const attempt = (action: () => void) => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      problems.push(...error.problems);
    }
  };
  for (const { info, name } of requestsOf(words)) {
    if (name === undefined && !everything)
      throw KubectlError.plain('resource(s) were provided, but no name was specified');
    attempt(() => {
      const objects =
        name === undefined
          ? select(info, session.list(info, isSet(args, flag.allNamespaces) ? undefined : namespace), selector, fields)
          : [find(info, namespace, name)];
      for (const object of objects) {
        visited++;
        const ns = object.metadata.namespace ?? '';
        attempt(() => visit({ info, namespace: ns, name: object.metadata.name, object, source: '' }));
      }
    });
  }
  if (problems.length > 0) throw new KubectlError(problems);
  return visited;
}

/**
 * The same for commands that have objects as Go's types (`set`): what a file has, its type fills up with fields that are
 * empty.
 */
export const visitTyped = (
  session: Session,
  args: ParsedArgs,
  words: readonly string[],
  visit: (target: Target) => void,
): number =>
  visitTargets(session, args, words, (target) => {
    if (!isSet(args, flag.local)) return visit(target);
    const { object, typeError } = decode(target.info.type, target.object);
    if (typeError !== undefined) throw KubectlError.plain(`unable to decode "${target.source}": ${typeError}`);
    visit({ ...target, object: object as unknown as KubeObject });
  });
