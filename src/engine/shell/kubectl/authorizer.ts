import type { Fields } from '../../admit/Fields.ts';
import type { ApiStatus } from '../../admit/ApiResponse.ts';
import { type KindInfo, qualifiedPlural } from '../../admit/kinds.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { bootstrapPolicy } from './bootstrapPolicy.ts';

/** Who asks the API server, when it is not the administrator: `--as`. */
export interface User {
  name: string;
  groups: ReadonlySet<string>;
}

export interface Question {
  verb: string;
  path?: string;
  group: string;
  resource: string;
  name: string;
  namespace: string;
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** The user that a name means, and the groups that it is in whatever is said. */
export function userNamed(name: string, groups: readonly string[]): User {
  const [, namespace] = ACCOUNT.exec(name) ?? [];
  const own = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return { name, groups: new Set([...groups, ...own, 'system:authenticated']) };
}

function isMeant({ name: user, groups }: User, { kind, name, namespace }: Fields): boolean {
  if (kind === 'Group') return groups.has(name);
  return kind === 'User' ? name === user : user === `system:serviceaccount:${namespace}:${name}`;
}

/** The RBAC authorizer: what bindings give to a user in a Namespace, those of the whole cluster first. */
export function rulesFor(cluster: Cluster, user: User, namespace: string): Fields[] {
  const all = (kind: string, within?: string): Fields[] => [
    ...bootstrapPolicy(cluster, kind, within),
    ...cluster.store.list(kind, within),
  ];
  const roles = new Map<string, Fields>();
  for (const role of [...all('ClusterRole'), ...(namespace === '' ? [] : all('Role', namespace))])
    roles.set(`${role['kind']}/${role['metadata'].name}`, role);
  const bindings = [...all('ClusterRoleBinding'), ...(namespace === '' ? [] : all('RoleBinding', namespace))];
  return bindings
    .filter(({ subjects }) => ((subjects ?? []) as Fields[]).some((subject) => isMeant(user, subject)))
    .flatMap(({ roleRef }): Fields[] => roles.get(`${roleRef.kind}/${roleRef.name}`)?.['rules'] ?? []);
}

export const isAllowed = (cluster: Cluster, user: User | undefined, question: Question): boolean =>
  user === undefined ||
  user.groups.has('system:masters') ||
  rulesFor(cluster, user, question.namespace).some((rule) => permits(rule, question));

/** pkg/apis/rbac/v1/evaluation_helpers.go */
function permits(rule: Fields, { verb, path, group, resource, name }: Question): boolean {
  const has = (field: string, value: string): boolean => {
    const list: string[] = rule[field] ?? [];
    return list.includes('*') || list.includes(value);
  };
  if (!has('verbs', verb)) return false;
  if (path !== undefined)
    return ((rule['nonResourceURLs'] ?? []) as string[]).some(
      (url) => url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
    );
  const [, sub] = resource.split('/');
  const named: string[] = rule['resourceNames'] ?? [];
  return (
    has('apiGroups', group) &&
    (has('resources', resource) || (sub !== undefined && has('resources', `*/${sub}`))) &&
    (named.length === 0 || named.includes(name))
  );
}

/** Why the server does not do what somebody asks of a resource (apiserver: responsewriters/errors.go, forbiddenMessage). */
export function denial(
  cluster: Cluster,
  user: User | undefined,
  info: KindInfo,
  request: { verb: string; namespace: string | undefined; name: string },
): ApiStatus | undefined {
  const { verb, name } = request;
  // a Namespace is in itself
  const namespace = info.kind === 'Namespace' ? name : info.namespaced ? (request.namespace ?? '') : '';
  const question = { verb, group: info.group, resource: info.plural, name, namespace };
  if (!user || isAllowed(cluster, user, question)) return undefined;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const about = qualifiedPlural(info) + (name === '' ? '' : ` "${name}"`);
  const what = `cannot ${verb} resource "${info.plural}" in API group "${info.group}"`;
  const message = `${about} is forbidden: User "${user.name}" ${what} ${where}`;
  return { code: 403, reason: 'Forbidden', message, causes: [] };
}
