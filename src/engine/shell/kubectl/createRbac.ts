import { findResource } from '../../admit/kinds.ts';
import { type Flag, type ParsedArgs, valueOf } from './flags.ts';
import { type Generator, listOf } from './Generator.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

/** create_role.go, validResourceVerbs */
const VERBS = new Set(
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(' '),
);

const ruleFlags: Flag[] = [
  { name: 'verb', type: 'list' },
  { name: 'resource', type: 'list' },
  { name: 'resource-name', type: 'list' },
];

/** The rules of a role: a rule for each API group (kubectl: create_role.go). */
function rulesOf(args: ParsedArgs, session: Session): object[] {
  const verbs = [...new Set(listOf(args, 'verb'))];
  if (verbs.length === 0) throw KubectlError.plain('at least one verb must be specified');
  const resources = listOf(args, 'resource');
  const paths = listOf(args, 'non-resource-url');
  if (resources.length === 0 && paths.length === 0) throw KubectlError.plain('at least one resource must be specified');
  for (const verb of verbs)
    if (!VERBS.has(verb)) session.complain(`Warning: '${verb}' is not a standard resource verb`);
  const names = listOf(args, 'resource-name');
  const groups = new Map<string, string[]>();
  for (const word of resources) {
    const [resource = '', sub] = word.split('/');
    const info = findResource(resource);
    if (!info) throw new KubectlError([], 1, `the server doesn't have a resource type "${resource}"\n`);
    const whole = sub === undefined ? info.plural : `${info.plural}/${sub}`;
    groups.set(info.group, [...(groups.get(info.group) ?? []), whole]);
  }
  return [
    ...[...groups].map(([group, all]) => ({
      apiGroups: [group],
      ...(names.length > 0 ? { resourceNames: names } : {}),
      resources: [...new Set(all)],
      verbs,
    })),
    ...(paths.length > 0 ? [{ nonResourceURLs: paths, verbs }] : []),
  ];
}

export const role: Generator = {
  flags: ruleFlags,
  object: (args, name, session) => ({
    apiVersion: API,
    kind: 'Role',
    metadata: { name },
    rules: rulesOf(args, session),
  }),
};

export const clusterRole: Generator = {
  flags: [...ruleFlags, { name: 'non-resource-url', type: 'list' }, { name: 'aggregation-rule', type: 'string' }],
  object(args, name, session) {
    const head = { apiVersion: API, kind: 'ClusterRole', metadata: { name } };
    const labels = listOf(args, 'aggregation-rule');
    if (labels.length === 0) return { ...head, rules: rulesOf(args, session) };
    const clusterRoleSelectors = [{ matchLabels: Object.fromEntries(labels.map((pair) => pair.split(/=(.*)/s))) }];
    return { aggregationRule: { clusterRoleSelectors }, ...head, rules: null };
  },
};

const subjectFlags: Flag[] = [
  { name: 'role', type: 'string' },
  { name: 'clusterrole', type: 'string' },
  { name: 'user', type: 'list' },
  { name: 'group', type: 'list' },
  { name: 'serviceaccount', type: 'list' },
];

function subjectsOf(args: ParsedArgs): object {
  const subjects = [
    ...listOf(args, 'user').map((name) => ({ apiGroup: GROUP, kind: 'User', name })),
    ...listOf(args, 'group').map((name) => ({ apiGroup: GROUP, kind: 'Group', name })),
    ...listOf(args, 'serviceaccount').map((text) => {
      const [namespace, name, more] = text.split(':');
      if (!namespace || !name || more !== undefined)
        throw KubectlError.plain('serviceaccount must be <namespace>:<name>');
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
  return subjects.length > 0 ? { subjects } : {};
}

const reference = (kind: string, name: string): object => ({ roleRef: { apiGroup: GROUP, kind, name } });

export const roleBinding: Generator = {
  flags: subjectFlags,
  failure: 'failed to create rolebinding',
  object(args, name) {
    const [own, clusters] = ['role', 'clusterrole'].map((flag) => valueOf(args, { name: flag }));
    if (Boolean(own) === Boolean(clusters))
      throw KubectlError.plain('exactly one of clusterrole or role must be specified');
    const to = own ? reference('Role', own) : reference('ClusterRole', clusters ?? '');
    return { apiVersion: API, kind: 'RoleBinding', metadata: { name }, ...to, ...subjectsOf(args) };
  },
};

export const clusterRoleBinding: Generator = {
  flags: subjectFlags,
  required: ['clusterrole'],
  failure: 'failed to create clusterrolebinding',
  object: (args, name) => ({
    apiVersion: API,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    ...reference('ClusterRole', valueOf(args, { name: 'clusterrole' }) ?? ''),
    ...subjectsOf(args),
  }),
};
