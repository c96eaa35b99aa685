import { sameJson } from '../plain.ts';
import { fromBase64 } from './config.ts';
import type { Fields } from './Fields.ts';
import { cidrWarnings, ipWarnings } from './ipWarnings.ts';
import { OLD_LABELS, podNameWarnings, podWarnings, selectorTermWarnings, templateWarnings } from './podWarnings.ts';
import { quantityValue } from './quantity.ts';
import { serviceWarnings } from './serviceWarnings.ts';
import { claimSpecWarnings, oldVolumeWarnings } from './volumeWarnings.ts';
import type { Warner } from './warnings.ts';

const CLASS = 'kubernetes.io/ingress.class';

/** Who makes slices and Endpoints from others writes their addresses well. */
const isMade = ({ metadata }: Fields): boolean =>
  /^endpoint(slice|slicemirroring)?-controller/.test(
    metadata.labels?.['endpointslice.kubernetes.io/managed-by'] ??
      metadata.labels?.['endpoints.kubernetes.io/managed-by'] ??
      '',
  );

const slice: Warner = (object, old) => [
  ...(!old && object['addressType'] === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
  ...(isMade(object) ? [] : ((object['endpoints'] ?? []) as Fields[])).flatMap(({ addresses }, i) =>
    ((addresses ?? []) as string[]).flatMap((ip, j) => ipWarnings(`endpoints[${i}].addresses[${j}]`, ip)),
  ),
];

const endpoints = (object: Fields): string[] =>
  (isMade(object) ? [] : ((object['subsets'] ?? []) as Fields[])).flatMap((subset, i) =>
    ['addresses', 'notReadyAddresses'].flatMap((list) =>
      ((subset[list] ?? []) as Fields[]).flatMap(({ ip = '' }, j) => ipWarnings(`subsets[${i}].${list}[${j}].ip`, ip)),
    ),
  );

const ingress: Warner = (object, old) =>
  !old && object['metadata'].annotations?.[CLASS] !== undefined && object['spec']?.ingressClassName === undefined
    ? [`annotation "${CLASS}" is deprecated, please use 'spec.ingressClassName' instead`]
    : [];

/** pkg/api/secret, warningsForSecret: only whether there is a certificate at all. */
const secret = ({ type, data }: Fields): string[] =>
  type === 'kubernetes.io/tls' && !fromBase64(data?.['tls.crt'] ?? '').includes('-----BEGIN ')
    ? ['tls: failed to find any PEM data in certificate input']
    : [];

const workload: Warner = (object, old) => [...podNameWarnings(object, old), ...templateWarnings(object, old)];

const statefulSet: Warner = (object, old) => {
  const { volumeClaimTemplates = [], revisionHistoryLimit } = object['spec'];
  const keepsAll = 'a negative value retains all historical revisions; a value >= 0 is recommended';
  return [
    ...templateWarnings(object, old),
    ...(volumeClaimTemplates as Fields[]).flatMap(({ spec }, i) =>
      claimSpecWarnings(spec, `spec.volumeClaimTemplates[${i}]`),
    ),
    ...(revisionHistoryLimit < 0 ? [`spec.revisionHistoryLimit: ${keepsAll}`] : []),
  ];
};

const TOO_MANY_INDICES =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not ' +
  'be able to track completedIndexes when a big number of indexes fail';

/** pkg/api/job, WarningsForJobSpec: what it has beside the template's. */
const indexWarnings = ({ completionMode, completions = 0, parallelism = 0 }: Fields, at: string): string[] =>
  completionMode === 'Indexed' && completions > 1e5 && parallelism > 1e4 ? [`${at}: ${TOO_MANY_INDICES}`] : [];

const job: Warner = (object, old) => [
  ...podNameWarnings(object, old),
  ...indexWarnings(object['spec'], 'spec'),
  ...templateWarnings(object, old),
];

const cronJob: Warner = (object, old) => [
  ...podNameWarnings(object, old),
  ...indexWarnings(object['spec'].jobTemplate.spec, 'spec.jobTemplate.spec'),
  ...templateWarnings(object, old, 'spec.jobTemplate.spec.template'),
];

/** pkg/api/persistentvolume/util.go */
const persistentVolume = ({ metadata, spec }: Fields): string[] => [
  ...[
    { key: 'storage-class', since: 'v1.8', field: 'storageClassName' },
    { key: 'mount-options', since: 'v1.31', field: 'mountOptions' },
  ].flatMap(({ key, since, field }) =>
    metadata.annotations?.[`volume.beta.kubernetes.io/${key}`] === undefined
      ? []
      : [
          `metadata.annotations[volume.beta.kubernetes.io/${key}]: deprecated since ${since}; use "${field}" attribute instead`,
        ],
  ),
  ...(spec.persistentVolumeReclaimPolicy === 'Recycle'
    ? [
        'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
      ]
    : []),
  ...((spec.nodeAffinity?.required?.nodeSelectorTerms ?? []) as Fields[]).flatMap((term, i) =>
    selectorTermWarnings(term, `spec.nodeAffinity.required.nodeSelectorTerms[${i}]`),
  ),
  ...oldVolumeWarnings({ ...spec, flocker: undefined, quobyte: undefined }, 'spec'),
];

const claim = ({ metadata, spec }: Fields): string[] => [
  ...(metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] === undefined
    ? []
    : [
        'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
      ]),
  ...claimSpecWarnings(spec, 'spec'),
];

