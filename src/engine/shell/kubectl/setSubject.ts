import type { Fields } from '../../admit/Fields.ts';
import { sameJson } from '../../plain.ts';
import { sendOrMakePatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { typedPrinterOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { visitTyped } from './targets.ts';

const KINDS = ['user', 'group', 'serviceaccount'];

export const subjectFlags: Flag[] = KINDS.map((name) => ({ name, type: 'list' }));

const BINDINGS = new Set(['RoleBinding', 'ClusterRoleBinding']);

/** `kubectl set subject rolebinding NAME --user=… --group=… --serviceaccount=NS:NAME` (cmd/set/set_subject.go) */
export function setSubject(session: Session, args: ParsedArgs): void {
  const given = (kind: string): string[] => (args.flags.get(kind) ?? []).flatMap((value) => value.split(','));
  // what is named is looked for before anything else is asked (Complete comes before Validate)
  visitTyped(session, args, args.words, () => undefined);
  if (KINDS.every((kind) => given(kind).length === 0))
    throw KubectlError.plain('you must specify at least one value of user, group or serviceaccount');
  const apiGroup = 'rbac.authorization.k8s.io';
  const subjects: Fields[] = [
    ...given('user').map((name) => ({ apiGroup, kind: 'User', name })),
    ...given('group').map((name) => ({ apiGroup, kind: 'Group', name })),
    ...given('serviceaccount').map((account) => {
      const [namespace = '', name = '', more] = account.split(':');
      if (name === '' || more !== undefined) throw KubectlError.plain('serviceaccount must be <namespace>:<name>');
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
  const dryRun = dryRunOf(args);
  const printer = typedPrinterOf(session, args);
  visitTyped(session, args, args.words, (target) => {
    if (!BINDINGS.has(target.info.kind))
      throw KubectlError.plain('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
    const before: Fields[] = (target.object as Fields)['subjects'] ?? [];
    const added = subjects.filter((subject) => !before.some((one) => sameJson(one, subject)));
    if (added.length === 0) return;
    const after = sendOrMakePatch(session, target, 'merge', { subjects: [...before, ...added] }, dryRun);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} subjects updated${dryRunSuffix(dryRun)}`);
  });
}
