import type { KubeObject } from '../../../model/KubeObject.ts';
import { findKind } from '../../admit/kinds.ts';
import type { PodTemplate, Workload } from '../../../model/Workload.ts';
import { alignColumns } from '../table.ts';
import { isSame, sendPatch } from './changes.ts';
import { describePodTemplate } from './describe/describePodTemplate.ts';
import { Description } from './describe/Description.ts';
import { dryRunOf, dryRunSuffix, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { printerOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';
const HASH = 'pod-template-hash';
/** What of a Deployment's annotations stays when it goes back (kubectl: rollback.go, annotationsToSkip). */
const OWN = new Set([
  LAST_APPLIED,
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

/** A template of before, and why it came. */
interface Past {
  /** What has it: a Deployment's ReplicaSet, another workload with its template of then. */
  object: KubeObject;
  template: PodTemplate;
  cause: string | undefined;
  /** Those of the ReplicaSet. */
  annotations?: Record<string, string> | undefined;
}

const KINDS = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);
/** kubectl: pkg/apps/kind_visitor.go */
const VISITED = new Set([...KINDS, 'ReplicaSet', 'ReplicationController', 'Pod', 'Job', 'CronJob']);

/** `kubectl rollout history` and `kubectl rollout undo`. */
export function revisions(session: Session, args: ParsedArgs, what: 'history' | 'undo'): void {
  if (args.words.length === 0 && !args.flags.has('filename'))
    throw KubectlError.plain('required resource not specified');
  const wanted = Number(valueOf(args, { name: 'revision' }) ?? 0);
  if (wanted < 0) throw KubectlError.plain(`revision must be a positive integer: ${wanted}`);
  visitTargets(session, args, args.words, (target) => {
    const { info, name } = target;
    if (!VISITED.has(info.kind)) {
      const about = what === 'history' ? 'history' : 'rollbacker';
      const element = `{${info.group} ${info.kind}}`;
      throw KubectlError.plain(`error retrieving ${about} for "${info.kind}", no visitor method exists for ${element}`);
    }
    if (!KINDS.has(info.kind))
      throw KubectlError.plain(
        what === 'history'
          ? `no history viewer has been implemented for "${info.kind}${info.group === '' ? '' : `.${info.group}`}"`
          : `no rollbacker has been implemented for "${info.kind}${info.group === '' ? '' : `.${info.group}`}"`,
      );
    const past = historyOf(session, target);
    if (what === 'undo') return undo(session, args, target, past);
    const printer = printerOf(session, args);
    const title = objectName(info, name);
    const found = past.get(wanted);
    if (wanted > 0 && !found) throw KubectlError.plain('unable to find the specified revision');
    if (printer) {
      // the objects that the history is made of
      for (const { object } of found ? [found] : past.values())
        session.stdout += printer(object, [{ info: findKind(object.apiVersion, object.kind) ?? info, object }]);
      return;
    }
    if (found) {
      session.stdout += `${title} with revision #${wanted}\n${templateText(found)}\n`;
      return;
    }
    const rows = [...past].map(([n, { cause }]) => [String(n), cause || '<none>']);
    session.stdout += `${title} \n${alignColumns([['REVISION', 'CHANGE-CAUSE'], ...rows], 2)}\n`;
  });
}

/** kubectl: history.go, printTemplate. */
function templateText({ template, cause }: Past): string {
  const to = new Description(false);
  const annotations = { ...template.metadata?.annotations, ...(cause ? { [CAUSE]: cause } : {}) };
  describePodTemplate(to, { ...template, metadata: { ...template.metadata, annotations } });
  return to.toString();
}

/** By revision, in its order: a Deployment's ReplicaSets, or the templates that a set has had. */
function historyOf(session: Session, { namespace, object }: Target): Map<number, Past> {
  const { store, control } = session.cluster;
  const { uid = '', annotations } = object.metadata;
  if (object.kind !== 'Deployment') {
    const cause = annotations?.[CAUSE];
    const then = (template: PodTemplate): KubeObject => ({
      ...object,
      spec: { ...(object['spec'] as object), template },
    });
    return new Map(
      (control.revisions.get(uid) ?? []).map(({ number, template }) => [
        number,
        { object: then(template), template, cause },
      ]),
    );
  }
  const own = store
    .list<Workload>('ReplicaSet', namespace)
    .filter((set) => set.metadata.ownerReferences?.some((o) => o.controller && o.uid === uid));
  const numbered = own.map((set): [number, Past] => {
    const { annotations: given } = set.metadata;
    const past = { object: set, template: set.spec.template, cause: given?.[CAUSE], annotations: given };
    return [Number(given?.[REVISION] ?? 0), past];
  });
  return new Map(numbered.sort(([a], [b]) => a - b));
}

/** kubectl: rollback.go. */
function undo(session: Session, args: ParsedArgs, target: Target, past: Map<number, Past>): void {
  if (target.object.metadata.annotations?.[LAST_APPLIED] !== undefined)
    session.warn(
      `resource ${target.info.plural}/${target.name} was previously managed with 'kubectl apply'. Rolling back will not ` +
        `update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' ` +
        "operations. Consider using 'kubectl apply' with your previous configuration file instead.",
    );
  const wanted = Number(valueOf(args, { name: 'to-revision' }) ?? 0);
  const workload = target.object as Workload;
  const numbers = [...past.keys()];
  if (wanted === 0 && numbers.length < 2)
    throw KubectlError.plain(
      target.info.kind === 'Deployment'
        ? `no rollout history found for deployment "${target.name}"`
        : 'no last revision to roll back to',
    );
  const found = past.get(wanted === 0 ? (numbers.at(-2) ?? 0) : wanted);
  if (!found) throw KubectlError.plain(`unable to find specified revision ${wanted} in history`);
  if (dryRunOf(args) === 'client') {
    const will = target.info.kind === 'Deployment' ? '' : 'will roll back to ';
    session.print(
      `${objectName(target.info, target.name)} ${will}${templateText({ ...found, cause: undefined })}${dryRunSuffix('client')}`,
    );
    return;
  }
  if (workload.spec['paused'])
    throw KubectlError.plain(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
    );
  const { [HASH]: _, ...labels } = found.template.metadata?.labels ?? {};
  const template = { ...found.template, metadata: { ...found.template.metadata, labels } };
  const dryRun = dryRunOf(args);
  const patch = [
    { op: 'replace', path: '/spec/template', value: template },
    ...(target.info.kind === 'Deployment'
      ? [{ op: 'replace', path: '/metadata/annotations', value: annotationsAfter(workload, found) }]
      : []),
  ];
  const after = sendPatch(session, target, 'json', patch, dryRun === 'none' ? 'none' : 'server');
  const done = isSame(workload, after)
    ? `skipped rollback (current template already matches revision ${wanted})`
    : 'rolled back';
  session.print(`${objectName(target.info, target.name)} ${done}${dryRunSuffix(dryRun)}`);
}

const annotationsAfter = ({ metadata }: Workload, { annotations }: Past): Record<string, string> =>
  Object.fromEntries([
    ...Object.entries(metadata.annotations ?? {}).filter(([key]) => OWN.has(key)),
    ...Object.entries(annotations ?? {}).filter(([key]) => !OWN.has(key)),
  ]);