const storageClass = ({ allowedTopologies }: Fields): string[] =>
  ((allowedTopologies ?? []) as Fields[]).flatMap(({ matchLabelExpressions }, i) =>
    ((matchLabelExpressions ?? []) as Fields[]).flatMap(({ key }, j) =>
      OLD_LABELS[key] ? [`allowedTopologies[${i}].matchLabelExpressions[${j}].key: ${OLD_LABELS[key]}`] : [],
    ),
  );

const networkPolicy = ({ spec }: Fields): string[] =>
  [
    { list: 'ingress', peers: 'from' },
    { list: 'egress', peers: 'to' },
  ].flatMap(({ list, peers }) =>
    ((spec[list] ?? []) as Fields[]).flatMap((rule, i) =>
      ((rule[peers] ?? []) as Fields[]).flatMap(({ ipBlock }, j) => {
        const at = `spec.${list}[${i}].${peers}[${j}].ipBlock`;
        return [
          ...cidrWarnings(`${at}.cidr`, ipBlock?.cidr ?? ''),
          ...((ipBlock?.except ?? []) as string[]).flatMap((cidr, k) => cidrWarnings(`${at}.except[${k}]`, cidr)),
        ];
      }),
    ),
  );

const node = ({ spec }: Fields): string[] => [
  ...(spec.externalID ? ['spec.externalID: this field is deprecated, and is unused by Kubernetes'] : []),
  ...((spec.podCIDRs ?? []) as string[]).flatMap((cidr, i) => cidrWarnings(`spec.podCIDRs[${i}]`, cidr)),
];

/** pkg/registry/core/resourcequota: more requested than may be used. */
const resourceQuota: Warner = ({ spec }, old) =>
  old
    ? []
    : ['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap((resource) => {
        const hard: Record<string, string> = spec.hard ?? {};
        const isBare = hard[`requests.${resource}`] === undefined && (resource === 'cpu' || resource === 'memory');
        const name = isBare ? resource : `requests.${resource}`;
        const [request, limit] = [hard[name], hard[`limits.${resource}`]];
        if (request === undefined || limit === undefined || quantityValue(request) <= quantityValue(limit)) return [];
        return [`ResourceQuota ${name} (${request}) should be less than limits.${resource} (${limit})`];
      });

const MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets';

const serviceAccount: Warner = ({ metadata }, old) =>
  metadata.annotations?.[MOUNTABLE] === undefined || old?.['metadata'].annotations?.[MOUNTABLE] !== undefined
    ? []
    : [
        `metadata.annotations[${MOUNTABLE}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`,
      ];

/** pkg/registry/storage/csidriver/strategy.go */
const csiDriver: Warner = ({ spec }, old) =>
  !spec.tokenRequests?.length ||
  spec.serviceAccountTokenInSecrets !== undefined ||
  (old && sameJson(old['spec'].tokenRequests, spec.tokenRequests))
    ? []
    : [
        'spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes',
      ];

/** The warnings of all kinds that have any. */
export const WARNERS: Readonly<Record<string, Warner>> = {
  CSIDriver: csiDriver,
  CronJob: cronJob,
  DaemonSet: (object, old) => templateWarnings(object, old),
  Deployment: workload,
  EndpointSlice: slice,
  Endpoints: endpoints,
  Ingress: ingress,
  Job: job,
  NetworkPolicy: networkPolicy,
  Node: node,
  PersistentVolume: persistentVolume,
  PersistentVolumeClaim: claim,
  PodTemplate: (object, old) => templateWarnings(object, old, 'template'),
  Pod: podWarnings,
  ReplicaSet: workload,
  ReplicationController: workload,
  ResourceQuota: resourceQuota,
  Secret: secret,
  Service: serviceWarnings,
  ServiceAccount: serviceAccount,
  StatefulSet: statefulSet,
  StorageClass: storageClass,
};
