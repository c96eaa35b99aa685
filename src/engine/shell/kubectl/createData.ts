import { base64 } from '../../admit/config.ts';
import { configMapKey } from '../../admit/valueFromValidation.ts';
import { sha256Hex } from '../../sha256.ts';
import { toJson } from '../../goJson.ts';
import { type Flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import type { Generator } from './Generator.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const APPEND_HASH: Flag = { name: 'append-hash', type: 'bool' };

const dataFlags: Flag[] = [
  { name: 'from-literal', type: 'list' },
  { name: 'from-file', type: 'list' },
  { name: 'from-env-file', type: 'list' },
  APPEND_HASH,
];

/** The keys and values that --from-literal and --from-file give (kubectl: create_configmap.go, create_secret.go). */
function dataOf(args: ParsedArgs, { context }: Session, kind: string, name: string): Record<string, string> {
  const data: Record<string, string> = {};
  const put = (key: string, value: string): void => {
    const wrong = configMapKey(key);
    if (wrong.length > 0)
      throw KubectlError.plain(
        kind === 'ConfigMap'
          ? `"${key}" is not a valid key name for a ConfigMap: ${wrong.join(',')}`
          : `"${key}" is not valid key name for a Secret ${wrong.join(';')}`,
      );
    if (Object.hasOwn(data, key))
      throw KubectlError.plain(
        kind === 'ConfigMap'
          ? `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`
          : `cannot add key ${key}, another key by that name already exists`,
      );
    data[key] = value;
  };
  const read = (path: string): string => {
    const text = context.files.get(path.replace(/^\.\//, ''));
    if (text === undefined) throw KubectlError.plain(`error reading ${path}: no such file or directory`);
    return text;
  };
  if (args.flags.has('from-env-file') && (args.flags.has('from-file') || args.flags.has('from-literal')))
    throw KubectlError.plain('from-env-file cannot be combined with from-file or from-literal');
  for (const source of args.flags.get('from-file') ?? []) {
    const equals = source.indexOf('=');
    if (equals >= 0 && source.includes('=', equals + 1))
      throw KubectlError.plain("key names or file paths cannot contain '='");
    const path = source.slice(equals + 1);
    put(equals < 0 ? (path.split('/').at(-1) ?? '') : source.slice(0, equals), read(path));
  }
  for (const literal of args.flags.get('from-literal') ?? []) {
    const equals = literal.indexOf('=');
    if (equals <= 0) throw KubectlError.plain(`invalid literal source ${literal}, expected key=value`);
    put(literal.slice(0, equals), literal.slice(equals + 1));
  }
  for (const path of args.flags.get('from-env-file') ?? [])
    for (const line of read(path).split('\n')) {
      const pair = line.trimStart();
      if (pair === '' || pair.startsWith('#')) continue;
      const equals = pair.indexOf('=');
      if (equals > 0) put(pair.slice(0, equals), pair.slice(equals + 1));
    }
  return data;
}

const filled = (data: Record<string, string>): object => (Object.keys(data).length > 0 ? { data } : {});

export const configMap: Generator = {
  flags: dataFlags,
  failure: 'failed to create configmap:',
  object(args, name, session) {
    const data = dataOf(args, session, 'ConfigMap', name);
    const hashed = { data: Object.keys(data).length > 0 ? data : null, kind: 'ConfigMap', name };
    return { apiVersion: 'v1', ...filled(data), kind: 'ConfigMap', metadata: { name: named(args, name, hashed) } };
  },
};

const CONSONANTS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** With --append-hash, a name that changes with what is in the object (kubectl: pkg/util/hash). */
function named(args: ParsedArgs, name: string, content: unknown): string {
  if (!isSet(args, APPEND_HASH)) return name;
  const hash = sha256Hex(toJson(content)).slice(0, 10);
  return `${name}-${hash.replaceAll(/[013ae]/g, (letter) => CONSONANTS[letter] ?? letter)}`;
}

const encoded = (data: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)]));

function secretOf(
  args: ParsedArgs,
  name: string,
  type: string | undefined,
  plain: Record<string, string>,
): Record<string, unknown> {
  const data = encoded(plain);
  const hashed = { data, kind: 'Secret', name, type: type ?? '' };
  return {
    apiVersion: 'v1',
    ...filled(data),
    kind: 'Secret',
    metadata: { name: named(args, name, hashed) },
    ...(type ? { type } : {}),
  };
}

const DOCKER_HUB = 'https://index.docker.io/v1/';

/** `kubectl create secret generic|docker-registry|tls`. */
export const secrets: Record<string, Generator> = {
  generic: {
    flags: [...dataFlags, { name: 'type', type: 'string' }],
    failure: 'failed to create secret',
    object: (args, name, session) =>
      secretOf(args, name, valueOf(args, { name: 'type' }), dataOf(args, session, 'Secret', name)),
  },
  'docker-registry': {
    flags: [
      ...['docker-username', 'docker-password', 'docker-email', 'docker-server'].map(
        (name): Flag => ({ name, type: 'string' }),
      ),
      ...dataFlags,
    ],
    failure: 'failed to create secret',
    object(args, name) {
      const of = (flag: string): string => valueOf(args, { name: `docker-${flag}` }) ?? '';
      const [username, password, email] = [of('username'), of('password'), of('email')];
      if (username === '' || password === '')
        throw KubectlError.plain(
          'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
        );
      const login = { username, password, ...(email === '' ? {} : { email }), auth: base64(`${username}:${password}`) };
      const config = JSON.stringify({ auths: { [of('server') || DOCKER_HUB]: login } });
      return secretOf(args, name, 'kubernetes.io/dockerconfigjson', { '.dockerconfigjson': config });
    },
  },
  tls: {
    flags: [{ name: 'cert', type: 'string' }, { name: 'key', type: 'string' }, APPEND_HASH],
    failure: 'failed to create secret',
    object(args, name, { context }) {
      if (!valueOf(args, { name: 'cert' }) || !valueOf(args, { name: 'key' }))
        throw KubectlError.plain('key and cert must be specified');
      const [cert, key] = ['cert', 'key'].map((flag) => {
        const path = valueOf(args, { name: flag }) ?? '';
        const text = context.files.get(path.replace(/^\.\//, ''));
        if (text === undefined)
          throw KubectlError.plain(`Cannot read file ${path}, open ${path}: no such file or directory`);
        return text;
      });
      return secretOf(args, name, 'kubernetes.io/tls', { 'tls.crt': cert ?? '', 'tls.key': key ?? '' });
    },
  },
};
