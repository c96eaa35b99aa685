import { amountOf } from './amountOf.ts';
import { isSame } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { typedPrinterOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, visitTyped } from './targets.ts';
import { matchesName, patchTemplate, podSpecOf, updateContainers } from './updateContainers.ts';

export const resourcesFlags: Flag[] = [
  { name: 'containers', short: 'c', type: 'string' },
  { name: 'limits', type: 'string' },
  { name: 'requests', type: 'string' },
];

/** `kubectl set resources deployment web --limits=cpu=200m` (cmd/set/set_resources.go). */
export function setResources(session: Session, args: ParsedArgs): void {
  const [limits, requests] = ['limits', 'requests'].map((name) => listOf(valueOf(args, { name })));
  if (!limits && !requests)
    throw KubectlError.plain('you must specify an update to requests or limits (in the form of --requests/--limits)');
  const only = valueOf(args, { name: 'containers' }) ?? '*';
  const told = 'resources update to pod template';
  updateContainers(session, args, args.words, 'resource requirements', told, (containers) => {
    const chosen = containers.filter(({ name }) => matchesName(only, name));
    if (chosen.length === 0) throw KubectlError.plain(`error: unable to find container named ${only}`);
    const resources = { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) };
    return chosen.map(({ name }) => ({ name, resources }));
  });
}

/** `cpu=200m,memory=512Mi` */
function listOf(text: string | undefined): Record<string, string> | undefined {
  if (!text) return undefined;
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [name = '', amount, more] = pair.split('=');
      if (amount === undefined || more !== undefined)
        throw KubectlError.plain(`invalid argument syntax ${pair}, expected <resource>=<value>`);
      return [name, amountOf(amount)];
    }),
  );
}

/** `kubectl set serviceaccount deployment web bot` (cmd/set/set_serviceaccount.go). */
export function setServiceAccount(session: Session, args: ParsedArgs): void {
  const words = [...args.words];
  const serviceAccountName = words.pop();
  if (serviceAccountName === undefined) throw KubectlError.plain('serviceaccount is required');
  if (words.length === 0 && !args.flags.has('filename')) throw KubectlError.plain(NOTHING_GIVEN);
  const dryRun = dryRunOf(args);
  const printer = typedPrinterOf(session, args);
  visitTyped(session, args, words, (target) => {
    const patch = podSpecOf(target).wrap({ serviceAccountName });
    const after = patchTemplate(session, target, patch, dryRun, 'ServiceAccountName');
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else if (!isSame(target.object, after))
      session.print(`${objectName(target.info, target.name)} serviceaccount updated${dryRunSuffix(dryRun)}`);
  });
}
