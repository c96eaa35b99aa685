import { canI } from './canI.ts';
import { keyOf } from '../../cluster/ObjectStore.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { alignColumns } from '../table.ts';
import { type Flag, flag, parseArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { unknownCommand } from './unknownCommand.ts';
import { printerOf } from './print.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, visitTargets } from './targets.ts';

// Verbs that have little to say in a simulated cluster, and say that.

const topFlags: Flag[] = [
  flag.selector,
  flag.fieldSelector,
  flag.allNamespaces,
  { name: 'sort-by', type: 'string' },
  { name: 'no-headers', type: 'bool' },
  { name: 'containers', type: 'bool' },
  { name: 'sum', type: 'bool' },
  { name: 'show-capacity', type: 'bool' },
  { name: 'use-protocol-buffers', type: 'bool' },
];

/** `kubectl top`: as in any cluster without a metrics server. */
export function top(_session: Session, argv: readonly string[]): void {
  const [what = '', ...rest] = argv;
  if (!/^(nodes?|no|pods?|po)$/.test(what)) throw unknownCommand('top', argv);
  const sortBy = valueOf(parseArgs(`kubectl top ${what}`, rest, topFlags), { name: 'sort-by' });
  if (sortBy && sortBy !== 'cpu' && sortBy !== 'memory')
    throw KubectlError.plain('--sort-by accepts only cpu or memory');
  throw KubectlError.plain('Metrics API not available');
}

/** `kubectl auth`: who asks is the administrator, unless --as says who. */
export function auth(session: Session, argv: readonly string[]): number | void {
  if (argv[0] === 'can-i') return canI(session, argv.slice(1));
  if (argv[0] === 'whoami') return whoAmI(session, argv.slice(1));
  if (argv[0] !== 'reconcile') throw unknownCommand('auth', argv);
  throw KubectlError.plain('kubehop does not simulate "kubectl auth reconcile"');
}

/** cmd/auth/whoami.go */
function whoAmI(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl auth whoami', argv, [flag.output, flag.template]);
  const printer = printerOf(session, args);
  const { name, groups } = session.user ?? { name: 'kubernetes-admin', groups: new Set(ADMIN_GROUPS) };
  const uid = valueOf(args, { name: 'as-uid' });
  const userInfo = { groups: [...groups], ...(uid ? { uid } : {}), username: name };
  if (printer) {
    const head = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    session.stdout += printer(
      { ...head, metadata: { creationTimestamp: timestamp(session.cluster.now) }, status: { userInfo } },
      [],
    );
    return;
  }
  const rows = [['Username', name], ...(uid ? [['UID', uid]] : []), ['Groups', `[${[...groups].join(' ')}]`]];
  session.stdout += alignColumns([['ATTRIBUTE', 'VALUE'], ...rows], 3, 8);
}

const ADMIN_GROUPS = ['system:masters', 'system:authenticated'];

/** `kubectl edit`: the editor is the page's. */
export function edit(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl edit', argv, [
    flag.output,
    flag.filename,
    flag.recursive,
    flag.validate,
    { name: 'save-config', type: 'bool' },
    { name: 'subresource', type: 'string' },
  ]);
  const what = args.words.join(' ');
  if (what === '' && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  visitTargets(session, args, args.words, ({ object }) => {
    session.edits ??= keyOf(object);
  });
  throw KubectlError.plain(
    `kubehop opens no editor in the terminal: change the document in the page's editor, or say: kubectl patch ${what} -p '{…}'`,
  );
}
