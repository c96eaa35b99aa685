import { findResource } from '../../admit/kinds.ts';
import { isAllowed, type Question, rulesFor, userNamed } from './authorizer.ts';
import { alignColumns } from '../table.ts';
import { accessLines, RULE_HEADER } from './describe/describeAccess.ts';
import { type Flag, flag, isSet, namespaceOf, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const canIFlags: Flag[] = [
  flag.allNamespaces,
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'subresource', type: 'string' },
  { name: 'list', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
];

const VERBS = new Set(
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  ),
);
const PATH_VERBS = new Set('get put post head options delete patch *'.split(' '));
/** `kubectl auth can-i` (cmd/auth/cani.go); who asks is the administrator, unless --as says who. */
export function canI(session: Session, argv: readonly string[]): number {
  const args = parseArgs('kubectl auth can-i', argv, canIFlags);
  const narrowed = isSet(args, { name: 'quiet' }) || isSet(args, flag.allNamespaces) || args.flags.has('subresource');
  if (isSet(args, { name: 'list' }) && narrowed)
    throw KubectlError.plain(
      "list option can't be specified with neither quiet, all-namespaces nor subresource options",
    );
  if (isSet(args, { name: 'list' })) return listAccess(session, args);
  const [verb = '', what = ''] = args.words;
  if (args.words.length !== 2)
    throw KubectlError.plain(
      'you must specify two arguments: verb resource or verb resource/resourceName.\n' +
        "See 'kubectl auth can-i -h' for help and examples.",
    );
  const question = questionOf(session, args, verb, what);
  const yes = isAllowed(session.cluster, session.user, question);
  if (!isSet(args, { name: 'quiet' })) session.print(yes ? 'yes' : 'no');
  return yes ? 0 : 1;
}

/** --list (SelfSubjectRulesReview): the rules that hold in a Namespace, in order of their text. */
function listAccess(session: Session, args: ParsedArgs): number {
  const user = session.user ?? userNamed('kubernetes-admin', ['system:masters']);
  const rows = accessLines(rulesFor(session.cluster, user, namespaceOf(args)));
  session.stdout += alignColumns(isSet(args, { name: 'no-headers' }) ? rows : [RULE_HEADER, ...rows], 3, 6);
  return 0;
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
