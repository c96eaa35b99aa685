import type { PodSpec } from '../../../model/Pod.ts';
import { isSame, sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, parseArgs, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { labelKeyError } from './selectors.ts';
import { objectName, type Session } from './Session.ts';
import { visitTargets } from './targets.ts';

const flags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.filename,
  flag.recursive,
  flag.all,
  flag.selector,
  flag.local,
  flag.resourceVersion,
  flag.fieldManager,
  flag.showManagedFields,
];

const HELP = `Configure application resources.

 These commands help you make changes to existing application resources.

Available Commands:
  env              Update environment variables on a pod template
  image            Update the image of a pod template
  resources        Update resource requests/limits on objects with pod templates
  selector         Set the selector on a resource
  serviceaccount   Update the service account of a resource
  subject          Update the user, group, or service account in a role binding or cluster role binding

Usage:
  kubectl set SUBCOMMAND [options]

Use "kubectl set <command> --help" for more information about a given command.
Use "kubectl options" for a list of global command-line options (applies to all commands).
`;

/** `kubectl set selector …` and `kubectl set image …` */
export function set(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  if (sub === '') {
    session.stdout += HELP;
    throw new KubectlError([]);
  }
  const args = parseArgs(`kubectl set ${sub}`, rest, flags);
  if (sub === 'selector') setSelector(session, args);
  else if (sub === 'image') setImage(session, args);
  else throw KubectlError.plain(`unknown command "${sub}"\nSee 'kubectl set -h' for help and examples`);
}

/** kubectl: set_selector.go. The last word is the selector; it replaces the one before. */
function setSelector(session: Session, args: ParsedArgs): void {
  const words = [...args.words];
  const text = words.pop();
  if (text === undefined || words.length === 0)
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const selector = Object.fromEntries(
    text.split(',').map((pair) => {
      const match = /^\s*([^=!<>\s]+)\s*==?\s*([^=]*?)\s*$/.exec(pair);
      if (!match) {
        const wrong = labelKeyError(pair.replace(/^!/, ''));
        if (wrong) throw KubectlError.plain(`couldn't parse the selector string "${text}": ${wrong}`);
        const expression = pair.startsWith('!') ? `${pair.slice(1)} DoesNotExist` : `${pair} Exists`;
        throw KubectlError.plain(`match expression [{${expression} []}] not supported on this object`);
      }
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );
  const dryRun = dryRunOf(args);
  const printer = printerOf(args);
  visitTargets(session, args, words, (target) => {
    if (target.info.kind !== 'Service') throw KubectlError.plain('setting a selector is only supported for Services');
    const before = (target.object['spec'] as { selector?: Record<string, string> }).selector ?? {};
    const removed = Object.keys(before).filter((key) => !Object.hasOwn(selector, key));
    const patch = { spec: { selector: { ...Object.fromEntries(removed.map((key) => [key, null])), ...selector } } };
    const { spec, ...rest } = target.object;
    const after =
      dryRun === 'client'
        ? { ...rest, spec: { ...(spec as object), selector } }
        : sendPatch(session, target, 'merge', patch, dryRun);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} selector updated${dryRunSuffix(dryRun)}`);
  });
}

/** `kubectl set image deployment/web nginx=nginx:1.29`; `*` means every container. */
function setImage(session: Session, args: ParsedArgs): void {
  const resources = args.words.filter((word) => !word.includes('='));
  const images = args.words.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]);
  if (resources.length === 0)
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (images.length === 0) throw KubectlError.plain('at least one image update is required');
  const dryRun = dryRunOf(args);
  visitTargets(session, args, resources, (target) => {
    const isPod = target.info.kind === 'Pod';
    const own = target.object['spec'] as unknown as PodSpec & { template?: { spec: PodSpec } };
    const spec = isPod ? own : own.template?.spec;
    if (!spec) throw KubectlError.plain(`${target.info.kind} has no containers`);
    for (const [name] of images)
      if (name !== '*' && !spec.containers.some((c) => c.name === name))
        throw KubectlError.plain(`unable to find container named "${name}"`);
    const containers = spec.containers.flatMap(({ name }) => {
      const image = images.findLast(([of]) => of === name || of === '*')?.[1];
      return image === undefined ? [] : [{ name, image }];
    });
    const patch = isPod ? { spec: { containers } } : { spec: { template: { spec: { containers } } } };
    const after = sendPatch(session, target, 'strategic', patch, dryRun);
    if (isSame(target.object, after)) return;
    session.print(`${objectName(target.info, target.name)} image updated${dryRunSuffix(dryRun)}`);
  });
}
