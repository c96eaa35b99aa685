import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { type Flag, flag, isSet, namespaceOf, type ParsedArgs, valueOf } from '../flags.ts';
import { describeHorizontalPodAutoscaler } from './describeAutoscaler.ts';
import { describeBinding, describeRole } from './describeAccess.ts';
import { describeEndpoints, describeEndpointSlice } from './describeEndpoints.ts';
import { describeUnstructured } from './describeUnstructured.ts';
import { describeIngress } from './describeIngress.ts';
import { describeLimitRange, describeQuota } from './describeLimits.ts';
import { describeNetworkPolicy } from './describeNetworkPolicy.ts';
import { describeNode } from './describeNode.ts';
import { describePod } from './describePod.ts';
import { describeCronJob, describePodDisruptionBudget } from './describeRest.ts';
import { describePersistentVolume, describePersistentVolumeClaim, describeStorageClass } from './describeStorage.ts';
import { describeService } from './describeService.ts';
import { describeSmall } from './describeSmall.ts';
import {
  describeDaemonSet,
  describeDeployment,
  describeJob,
  describeReplicas,
  describeStatefulSet,
} from './describeWorkload.ts';
import { Description } from './Description.ts';
import { requestsFor, select } from '../select.ts';
import { KubectlError, type Problem } from '../KubectlError.ts';
import { refuseNames, requestsOf } from '../resources.ts';
import type { Session } from '../Session.ts';

export const describeFlags: Flag[] = [
  flag.selector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.allNamespaces,
  { name: 'show-events', type: 'bool' },
  { name: 'chunk-size', type: 'string' },
];

/** `kubectl describe`: objects one after the other; events only when there is one object (describe/describe.go). */
export function describe(session: Session, args: ParsedArgs): void {
  const { cluster } = session;
  if (args.words.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  const everywhere = isSet(args, flag.allNamespaces);
  const objects: KubeObject[] = [];
  const problems: Problem[] = [];
  refuseNames(args.words, args.flags.has(flag.selector.name));
  const requests = requestsFor(session, args);
  if (everywhere && requests.some(({ name }) => name !== undefined))
    throw KubectlError.plain('a resource cannot be retrieved by name across all namespaces');
  for (const { info, name, namespace = namespaceOf(args) } of requests) {
    try {
      if (name !== undefined) objects.push(session.get(info, namespace, name));
      else {
        const all = session.list(info, everywhere ? undefined : namespace);
        objects.push(...select(info, all, valueOf(args, flag.selector), undefined));
      }
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      problems.push(...error.problems);
    }
  }
  const shown = valueOf(args, { name: 'show-events' });
  const textOf = (object: KubeObject, events: boolean): string => {
    const to = new Description(shown === undefined ? events : isSet(args, { name: 'show-events' }));
    describeObject(to, cluster, object);
    return to.toString();
  };
  const [word, prefix] = args.words;
  const [problem] = problems;
  const isMissing = problem?.kind === 'status' && problem.status.reason === 'NotFound';
  if (isMissing && problems.length === 1 && word !== undefined && prefix !== undefined && args.words.length === 2) {
    // Of two words, what the first means and is named as the second begins (describe.go: DescribeMatchingResources):
    // without an exact name, every object whose name begins so; of `svc/a svc/b`, nothing.
    const meant = requestsOf([word]);
    if (meant.length > 1) throw KubectlError.plain('you may only specify a single resource type');
    const like = meant
      .flatMap(({ info, name }) =>
        session.list(info, namespaceOf(args)).filter((o) => (name ?? o.metadata.name) === o.metadata.name),
      )
      .filter((o) => o.metadata.name.startsWith(prefix));
    if (like.length === 0) throw new KubectlError(problems);
    session.stdout += like.map((object) => `${textOf(object, false)}\n`).join('');
    return;
  }
  const single = problems.length === 0 && objects.length === 1;
  session.stdout += objects.map((object) => textOf(object, single)).join('\n\n');
  if (problems.length > 0) throw new KubectlError(problems);
  if (objects.length === 0)
    session.complain(everywhere ? 'No resources found' : `No resources found in ${namespaceOf(args)} namespace.`);
}

type Describer<T> = (to: Description, cluster: Cluster, object: T) => void;

const DESCRIBERS: Record<string, Describer<never>> = {
  ClusterRole: describeRole,
  ClusterRoleBinding: describeBinding,
  CronJob: describeCronJob,
  DaemonSet: describeDaemonSet,
  Deployment: describeDeployment,
  Endpoints: describeEndpoints,
  EndpointSlice: describeEndpointSlice,
  HorizontalPodAutoscaler: describeHorizontalPodAutoscaler,
  Ingress: describeIngress,
  Job: describeJob,
  LimitRange: describeLimitRange,
  NetworkPolicy: describeNetworkPolicy,
  Node: describeNode,
  PersistentVolume: describePersistentVolume,
  PersistentVolumeClaim: describePersistentVolumeClaim,
  Pod: describePod,
  PodDisruptionBudget: describePodDisruptionBudget,
  ReplicaSet: describeReplicas,
  ReplicationController: describeReplicas,
  ResourceQuota: describeQuota,
  Role: describeRole,
  RoleBinding: describeBinding,
  Service: describeService,
  StatefulSet: describeStatefulSet,
  StorageClass: describeStorageClass,
};

function describeObject(to: Description, cluster: Cluster, object: KubeObject): void {
  const describer = DESCRIBERS[object.kind] as Describer<KubeObject> | undefined;
  if (describer) describer(to, cluster, object);
  else if (!describeSmall(to, cluster, object)) describeUnstructured(to, cluster, object);
}
