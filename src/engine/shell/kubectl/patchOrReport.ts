import type { KubeObject } from '../../../model/KubeObject.ts';
import { withManagedFields } from '../../admit/managed/managedFields.ts';
import { BadPatch } from '../../admit/strategicMerge.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { toJson } from '../../goJson.ts';
import type { Plain } from '../../plain.ts';
import { KubectlError } from './KubectlError.ts';
import { patchSinceApplied } from './lastApplied.ts';
import type { Manifest } from './manifests.ts';
import type { Session } from './Session.ts';

/**
 * What `apply` and `diff` send for an object that is there, or everything that no patch could be made of: the elements
 * of a list have no key (kubectl: cmd/apply/patcher.go, patchSimple). Before the types that kubectl itself has, two
 * schemas of the server are tried. `tell` is what the command puts around it.
 */
export function patchOrReport(
  session: Session,
  { info }: Manifest,
  current: KubeObject,
  modified: Plain,
  tell: (why: string) => string,
): Plain {
  try {
    return patchSinceApplied(info.type, current, modified);
  } catch (error) {
    if (!(error instanceof BadPatch)) throw error;
    for (const schema of ['openapi v3 spec', 'openapi spec'])
      session.complain(`warning: error calculating patch from ${schema}: ${error.message}`);
    const original = current.metadata.annotations?.[LAST_APPLIED] ?? '';
    const live = withManagedFields(session.cluster, info, current);
    const parts = `original:\n${original}\nmodified:\n${toJson(modified)}\n\ncurrent:\n${toJson(live)}\n`;
    throw KubectlError.plain(tell(`creating patch with:\n${parts}\nfor: ${error.message}`));
  }
}
