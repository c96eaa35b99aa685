import { REGION, type Node, ZONE } from '../../model/Node.ts';
import { keepStatus } from './keepStatus.ts';
import { hash32, safeEncode } from '../controllers/generatedName.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import type { ApiStatus } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { mergeMatchLabelKeys } from './matchLabelKeys.ts';
import { containersOf, defaultPod, defaultPodSpec, qosClass } from './podDefaults.ts';
import { validatePodUpdate } from './podUpdateValidation.ts';
import { validatePod } from './podValidation.ts';
import { fillInLimits } from './quota/limitRanger.ts';
import { isLimited } from './quota/overLimits.ts';
import { applyRuntimeClass } from './runtimeClass.ts';
import { invalidStatus } from './status.ts';
import type { Strategy } from './Strategy.ts';
import { TOKEN_VOLUME } from './tokenVolume.ts';
import { DEFAULT_TOLERATIONS } from './tolerations.ts';

const TOKEN_NAME = 'kube-api-access-';
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The volume of a Pod's token (plugin/pkg/admission/serviceaccount). */
function mountToken(object: Fields): void {
  const { spec, metadata } = object;
  if (spec.automountServiceAccountToken === false) return;
  const bare = containersOf(spec).filter(
    (c) => !(c['volumeMounts'] ?? []).some((m: Fields) => m['mountPath'] === TOKEN_PATH),
  );
  if (bare.length === 0) return;
  const digits = String((hash32(`${metadata.namespace}/${metadata.name}`) % 100_000) + 100_000).slice(1);
  const letters = safeEncode(digits);
  const volumes: Fields[] = spec.volumes ?? [];
  // a volume that is called like one of a token is taken for it
  const own = volumes.find((volume) => volume['name'].startsWith(TOKEN_NAME));
  const name: string = own?.['name'] ?? `${TOKEN_NAME}${letters}`;
  for (const container of bare) {
    container['volumeMounts'] = [...(container['volumeMounts'] ?? []), { mountPath: TOKEN_PATH, name, readOnly: true }];
  }
  if (!own) spec.volumes = [...volumes, { name, projected: TOKEN_VOLUME }];
}

/** plugin/pkg/admission/defaulttolerationseconds */
function addTolerations(spec: Fields): void {
  const given: Fields[] = spec['tolerations'] ?? [];
  const lacking = DEFAULT_TOLERATIONS.filter(
    ({ key }) => !given.some((t) => (t['key'] === key || !t['key']) && (t['effect'] === 'NoExecute' || !t['effect'])),
  );
  spec['tolerations'] = [...given, ...lacking];
}

/** pkg/apis/scheduling: the two classes that every server has. */
export const SYSTEM_PRIORITIES: Record<string, number> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

const refused = (object: Fields, why: string): ApiStatus => ({
  code: 403,
  reason: 'Forbidden',
  message: `pods ${JSON.stringify(object['metadata'].name)} is forbidden: ${why}`,
  causes: [],
});

