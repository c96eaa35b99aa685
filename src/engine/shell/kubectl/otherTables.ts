import type { Fields } from '../../admit/Fields.ts';
import { selectorText } from '../../controllers/selectorText.ts';
import { ageOf, type TableShape } from './tables.ts';

type Row = (object: Fields, options: { now: number; wide: boolean }) => (string | number)[];

export const shape = (columns: string, wide: string, cells: Row): TableShape => ({
  columns: columns.split('|'),
  wide: wide === '' ? [] : wide.split('|'),
  cells: cells as TableShape['cells'],
});

export const age = ({ metadata }: Fields, now: number): string => ageOf(metadata.creationTimestamp, now);

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** storage/util: GetAccessModesAsString */
export const modes = (all: string[] | undefined): string => (all ?? []).map((mode) => MODES[mode] ?? mode).join(',');

const phaseOf = ({ metadata, status }: Fields): string =>
  metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? '');

const containers = (spec: Fields | undefined): [string, string] => [
  (spec?.['containers'] ?? []).map((c: Fields) => c['name']).join(','),
  (spec?.['containers'] ?? []).map((c: Fields) => c['image'] ?? '').join(','),
];

/** Event's columns of -o wide stand between the others. */
const event: Row = ({ metadata, ...e }, { now, wide }) => {
  const { kind, name, fieldPath = '' } = e['involvedObject'];
  const first = ageOf(e['firstTimestamp'], now);
  const seen = ageOf(e['lastTimestamp'], now);
  const head = [seen, e['type'], e['reason'], `${kind.toLowerCase()}/${name}`];
  if (!wide) return [...head, e['message']];
  const source = [e['source'].component, e['source'].host].filter(Boolean).join(', ');
  return [...head, fieldPath, source, e['message'], first, e['count'], metadata.name];
};

