import { type Flag, flag, parseArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { make } from './make.ts';
import type { Session } from './Session.ts';

const flags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.saveConfig,
  flag.fieldManager,
  { name: 'from-literal', type: 'list' },
];

/** `kubectl create namespace NAME` and `kubectl create configmap NAME --from-literal=KEY=VALUE` */
export function createSimple(session: Session, kind: 'namespace' | 'configmap', argv: readonly string[]): void {
  const path = `kubectl create ${kind}`;
  const args = parseArgs(path, argv, flags);
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee '${path} -h' for help and examples`,
    );
  const [name = ''] = args.words;
  if (kind === 'namespace') {
    make(session, args, { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }, 'created');
    return;
  }
  const data: Record<string, string> = {};
  for (const literal of args.flags.get('from-literal') ?? []) {
    const equals = literal.indexOf('=');
    if (equals < 0) throw KubectlError.plain(`invalid literal source ${literal}, expected key=value`);
    data[literal.slice(0, equals)] = literal.slice(equals + 1);
  }
  const filled = Object.keys(data).length > 0 ? { data } : {};
  make(
    session,
    args,
    { apiVersion: 'v1', ...filled, kind: 'ConfigMap', metadata: { name } },
    'created',
    'failed to create configmap',
  );
}
