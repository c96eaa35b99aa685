import { findResource } from '../../admit/kinds.ts';
import { type Flag, type ParsedArgs, valueOf } from './flags.ts';
import { type Generator, listOf } from './Generator.ts';
import { KubectlError, noMatch } from './KubectlError.ts';
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

/** create_clusterrole.go, validNonResourceVerbs */
const PATH_VERBS = new Set('* get post put delete patch head options'.split(' '));

/** create_role.go, specialVerbs: the only resources that such a verb is about. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: [`roles.${GROUP}`, `clusterroles.${GROUP}`],
  escalate: [`roles.${GROUP}`, `clusterroles.${GROUP}`],
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

interface Resource {
  group: string;
  plural: string;
}

/** A word of --resource; one that the server does not know is refused unless a verb is about nothing else. */
function resourceOf(word: string, verbs: readonly string[]): Resource {
  const [, name = '', of = ''] = /^([^.]*)\.?(.*)$/.exec(word) ?? [];
  if (name === '') throw KubectlError.plain('resource must be specified if apiGroup/subresource specified');
  if (name === '*') return { group: of, plural: name };
  const info = findResource(word);
  const { group, plural } = info ?? { group: of, plural: name };
  let known = info !== undefined;
  for (const verb of verbs) {
    const special = Object.hasOwn(SPECIAL, verb) ? SPECIAL[verb] : undefined;
    if (!special) continue;
    if (!special.includes(`${plural}.${group}`))
      throw KubectlError.plain(`can not perform '${verb}' on '${plural}' in group '${group}'`);
    known = true;
  }
  if (!known) throw noMatch(name, of);
  return { group, plural };
}

/** create_clusterrole.go, Validate */
function checkPaths(paths: readonly string[], verbs: readonly string[]): void {
  const wrong = paths.length > 0 ? verbs.find((verb) => !PATH_VERBS.has(verb)) : undefined;
  if (wrong !== undefined) throw KubectlError.plain(`invalid verb: '${wrong}' for nonResourceURL`);
  for (const path of paths) {
    if (path === '*') continue;
    if (!path.startsWith('/')) throw KubectlError.plain('nonResourceURL should start with /');
    if (path.slice(0, -1).includes('*'))
      throw KubectlError.plain("nonResourceURL only supports wildcard matches when '*' is at the end");
  }
}

/** The rules of a role: a rule for each API group (kubectl: create_role.go). */
function rulesOf(args: ParsedArgs, session: Session, kind: 'Role' | 'ClusterRole'): object[] {
  const given = [...new Set(listOf(args, 'verb'))];
  const verbs = given.includes('*') ? ['*'] : given;
  if (verbs.length === 0) throw KubectlError.plain('at least one verb must be specified');
  const resources = listOf(args, 'resource');
  const paths = [...new Set(listOf(args, 'non-resource-url'))];
  const none = resources.length === 0;
  if (kind === 'ClusterRole' && none && paths.length === 0)
    throw KubectlError.plain('one of resource or nonResourceURL must be specified');
  for (const verb of kind === 'ClusterRole' && none ? [] : verbs)
    if (!VERBS.has(verb)) session.complain(`Warning: '${verb}' is not a standard resource verb`);
  if (kind === 'Role' && none) throw KubectlError.plain('at least one resource must be specified');
  const names = [...new Set(args.flags.get('resource-name'))];
  const groups = new Map<string, string[]>();
  for (const word of resources.includes('*') ? ['*'] : resources) {
    const [resource = '', sub] = word.split('/');
    const { group, plural } = resourceOf(resource, verbs);
    groups.set(group, [...(groups.get(group) ?? []), sub === undefined ? plural : `${plural}/${sub}`]);
  }
  checkPaths(paths, verbs);
  return [
    ...[...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, all]) => ({
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
    rules: rulesOf(args, session, 'Role'),
  }),
};

export const clusterRole: Generator = {
  flags: [...ruleFlags, { name: 'non-resource-url', type: 'list' }, { name: 'aggregation-rule', type: 'string' }],
  object(args, name, session) {
    const head = { apiVersion: API, kind: 'ClusterRole', metadata: { name } };
    const labels = listOf(args, 'aggregation-rule');
    if (labels.length === 0) return { ...head, rules: rulesOf(args, session, 'ClusterRole') };
    if (['non-resource-url', 'verb', 'resource', 'resource-name'].some((name) => args.flags.has(name)))
      throw KubectlError.plain(
        'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
      );
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
    ...(args.flags.get('user') ?? []).map((name) => ({ apiGroup: GROUP, kind: 'User', name })),
    ...(args.flags.get('group') ?? []).map((name) => ({ apiGroup: GROUP, kind: 'Group', name })),
    ...(args.flags.get('serviceaccount') ?? []).map((text) => {
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
  failure: 'failed to create rolebinding:',
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
  failure: 'failed to create clusterrolebinding:',
  object: (args, name) => ({
    apiVersion: API,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    ...reference('ClusterRole', valueOf(args, { name: 'clusterrole' }) ?? ''),
    ...subjectsOf(args),
  }),
};
