import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { formatLike } from '../../../admit/quantity.ts';
import type { Quota } from '../../../admit/quota/quotaRefusal.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Description } from './Description.ts';

/** kubectl: describe.go, helpTextForResourceQuotaScope. */
const SCOPES: Record<string, string> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

function scopes(to: Description, { spec }: Quota, level: number, mark: string): void {
  const names = [...(spec.scopes ?? [])].sort();
  if (names.length > 0) to.line(level, 'Scopes:', names.join(', '));
  for (const name of names) if (SCOPES[name]) to.line(level, `${mark}${SCOPES[name]}`);
}

const byName = <T extends KubeObject>(cluster: Cluster, kind: string, namespace: string | undefined): T[] =>
  cluster.store.list<T>(kind, namespace).sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

/** kubectl: describe.go, describeQuota. */
export function describeQuota(to: Description, _: Cluster, quota: Quota): void {
  const { hard = {}, used = {} } = quota.status;
  to.line(0, 'Name:', quota.metadata.name);
  to.line(0, 'Namespace:', quota.metadata.namespace ?? '');
  scopes(to, quota, 0, ' * ');
  to.line(0, 'Resource', 'Used', 'Hard');
  to.line(0, '--------', '----', '----');
  for (const name of Object.keys(hard).sort())
    to.line(0, name, formatLike(used[name] ?? '0', hard[name] ?? '0'), hard[name] ?? '0');
}

/** The quotas of a Namespace (describe.go, DescribeResourceQuotas). */
export function describeQuotas(to: Description, cluster: Cluster, namespace: string): void {
  const quotas = byName<Quota>(cluster, 'ResourceQuota', namespace);
  to.line(0, quotas.length === 0 ? 'No resource quota.' : 'Resource Quotas');
  for (const quota of quotas) {
    const { hard = {}, used = {} } = quota.status;
    to.line(1, 'Name:', quota.metadata.name);
    scopes(to, quota, 1, '* ');
    to.line(1, 'Resource', 'Used', 'Hard');
    to.line(1, '--------', '---', '---');
    for (const name of Object.keys(hard).sort()) to.line(1, name, used[name] ?? '0', hard[name] ?? '0');
  }
}

const LIMITS = 'Type|Resource|Min|Max|Default Request|Default Limit|Max Limit/Request Ratio'.split('|');
const FIELDS = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'];

function limitRows(to: Description, { spec }: Fields, prefix: string): void {
  for (const item of (spec.limits ?? []) as Fields[])
    for (const resource of [...new Set(FIELDS.flatMap((field) => Object.keys(item[field] ?? {})))].sort())
      to.line(0, `${prefix}${item['type']}`, resource, ...FIELDS.map((field) => item[field]?.[resource] ?? '-'));
}

function limitHead(to: Description, prefix: string): void {
  const [first = '', ...rest] = LIMITS;
  to.line(0, `${prefix}${first}`, ...rest);
  to.line(0, `${prefix}${'-'.repeat(4)}`, '--------', '---', '---', '---------------', '-------------', '-'.repeat(23));
}

/** kubectl: describe.go, describeLimitRange. */
export function describeLimitRange(to: Description, _: Cluster, object: KubeObject): void {
  to.line(0, 'Name:', object.metadata.name);
  to.line(0, 'Namespace:', object.metadata.namespace ?? '');
  limitHead(to, '');
  limitRows(to, object, '');
}

/** The limits of a Namespace (describe.go, DescribeLimitRanges). */
export function describeLimitRanges(to: Description, cluster: Cluster, namespace: string): void {
  const ranges = byName(cluster, 'LimitRange', namespace);
  to.line(0, ranges.length === 0 ? 'No LimitRange resource.' : 'Resource Limits');
  if (ranges.length > 0) limitHead(to, ' ');
  for (const range of ranges) limitRows(to, range, ' ');
}
