/** What the API server tells about a kind (`kubectl api-resources`), and how we admit it. */
export interface KindInfo {
  kind: string;
  /** `v1`, `apps/v1`. */
  apiVersion: string;
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  singular: string;
  shortNames: string[];
  namespaced: boolean;
  /** The key of its Go type in the schema. */
  type: string;
  /** The API server counts changes of its spec in `metadata.generation`. */
  generation: boolean;
  /** The version that is kept, where this is another one (`versions.ts`). */
  kept?: string;
}

type Row = [kind: string, type: string, plural: string, short: string, flags: string];

// Flags: n namespaced, g generation.
const ROWS: Record<string, Row[]> = {
  v1: [
    ['ConfigMap', 'ConfigMap', 'configmaps', 'cm', 'n'],
    ['Endpoints', 'Endpoints', 'endpoints', 'ep', 'n'],
    ['Event', 'Event', 'events', 'ev', 'n'],
    ['LimitRange', 'LimitRange', 'limitranges', 'limits', 'n'],
    ['Namespace', 'Namespace', 'namespaces', 'ns', ''],
    ['Node', 'Node', 'nodes', 'no', ''],
    ['PersistentVolume', 'PersistentVolume', 'persistentvolumes', 'pv', ''],
    ['PersistentVolumeClaim', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc', 'n'],
    ['Pod', 'Pod', 'pods', 'po', 'ng'],
    ['PodTemplate', 'PodTemplate', 'podtemplates', '', 'ng'],
    ['ReplicationController', 'ReplicationController', 'replicationcontrollers', 'rc', 'ng'],
    ['ResourceQuota', 'ResourceQuota', 'resourcequotas', 'quota', 'n'],
    ['Secret', 'Secret', 'secrets', '', 'n'],
    ['ServiceAccount', 'ServiceAccount', 'serviceaccounts', 'sa', 'n'],
    ['Service', 'Service', 'services', 'svc', 'n'],
  ],
  'admissionregistration.k8s.io/v1': [
    ['ValidatingAdmissionPolicy', 'w.ValidatingAdmissionPolicy', 'validatingadmissionpolicies', '', 'g'],
    [
      'ValidatingAdmissionPolicyBinding',
      'w.ValidatingAdmissionPolicyBinding',
      'validatingadmissionpolicybindings',
      '',
      'g',
    ],
    ['MutatingWebhookConfiguration', 'w.MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', '', 'g'],
    ['ValidatingWebhookConfiguration', 'w.ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', '', 'g'],
  ],
  'apiextensions.k8s.io/v1': [
    ['CustomResourceDefinition', 'e.CustomResourceDefinition', 'customresourcedefinitions', 'crd,crds', 'g'],
  ],
  'apiregistration.k8s.io/v1': [['APIService', 'i.APIService', 'apiservices', '', '']],
  'apps/v1': [
    ['ControllerRevision', 'a.ControllerRevision', 'controllerrevisions', '', 'n'],
    ['DaemonSet', 'a.DaemonSet', 'daemonsets', 'ds', 'ng'],
    ['Deployment', 'a.Deployment', 'deployments', 'deploy', 'ng'],
    ['ReplicaSet', 'a.ReplicaSet', 'replicasets', 'rs', 'ng'],
    ['StatefulSet', 'a.StatefulSet', 'statefulsets', 'sts', 'ng'],
  ],
  'autoscaling/v2': [['HorizontalPodAutoscaler', 'h.HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'hpa', 'n']],
  'batch/v1': [
    ['CronJob', 'b.CronJob', 'cronjobs', 'cj', 'ng'],
    ['Job', 'b.Job', 'jobs', '', 'ng'],
  ],
  'certificates.k8s.io/v1': [
    ['CertificateSigningRequest', 'q.CertificateSigningRequest', 'certificatesigningrequests', 'csr', ''],
  ],
  'coordination.k8s.io/v1': [['Lease', 'o.Lease', 'leases', '', 'n']],
  'discovery.k8s.io/v1': [['EndpointSlice', 'd.EndpointSlice', 'endpointslices', '', 'ng']],
  'flowcontrol.apiserver.k8s.io/v1': [
    ['FlowSchema', 'f.FlowSchema', 'flowschemas', '', 'g'],
    ['PriorityLevelConfiguration', 'f.PriorityLevelConfiguration', 'prioritylevelconfigurations', '', 'g'],
  ],
  'networking.k8s.io/v1': [
    ['IngressClass', 'n.IngressClass', 'ingressclasses', '', 'g'],
    ['Ingress', 'n.Ingress', 'ingresses', 'ing', 'ng'],
    ['IPAddress', 'n.IPAddress', 'ipaddresses', 'ip', ''],
    ['NetworkPolicy', 'n.NetworkPolicy', 'networkpolicies', 'netpol', 'ng'],
    ['ServiceCIDR', 'n.ServiceCIDR', 'servicecidrs', '', ''],
  ],
  'node.k8s.io/v1': [['RuntimeClass', 'g.RuntimeClass', 'runtimeclasses', '', '']],
  'policy/v1': [['PodDisruptionBudget', 'p.PodDisruptionBudget', 'poddisruptionbudgets', 'pdb', 'ng']],
  'rbac.authorization.k8s.io/v1': [
    ['ClusterRoleBinding', 'r.ClusterRoleBinding', 'clusterrolebindings', '', ''],
    ['ClusterRole', 'r.ClusterRole', 'clusterroles', '', ''],
    ['RoleBinding', 'r.RoleBinding', 'rolebindings', '', 'n'],
    ['Role', 'r.Role', 'roles', '', 'n'],
  ],
  'scheduling.k8s.io/v1': [['PriorityClass', 'c.PriorityClass', 'priorityclasses', 'pc', 'g']],
  'storage.k8s.io/v1': [
    ['CSIDriver', 's.CSIDriver', 'csidrivers', '', ''],
    ['CSINode', 's.CSINode', 'csinodes', '', ''],
    ['VolumeAttachment', 's.VolumeAttachment', 'volumeattachments', '', ''],
    ['StorageClass', 's.StorageClass', 'storageclasses', 'sc', ''],
  ],
};

function infoOfRow(apiVersion: string, [kind, type, plural, short, flags]: Row): KindInfo {
  const slash = apiVersion.indexOf('/');
  return {
    kind,
    apiVersion,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    plural,
    singular: kind.toLowerCase(),
    shortNames: short === '' ? [] : short.split(','),
    namespaced: flags.includes('n'),
    type,
    generation: flags.includes('g'),
  };
}

/** Every kind that the engine admits, by group in the order of `kubectl api-resources`. */
export const KINDS: readonly KindInfo[] = Object.entries(ROWS).flatMap(([apiVersion, rows]) =>
  rows.map((row) => infoOfRow(apiVersion, row)),
);

/** Versions that are served beside the preferred one of their group. */
const OTHER_VERSIONS: readonly KindInfo[] = [
  {
    ...infoOfRow('autoscaling/v1', [
      'HorizontalPodAutoscaler',
      'k.HorizontalPodAutoscaler',
      'horizontalpodautoscalers',
      'hpa',
      'n',
    ]),
    kept: 'autoscaling/v2',
  },
];

const byVersionAndKind = new Map(
  [...KINDS, ...OTHER_VERSIONS].map((info) => [`${info.apiVersion}/${info.kind}`, info]),
);
const byKind = new Map(KINDS.map((info) => [info.kind, info]));
const byWord = new Map<string, KindInfo>(
  KINDS.flatMap((info) => [info.plural, info.singular, ...info.shortNames].map((word) => [word, info] as const)),
);

export const findKind = (apiVersion: string, kind: string): KindInfo | undefined =>
  byVersionAndKind.get(`${apiVersion}/${kind}`);

/** As kubectl maps a kind to a resource: all in small letters will do too (restmapper: NewDiscoveryRESTMapper). */
export const findMappedKind = (apiVersion: string, kind: string): KindInfo | undefined =>
  findKind(apiVersion, kind) ??
  KINDS.find((info) => info.apiVersion === apiVersion && info.kind.toLowerCase() === kind);

/** By kind alone: `Service`. */
export const kindInfo = (kind: string): KindInfo | undefined => byKind.get(kind);

/** By a word of the command line: `svc`, `services`, `endpointslices.discovery.k8s.io`, `deployments.v1.apps`. */
export function findResource(word: string): KindInfo | undefined {
  const lower = word.toLowerCase();
  const dot = lower.indexOf('.');
  const info = byWord.get(dot < 0 ? lower : lower.slice(0, dot));
  if (!info || dot < 0) return info;
  const rest = lower.slice(dot + 1);
  if (rest === info.group) return info;
  // a short name loses its version, as kubectl makes a long one of it
  if (info.shortNames.includes(lower.slice(0, dot)))
    return rest.replace(/^v\w+\./, '') === info.group ? info : undefined;
  return [info, ...OTHER_VERSIONS].find((one) => one.kind === info.kind && rest === `${one.version}.${one.group}`);
}

/** `deployments.apps`, `services`: how refusals name a resource. */
export const qualifiedPlural = (info: KindInfo): string =>
  info.group === '' ? info.plural : `${info.plural}.${info.group}`;
