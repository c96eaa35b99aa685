import { base64 } from '../../admit/config.ts';
import { invalid } from '../../admit/fieldErrors.ts';
import { duration } from '../../controllers/timers.ts';
import { type Flag, namespaceOf, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const flags: Flag[] = [
  { name: 'audience', type: 'list' },
  { name: 'duration', type: 'duration' },
  { name: 'bound-object-kind', type: 'string' },
  { name: 'bound-object-name', type: 'string' },
  { name: 'bound-object-uid', type: 'string' },
];

const BOUND_KINDS = ['Node', 'Pod', 'Secret'];

/** What the token is bound to must have a kind and a name, or neither. */
function checkBound(args: ParsedArgs): void {
  const [kind, name, uid] = ['kind', 'name', 'uid'].map((part) => valueOf(args, { name: `bound-object-${part}` }));
  if (!kind && (name || uid))
    throw KubectlError.plain(
      `--bound-object-${name ? 'name' : 'uid'} can only be set if --bound-object-kind is provided`,
    );
  if (kind && !BOUND_KINDS.includes(kind))
    throw KubectlError.plain(`supported --bound-object-kind values are ${BOUND_KINDS.join(', ')}`);
  if (kind && !name) throw KubectlError.plain('--bound-object-name is required if --bound-object-kind is provided');
}

const part = (value: object): string =>
  base64(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** `kubectl create token ACCOUNT` (cmd/create/create_token.go): nobody has signed it, and nobody asks for it here. */
export function createToken(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl create token', argv, flags);
  const [name = ''] = args.words;
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee 'kubectl create token -h' for help and examples`,
    );
  const given = valueOf(args, { name: 'duration' });
  checkBound(args);
  const seconds = duration(given, 3_600_000) / 1000;
  const namespace = namespaceOf(args);
  const fail = (why: string): never => {
    throw KubectlError.plain(`failed to create token: ${why}`);
  };
  if (given?.startsWith('-')) throw KubectlError.plain('--duration must be greater than or equal to 0');
  if (!Number.isInteger(seconds)) throw KubectlError.plain('--duration cannot be expressed in units less than seconds');
  const account = session.cluster.store.get('ServiceAccount', namespace, name);
  if (!session.cluster.store.get('Namespace', undefined, namespace)) return fail(`namespaces "${namespace}" not found`);
  if (!account) return fail(`serviceaccounts "${name}" not found`);
  if (seconds < 600) {
    const { field, message } = invalid(
      'spec.expirationSeconds',
      seconds,
      'may not specify a duration less than 10 minutes',
    );
    return fail(`TokenRequest.authentication.k8s.io "" is invalid: ${field}: ${message}`);
  }
  const issued = Math.floor(session.cluster.now / 1000);
  const claims = {
    aud: args.flags.get('audience') ?? ['https://kubernetes.default.svc.cluster.local'],
    exp: issued + seconds,
    iat: issued,
    iss: 'https://kubernetes.default.svc.cluster.local',
    'kubernetes.io': { namespace, serviceaccount: { name, uid: account.metadata.uid } },
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  session.print(`${part({ alg: 'RS256', kid: 'kubehop' })}.${part(claims)}.unsigned`);
}
