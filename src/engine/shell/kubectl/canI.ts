import type { Fields } from '../../admit/Fields.ts';
import { findResource } from '../../admit/kinds.ts';
import { type Flag, flag, isSet, namespaceOf, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const canIFlags: Flag[] = [
  flag.allNamespaces,
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'subresource', type: 'string' },
  { name: 'list', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
  { name: 'as-group', type: 'list' },
];

const VERBS = new Set(
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  ),
);
const PATH_VERBS = new Set('get put post head options delete patch *'.split(' '));
/** What everybody may read who has a name (system:discovery, system:public-info-viewer). */
const PUBLIC = /^\/(api|apis|openapi)(\/.*)?$|^\/(healthz|livez|readyz|version|version\/)$/;

interface Question {
  verb: string;
  path?: string;
  group: string;
  resource: string;
  name: string;
  namespace: string;
}

/** `kubectl auth can-i` (cmd/auth/cani.go); who asks is the administrator, unless --as says who. */
export function canI(session: Session, argv: readonly string[]): number {
  const args = parseArgs('kubectl auth can-i', argv, canIFlags);
  if (isSet(args, { name: 'list' })) throw KubectlError.plain('kubehop does not simulate "kubectl auth can-i --list"');
  const [verb = '', what = ''] = args.words;
  if (args.words.length !== 2)
    throw KubectlError.plain(
      'you must specify two arguments: verb resource or verb resource/resourceName.\n' +
        "See 'kubectl auth can-i -h' for help and examples.",
    );
  const question = questionOf(session, args, verb, what);
  const yes = isAllowed(session, args, question);
  if (!isSet(args, { name: 'quiet' })) session.print(yes ? 'yes' : 'no');
  return yes ? 0 : 1;
}

function questionOf(session: Session, args: ParsedArgs, verb: string, what: string): Question {
  const everywhere = isSet(args, flag.allNamespaces);
  const namespace = everywhere ? '' : namespaceOf(args);
  const warn = (text: string) => session.complain(`Warning: ${text}\n`);
  if (what.startsWith('/')) {
    if (!PATH_VERBS.has(verb)) warn(`verb '${verb}' is not a known verb`);
    return { verb, path: what, group: '', resource: '', name: '', namespace };
  }
  const [word = '', name = ''] = what.split(/\/(.*)/s);
  const [plain = '', group = ''] = word.toLowerCase().split(/\.(.*)/s);
  const known = word === '*' ? undefined : findResource(plain);
  if (!known && word !== '*' && word !== 'users' && word !== 'groups')
    warn(`the server doesn't have a resource type '${plain}'${group ? ` in group '${group}'` : ''}`);
  if (known && !everywhere && !known.namespaced)
    warn(`resource '${known.plural}' is not namespace scoped${known.group ? ` in group '${known.group}'` : ''}`);
  if (!everywhere && !VERBS.has(verb)) warn(`verb '${verb}' is not a known verb`);
  const sub = valueOf(args, { name: 'subresource' });
  const resource = known?.plural ?? word;
  return { verb, group: known?.group ?? '', resource: sub ? `${resource}/${sub}` : resource, name, namespace };
}

/** The RBAC authorizer: what bindings give to the user, and to the groups that the user is in. */
function isAllowed({ cluster }: Session, args: ParsedArgs, question: Question): boolean {
  const user = valueOf(args, { name: 'as' });
  if (user === undefined) return true;
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user);
  const groups = new Set([
    ...(args.flags.get('as-group') ?? []),
    'system:authenticated',
    ...(account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`] : []),
  ]);
  if (groups.has('system:masters')) return true;
  if (question.path !== undefined && question.verb === 'get' && PUBLIC.test(question.path)) return true;
  const isMeant = ({ kind, name, namespace }: Fields): boolean => {
    if (kind === 'Group') return groups.has(name);
    return kind === 'User' ? name === user : account?.[1] === namespace && account?.[2] === name;
  };
  const bindings: Fields[] = [
    ...cluster.store.list('ClusterRoleBinding'),
    ...cluster.store.list('RoleBinding').filter((b) => b.metadata.namespace === question.namespace),
  ];
  return bindings
    .filter(({ subjects }) => (subjects ?? []).some(isMeant))
    .some(({ roleRef, metadata }) => {
      if (roleRef.name === 'cluster-admin') return true;
      const namespace = roleRef.kind === 'Role' ? metadata.namespace : undefined;
      const role = cluster.store.get(roleRef.kind, namespace, roleRef.name) as Fields | undefined;
      if (!role && ['admin', 'edit', 'view'].includes(roleRef.name))
        throw KubectlError.plain(`kubehop does not know the rules of the ClusterRole "${roleRef.name}"`);
      return ((role?.['rules'] ?? []) as Fields[]).some((rule) => permits(rule, question));
    });
}

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
