import type { KubeObject } from '../../../model/KubeObject.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import { findKind, kindInfo, type KindInfo } from '../../admit/kinds.ts';
import { react } from '../../controllers/settle.ts';
import { type DryRun, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { select } from './select.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';

const PRUNE = { name: 'prune', type: 'bool' } as const;
const ALLOWED = { name: 'prune-allowlist', type: 'list' } as const;

export const pruneFlags: Flag[] = [PRUNE, ALLOWED];

/** kubectl: pkg/util/prune, the kinds that are looked at where nobody says which. */
const USUAL = (
  'ConfigMap Endpoints PersistentVolumeClaim Pod ReplicationController Secret Service Job CronJob Ingress DaemonSet ' +
  'Deployment ReplicaSet StatefulSet Namespace PersistentVolume'
).split(' ');

function kindOf(text: string): KindInfo {
  const [group = '', version = '', kind = '', more] = text.split('/');
  if (kind === '' || more !== undefined)
    throw KubectlError.plain(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
  const apiVersion = group === 'core' ? version : `${group}/${version}`;
  const info = findKind(apiVersion, kind);
  if (!info) throw KubectlError.plain(`no matches for kind "${kind}" in version "${apiVersion}"`);
  return info;
}

interface Pruner {
  /** What was applied stays, and its Namespace is looked at. */
  keep(object: KubeObject, namespace: string): void;
  run(): void;
}

/**
 * `kubectl apply --prune`: what was applied once, and is in no file any more, is deleted (cmd/apply/prune.go). The line
 * of klog that advises to name the kinds, with its process id and its time, is not printed.
 */
export function pruner(session: Session, args: ParsedArgs, dryRun: DryRun): Pruner | undefined {
  if (!isSet(args, PRUNE)) return undefined;
  const kept = new Set<string | undefined>();
  const namespaces = new Set<string>();
  const named = (args.flags.get(ALLOWED.name) ?? []).flatMap((value) => value.split(',')).map(kindOf);
  const infos = named.length > 0 ? named : USUAL.map((kind) => kindInfo(kind) as KindInfo);
  const selector = valueOf(args, flag.selector);
  const prune = (info: KindInfo, namespace: string | undefined): void => {
    for (const { metadata } of select(info, session.list(info, namespace), selector, undefined)) {
      if (metadata.annotations?.[LAST_APPLIED] === undefined || kept.has(metadata.uid)) continue;
      if (dryRun !== 'client')
        session.take(
          info,
          deleteObject(session.cluster, info.kind, metadata.namespace, metadata.name, { dryRun: dryRun === 'server' }),
        );
      session.print(`${objectName(info, metadata.name)} pruned${dryRunSuffix(dryRun)}`);
    }
  };
  return {
    keep({ metadata }, namespace) {
      kept.add(metadata.uid);
      if (namespace !== '') namespaces.add(namespace);
    },
    run() {
      for (const namespace of namespaces)
        for (const info of infos.filter(({ namespaced }) => namespaced)) prune(info, namespace);
      for (const info of infos.filter(({ namespaced }) => !namespaced)) prune(info, undefined);
      react(session.cluster);
    },
  };
}