/** pkg/printers/internalversion, formatHPAMetrics: nobody measures here. */
function metricTargets(metrics: Fields[]): string {
  const shown = metrics.map(({ type, resource, containerResource, external, object, pods }) => {
    const of = resource ?? containerResource;
    const { averageUtilization, averageValue, value } = (of ?? external ?? object ?? pods)?.target ?? {};
    if (of)
      return `${of.name}: <unknown>/${averageValue ?? (averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`)}`;
    if (type === 'Pods' || averageValue === undefined) return `<unknown>/${averageValue ?? value}`;
    return `<unknown>/${averageValue} (avg)`;
  });
  const more = shown.length > 2 ? ` + ${shown.length - 2} more...` : '';
  return `${shown.slice(0, 2).join(', ')}${more}` || '<none>';
}

const subjects = (all: Fields[] | undefined, kind: string): string =>
  (all ?? [])
    .filter((s) => s['kind'] === kind)
    .map((s) => (kind === 'ServiceAccount' ? `${s['namespace'] ?? ''}/${s['name']}` : s['name']))
    .join(', ');

const binding: Row = (object, { now }) => [
  object['metadata'].name,
  `${object['roleRef'].kind}/${object['roleRef'].name}`,
  age(object, now),
  subjects(object['subjects'], 'User'),
  subjects(object['subjects'], 'Group'),
  subjects(object['subjects'], 'ServiceAccount'),
];

const defaultName = ({ metadata }: Fields, prefix: string): string =>
  metadata.annotations?.[`${prefix}/is-default-class`] === 'true' ? `${metadata.name} (default)` : metadata.name;
const roles: Row = ({ metadata }) => [metadata.name, metadata.creationTimestamp];

/** printers/internalversion: the tables of kinds beside those that a Service is made of. */
export const OTHER_TABLES: Record<string, TableShape> = {
  ClusterRole: shape('Name|Created At', '', roles),
  ClusterRoleBinding: shape('Name|Role|Age', 'Users|Groups|ServiceAccounts', binding),
  ControllerRevision: shape('Name|Controller|Revision|Age', '', (o, { now }) => {
    const { apiVersion = '', kind = '', name = '' } = o['metadata'].ownerReferences?.[0] ?? {};
    return [
      o['metadata'].name,
      `${kind.toLowerCase()}.${apiVersion.split('/')[0]}/${name}`,
      o['revision'],
      age(o, now),
    ];
  }),
  CustomResourceDefinition: shape('Name|Created At', '', roles),
  CronJob: shape(
    'Name|Schedule|Timezone|Suspend|Active|Last Schedule|Age',
    'Containers|Images|Selector',
    (o, { now }) => [
      o['metadata'].name,
      o['spec'].schedule,
      o['spec'].timeZone ?? '<none>',
      o['spec'].suspend ? 'True' : 'False',
      (o['status']?.active ?? []).length,
      o['status']?.lastScheduleTime ? ageOf(o['status'].lastScheduleTime, now) : '<none>',
      age(o, now),
      ...containers(o['spec'].jobTemplate.spec.template.spec),
      selectorText(o['spec'].jobTemplate.spec.selector),
    ],
  ),
  Event: shape('Last Seen|Type|Reason|Object|Message', '', event),
  HorizontalPodAutoscaler: shape('Name|Reference|Targets|MinPods|MaxPods|Replicas|Age', '', (o, { now }) => {
    const { scaleTargetRef: to, minReplicas, maxReplicas, metrics = [] } = o['spec'];
    return [
      o['metadata'].name,
      `${to.kind}/${to.name}`,
      metricTargets(metrics),
      minReplicas ?? '<unset>',
      maxReplicas,
      o['status']?.currentReplicas ?? 0,
      age(o, now),
    ];
  }),
  IPAddress: shape('Name|ParentRef', '', ({ metadata, spec }) => {
    const { group, resource, namespace, name } = spec.parentRef ?? {};
    return [metadata.name, [group ? `${resource}.${group}` : resource, namespace, name].filter(Boolean).join('/')];
  }),
  IngressClass: shape('Name|Controller|Parameters|Age', '', (o, { now }) => {
    const { controller, parameters: p } = o['spec'];
    const named = p ? `${p.kind}${p.apiGroup ? `.${p.apiGroup}` : ''}/${p.name}` : '<none>';
    return [defaultName(o, 'ingressclass.kubernetes.io'), controller, named, age(o, now)];
  }),
  ComponentStatus: shape('Name|Status|Message|Error', '', ({ metadata, conditions }) => {
    const [{ status, message, error = '' }] = conditions;
    return [metadata.name, status === 'True' ? 'Healthy' : 'Unhealthy', message, error];
  }),
  Lease: shape('Name|Holder|Age', '', (o, { now }) => [
    o['metadata'].name,
    o['spec']?.holderIdentity ?? '',
    age(o, now),
  ]),
  Scale: shape('Name|Desired|Available|Age', '', (o, { now }) => [
    o['metadata'].name,
    o['spec'].replicas ?? 0,
    o['status'].replicas,
    age(o, now),
  ]),
  LimitRange: shape('Name|Created At', '', roles),
  PersistentVolume: shape(
    'Name|Capacity|Access Modes|Reclaim Policy|Status|Claim|StorageClass|VolumeAttributesClass|Reason|Age',
    'VolumeMode',
    (o, { now }) => {
      const { capacity, accessModes, persistentVolumeReclaimPolicy, claimRef, storageClassName, volumeMode } =
        o['spec'];
      const claim = claimRef ? `${claimRef.namespace}/${claimRef.name}` : '';
      const phase = phaseOf(o);
      const policy = persistentVolumeReclaimPolicy;
      const name = o['metadata'].name;
      const of = storageClassName ?? '';
      return [
        name,
        capacity?.storage ?? '',
        modes(accessModes),
        policy,
        phase,
        claim,
        of,
        '<unset>',
        '',
        age(o, now),
        volumeMode ?? '<unset>',
      ];
    },
  ),
  PersistentVolumeClaim: shape(
    'Name|Status|Volume|Capacity|Access Modes|StorageClass|VolumeAttributesClass|Age',
    'VolumeMode',
    (o, { now }) => {
      const { volumeName = '', storageClassName = '', volumeMode } = o['spec'];
      const bound =
        volumeName === '' ? ['', ''] : [o['status']?.capacity?.storage ?? '0', modes(o['status']?.accessModes)];
      const phase = phaseOf(o);
      return [
        o['metadata'].name,
        phase,
        volumeName,
        ...bound,
        storageClassName,
        '<unset>',
        age(o, now),
        volumeMode ?? '<unset>',
      ];
    },
  ),
  PodDisruptionBudget: shape('Name|Min Available|Max Unavailable|Allowed Disruptions|Age', '', (o, { now }) => [
    o['metadata'].name,
    o['spec'].minAvailable ?? 'N/A',
    o['spec'].maxUnavailable ?? 'N/A',
    o['status']?.disruptionsAllowed ?? 0,
    age(o, now),
  ]),
  PriorityClass: shape('Name|Value|Global-Default|Age|PreemptionPolicy', '', (o, { now }) => [
    o['metadata'].name,
    o['value'] ?? 0,
    String(o['globalDefault'] ?? false),
    age(o, now),
    o['preemptionPolicy'],
  ]),
  ResourceQuota: shape('Name|Request|Limit|Age', '', (o, { now }) => {
    const { hard = {}, used = {} } = o['status'] ?? {};
    const cells = (limits: boolean): string =>
      Object.keys(hard)
        .sort()
        .filter((name) => name.startsWith('limits.') === limits)
        .map((name) => `${name}: ${used[name] ?? '0'}/${hard[name]}`)
        .join(', ');
    return [o['metadata'].name, cells(false), cells(true), age(o, now)];
  }),
  Role: shape('Name|Created At', '', roles),
  RoleBinding: shape('Name|Role|Age', 'Users|Groups|ServiceAccounts', binding),
  RuntimeClass: shape('Name|Handler|Age', '', (o, { now }) => [o['metadata'].name, o['handler'], age(o, now)]),
  StorageClass: shape('Name|Provisioner|ReclaimPolicy|VolumeBindingMode|AllowVolumeExpansion|Age', '', (o, { now }) => [
    defaultName(o, 'storageclass.kubernetes.io'),
    o['provisioner'] ?? '',
    o['reclaimPolicy'],
    o['volumeBindingMode'],
    String(o['allowVolumeExpansion'] ?? false),
    age(o, now),
  ]),
};

/** Event's table with -o wide. */
export const WIDE_EVENTS = 'Last Seen|Type|Reason|Object|Subobject|Source|Message|First Seen|Count|Name'.split('|');
