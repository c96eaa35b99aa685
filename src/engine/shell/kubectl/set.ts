import { unknownCommand } from './unknownCommand.ts';
import { sendPatch } from './changes.ts';
import {
  dryRunOf,
  dryRunSuffix,
  type Flag,
  flag,
  isSet,
  parseArgs,
  type ParsedArgs,
  staysHere,
  valueOf,
} from './flags.ts';
import { KubectlError, type Problem } from './KubectlError.ts';
import { typedPrinterOf } from './print.ts';
import { toLabelSelector } from './labelSelector.ts';
import { noteRecord, RECORD } from './record.ts';
import { requestsOf } from './resources.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { envFlags, setEnv } from './setEnv.ts';
import { resourcesFlags, setResources, setServiceAccount } from './setResources.ts';
import { setSubject, subjectFlags } from './setSubject.ts';
import { NOTHING_GIVEN, visitTyped } from './targets.ts';
import { updateContainers } from './updateContainers.ts';

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
  RECORD,
];

type Setter = (session: Session, args: ParsedArgs) => void;

const SETTERS: Record<string, { run: Setter; flags: Flag[] }> = {
  env: { run: setEnv, flags: envFlags },
  image: { run: setImage, flags: [] },
  resources: { run: setResources, flags: resourcesFlags },
  selector: { run: setSelector, flags: [] },
  serviceaccount: { run: setServiceAccount, flags: [] },
  subject: { run: setSubject, flags: subjectFlags },
};

/** `kubectl set env|image|resources|selector|serviceaccount|subject …` */
export function set(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  const setter = SETTERS[sub === 'sa' ? 'serviceaccount' : sub];
  if (!setter) throw unknownCommand('set', argv);
  const args = parseArgs(`kubectl set ${sub}`, rest, [...flags, ...setter.flags]);
  // an account's name is the last word, and no resource
  if (isSet(args, flag.local)) refuseResources(setter.run === setServiceAccount ? args.words.slice(0, -1) : args.words);
  noteRecord(session, `kubectl set ${sub}`, args);
  setter.run(session, args);
}

/** With --local only files are changed (cli-runtime: resource.LocalResourceError). */
function refuseResources(words: readonly string[]): void {
  const [first] = words;
  if (first !== undefined && !first.includes('='))
    throw KubectlError.plain(
      'error: you must specify resources by --filename when --local is set.\n' +
        "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'",
    );
}

/** kubectl: set_selector.go. The last word is the selector; it replaces the one before. */
function setSelector(session: Session, args: ParsedArgs): void {
  const words = [...args.words];
  const text = words.pop();
  if (text === undefined || (words.length === 0 && !args.flags.has(flag.filename.name)))
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const { matchLabels: selector = {}, matchExpressions } = toLabelSelector(text);
  const dryRun = dryRunOf(args);
  const printer = typedPrinterOf(session, args);
  visitTyped(session, args, words, (target) => {
    if (target.info.kind !== 'Service') throw KubectlError.plain('setting a selector is only supported for Services');
    if (matchExpressions) {
      const shown = matchExpressions.map((e) => `{${e.key} ${e.operator} [${e.values?.join(' ') ?? ''}]}`).join(' ');
      throw KubectlError.plain(`match expression [${shown}] not supported on this object`);
    }
    const before = (target.object['spec'] as { selector?: Record<string, string> }).selector ?? {};
    const removed = Object.keys(before).filter((key) => !Object.hasOwn(selector, key));
    const resourceVersion = valueOf(args, flag.resourceVersion);
    const patch = {
      ...(resourceVersion ? { metadata: { resourceVersion } } : {}),
      spec: { selector: { ...Object.fromEntries(removed.map((key) => [key, null])), ...selector } },
    };
    const { spec, ...rest } = target.object;
    const after = staysHere(dryRun)
      ? { ...rest, spec: { ...(spec as object), selector } }
      : sendPatch(session, target, 'merge', patch, dryRun);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} selector updated${dryRunSuffix(dryRun)}`);
  });
}

/** `kubectl set image deployment/web nginx=nginx:1.29`; `*` means every container. */
function setImage(session: Session, args: ParsedArgs): void {
  // cmdutil.GetResourcesAndPairs
  const isPair = (word: string): boolean => word.indexOf('=') > 0;
  const first = args.words.findIndex(isPair);
  const resources = first < 0 ? args.words : args.words.slice(0, first);
  const pairs = first < 0 ? [] : args.words.slice(first);
  const stray = pairs.find((word) => !isPair(word));
  if (stray !== undefined) throw KubectlError.plain(`all resources must be specified before image changes: ${stray}`);
  const images = pairs.map((word) => word.split('=') as [string, string]);
  if (resources.length === 0 && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  requestsOf(resources);
  // what is named is looked for before anything else is asked of the words
  if (images.length === 0) {
    visitTyped(session, args, resources, () => undefined);
    throw KubectlError.plain('at least one image update is required');
  }
  const problems: Problem[] = [];
  updateContainers(session, args, resources, 'image', 'image update to pod template:', (containers) => {
    for (const [name] of images)
      if (name !== '*' && !containers.some((c) => c['name'] === name))
        problems.push({ kind: 'plain', message: `error: unable to find container named "${name}"` });
    return containers.flatMap(({ name }) => {
      const image = images.findLast(([of]) => of === name || of === '*')?.[1];
      return image === undefined ? [] : [{ name, image }];
    });
  });
  // what could be found has been changed all the same
  if (problems.length > 0) throw new KubectlError(problems);
}
