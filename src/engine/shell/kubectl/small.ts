import { canI } from './canI.ts';
import { keyOf } from '../../cluster/ObjectStore.ts';
import { type Flag, flag, parseArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import { visitTargets } from './targets.ts';

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
  if (!/^(nodes?|no|pods?|po)$/.test(what)) throw KubectlError.unknownCommand('top', argv);
  parseArgs(`kubectl top ${what}`, rest, topFlags);
  throw KubectlError.plain('Metrics API not available');
}

/** `kubectl auth`: everyone here is the administrator. */
export function auth(session: Session, argv: readonly string[]): number | void {
  if (argv[0] === 'can-i') return canI(session, argv.slice(1));
  if (argv[0] === 'whoami')
    return session.print(
      'ATTRIBUTE   VALUE\nUsername    kubernetes-admin\nGroups      [system:masters system:authenticated]',
    );
  throw KubectlError.plain(`kubehop does not simulate "kubectl auth ${argv[0] ?? ''}"`);
}

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
  if (what === '' && !args.flags.has(flag.filename.name)) throw KubectlError.plain('must specify one of -f and -k');
  visitTargets(session, args, args.words, ({ object }) => {
    session.edits ??= keyOf(object);
  });
  throw KubectlError.plain(
    `kubehop opens no editor in the terminal: change the document in the page's editor, or say: kubectl patch ${what} -p '{…}'`,
  );
}
