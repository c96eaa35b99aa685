import type { KubeObject } from '../../../model/KubeObject.ts';
import { toJson } from '../../goJson.ts';
import { patchObject } from '../../admit/api.ts';
import { applyPatch } from '../../admit/patch.ts';
import { POD_SUBRESOURCES } from '../../admit/podSubresources.ts';
import type { Strategy } from '../../admit/Strategy.ts';
import { valueAt } from '../../plain.ts';
import { type DryRun, staysHere } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { withRecord } from './record.ts';
import type { Session } from './Session.ts';
import type { Target } from './targets.ts';

/** The text of an object without what every write changes: equal texts mean that nothing has changed. */
const content = (object: KubeObject): string => {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return toJson({ ...object, metadata });
};

export const isSame = (a: KubeObject, b: KubeObject): boolean => content(a) === content(b);

export type PatchType = 'strategic' | 'merge' | 'json';

const strategyFor = (subresource = ''): { strategy?: Strategy } => {
  const strategy = valueAt(POD_SUBRESOURCES, subresource);
  return strategy ? { strategy } : {};
};

/** Sends a patch, or only thinks it through. Returns the object afterwards. */
export function sendPatch(
  session: Session,
  target: Target,
  type: PatchType,
  patch: unknown,
  dryRun: DryRun,
  subresource?: string,
): KubeObject {
  const namespace = target.info.namespaced ? target.namespace : undefined;
  const options = {
    dryRun: dryRun !== 'none',
    fieldValidation: 'Warn' as const,
    writer: { manager: session.manager, ...(subresource !== undefined && { subresource }) },
    ...(subresource === 'status' && { subresource: 'status' as const }),
    ...strategyFor(subresource),
  };
  session.authorize(target.info, 'patch', namespace, target.name);
  return session.take(
    target.info,
    patchObject(
      session.cluster,
      target.info,
      namespace,
      target.name,
      type,
      type === 'json' ? patch : withRecord(session, patch),
      options,
    ),
  );
}

/** The same, but for a dry run on the client and --local: those ask nobody. */
export const sendOrMakePatch: typeof sendPatch = (session, target, type, patch, dryRun, subresource) =>
  staysHere(dryRun) ? patchedHere(target, type, patch) : sendPatch(session, target, type, patch, dryRun, subresource);

/** What kubectl by itself makes of the object: the server neither checks it nor fills it in. */
function patchedHere({ info, object }: Target, type: PatchType, value: unknown): KubeObject {
  const patched = applyPatch(info, object, type, value);
  if ('status' in patched) throw KubectlError.status(patched.status);
  return patched.value as KubeObject;
}
