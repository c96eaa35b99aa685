import type { KubeObject } from '../../../model/KubeObject.ts';
import type { ApiOptions } from '../../admit/ApiResponse.ts';
import { required, tooLong } from '../../admit/fieldErrors.ts';
import { has } from '../../admit/managed/fieldSet.ts';
import { LAST_APPLIED_PATH, type Owner, ownersOf } from '../../admit/managed/owners.ts';
import { applyObject } from '../../admit/managed/serverSideApply.ts';
import { invalidStatus } from '../../admit/status.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { addWrite, writesOf } from '../../cluster/Write.ts';
import { react } from '../../controllers/settle.ts';
import { KubectlError } from './KubectlError.ts';
import type { Manifest } from './manifests.ts';
import type { Session } from './Session.ts';

const CONFLICT = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

const MOST_OF_MANAGER = 128;

/**
 * `kubectl apply --server-side` of one object (kubectl: cmd/apply, applyOneObject). `kubectl diff` asks the same, and
 * has no advice about conflicts.
 */
export function applyServerSide(
  session: Session,
  { info, namespace, name, object }: Manifest,
  { advice = true, ...options }: ApiOptions & { force: boolean; advice?: boolean },
): KubeObject {
  const { cluster, manager } = session;
  const metadata = { ...(object['metadata'] as object), ...(info.namespaced && { namespace }) };
  const send = (configuration: Record<string, unknown>, by: string): KubeObject => {
    const response = applyObject(cluster, info, namespace, name, configuration, { ...options, manager: by });
    session.asked(info);
    if (advice && !response.ok && response.status.reason === 'Conflict')
      throw KubectlError.plain(`${response.status.message}${CONFLICT}`);
    return session.take(info, response);
  };
  // client-go: rest/request.go, Name
  if (name === '') throw KubectlError.plain('resource name may not be empty');
  session.authorize(info, 'patch', namespace, name);
  // apimachinery: meta/v1/validation, ValidatePatchOptions
  const wrong =
    manager === ''
      ? required('fieldManager', 'is required for apply patch')
      : manager.length > MOST_OF_MANAGER
        ? tooLong('fieldManager', MOST_OF_MANAGER)
        : undefined;
  if (wrong) throw KubectlError.status(invalidStatus({ ...info, group: '', kind: 'PatchOptions' }, '', [wrong]));
  const applied = send({ ...object, metadata }, manager);
  const last = applied.metadata.annotations?.[LAST_APPLIED];
  if (last === undefined || options.dryRun) return applied;
  const owners = ownersOf(info, writesOf(cluster, applied)).filter(({ fields }) => has(fields, LAST_APPLIED_PATH));
  const isUpdate = ({ operation }: Owner): boolean => operation === 'Update';
  if (manager === 'kubectl' && owners.every(isUpdate))
    send(
      {
        apiVersion: info.apiVersion,
        kind: info.kind,
        metadata: { name, ...(info.namespaced && { namespace }), annotations: { [LAST_APPLIED]: last } },
      },
      'kubectl-last-applied',
    );
  const upgraded = owners.filter(isUpdate).map((owner) => owner.manager);
  if (upgraded.length === 0) return applied;
  addWrite(cluster, applied, { manager, upgraded, at: cluster.now, before: applied, value: applied });
  react(cluster);
  return send({ ...object, metadata }, manager);
}