/** plugin/pkg/admission/priority */
function setPriority(cluster: Cluster, object: Fields): ApiStatus | undefined {
  const { spec } = object;
  const name: string | undefined = spec.priorityClassName;
  let priority = 0;
  let policy = 'PreemptLowerPriority';
  if (name) {
    const found = cluster.store.get('PriorityClass', undefined, name);
    const system = SYSTEM_PRIORITIES[name];
    if (!found && system === undefined) return refused(object, `no PriorityClass with name ${name} was found`);
    priority = system ?? Number(found?.['value']);
    policy = (found?.['preemptionPolicy'] as string | undefined) ?? policy;
  }
  if (spec.priority !== undefined && spec.priority !== null && spec.priority !== priority) {
    return refused(
      object,
      `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`,
    );
  }
  if (spec.preemptionPolicy && spec.preemptionPolicy !== policy) {
    const given = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec`;
    return refused(
      object,
      `${given}; priority admission controller computed ${policy} from the given PriorityClass name`,
    );
  }
  if (spec.priority !== priority || !spec.preemptionPolicy) {
    object['spec'] = { ...spec, priority, preemptionPolicy: policy };
  }
  return undefined;
}

/** The Node that a Pod asks for by name. */
const nodeOf = (cluster: Cluster, { spec }: Fields): Node | undefined =>
  spec.nodeName ? cluster.store.get<Node>('Node', undefined, spec.nodeName) : undefined;

/**
 * A Pod that is bound, or made for a Node, gets the Node's topology as labels of its own
 * (apiserver: plugin/pkg/admission/podtopologylabels).
 */
export function addTopologyLabels(metadata: { labels?: Record<string, string> }, node: Node | undefined): void {
  for (const name of [ZONE, REGION]) {
    const value = node?.metadata.labels?.[name];
    if (value !== undefined) metadata.labels = { ...metadata.labels, [name]: value };
  }
}

/** Whether `addTopologyLabels` writes the same labels for two Nodes: what it put there of one, the other replaces. */
export const sameTopology = (a: Node, b: Node): boolean =>
  [ZONE, REGION].every(
    (name) => (a.metadata.labels?.[name] === undefined) === (b.metadata.labels?.[name] === undefined),
  );

function admit(cluster: Cluster, object: Fields): ApiStatus | undefined {
  const limited = isLimited(cluster, object['metadata'].namespace);
  if (limited) {
    fillInLimits(cluster, object);
    object['status'] = { ...object['status'], qosClass: qosClass(object['spec']) };
  }
  const { spec, metadata } = object;
  const account = spec.serviceAccountName;
  if (account !== 'default' && !cluster.store.get('ServiceAccount', metadata.namespace, account)) {
    return refused(
      object,
      `error looking up service account ${metadata.namespace}/${account}: serviceaccount ${JSON.stringify(account)} not found`,
    );
  }
  const wrong = setPriority(cluster, object);
  if (wrong) return wrong;
  const unfit = spec.runtimeClassName ? applyRuntimeClass(cluster, object) : undefined;
  if (unfit) return unfit;
  addTopologyLabels(object.metadata, nodeOf(cluster, object));
  noteGates(cluster, object);
  if (!limited) return undefined;
  // what was filled in may contradict what was there
  const errors = validatePod(object, undefined);
  return errors.length > 0 ? invalidStatus(kindInfo('Pod') as KindInfo, object['metadata'].name, errors) : undefined;
}

/** pkg/registry/core/pod/strategy.go, applySchedulingGatedCondition. */
function noteGates(cluster: Cluster, object: Fields): void {
  if (!object['spec'].schedulingGates?.length) return;
  const gated = {
    lastProbeTime: null,
    lastTransitionTime: timestamp(cluster.now),
    message: 'Scheduling is blocked due to non-empty scheduling gates',
    reason: 'SchedulingGated',
    status: 'False',
    type: 'PodScheduled',
  };
  object['status'] = { ...object['status'], conditions: [gated] };
}

export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** What an annotation of old says of AppArmor (pkg/api/pod/util.go, ApparmorFieldForAnnotation). */
function appArmorProfile(annotation: string): Fields | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  // no other annotation is valid
  const profile = annotation.slice('localhost/'.length);
  return profile === '' ? undefined : { type: 'Localhost', localhostProfile: profile };
}

/** Writes the annotation into the field of today (pkg/registry/core/pod/strategy.go, applyAppArmorVersionSkew). */
function fillInAppArmor({ metadata, spec }: Fields): void {
  for (const container of metadata.annotations ? containersOf(spec) : []) {
    const annotation: string | undefined = metadata.annotations[APP_ARMOR + container['name']];
    const profile = annotation === undefined ? undefined : appArmorProfile(annotation);
    const context = container['securityContext'];
    if (profile && !context?.appArmorProfile) container['securityContext'] = { ...context, appArmorProfile: profile };
  }
}

export const podStrategy: Strategy = {
  defaults(object) {
    defaultPodSpec(object['spec']);
    defaultPod(object);
  },
  prepareForCreate(object) {
    const { spec } = object;
    object['metadata'].generation = 1;
    spec.serviceAccountName ??= 'default';
    spec.serviceAccount = spec.serviceAccountName;
    mountToken(object);
    addTolerations(spec);
    mergeMatchLabelKeys(object);
    if (!spec.priorityClassName) {
      spec.priority ??= 0;
      spec.preemptionPolicy ??= 'PreemptLowerPriority';
    }
    object['status'] = { phase: 'Pending', qosClass: qosClass(spec) };
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    // the admission plugins defaulttolerationseconds and priority
    addTolerations(object['spec']);
    for (const field of ['priority', 'preemptionPolicy']) object['spec'][field] ??= old['spec'][field];
  },
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  decorate: fillInAppArmor,
  allocate: (cluster, object, old) => (old ? undefined : admit(cluster, object)),
  circumstances(cluster, object) {
    const { spec } = object;
    if (isLimited(cluster, object['metadata'].namespace) || spec.schedulingGates) return undefined;
    if (spec.priorityClassName || spec.serviceAccountName !== 'default' || spec.runtimeClassName || spec.overhead) {
      return undefined;
    }
    const labels = nodeOf(cluster, object)?.metadata.labels;
    // No label's value is a hyphen.
    return labels ? `${labels[ZONE] ?? '-'}/${labels[REGION] ?? '-'}` : '';
  },
};
