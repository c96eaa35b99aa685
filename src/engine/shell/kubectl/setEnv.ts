import type { Fields } from '../../admit/Fields.ts';
import { type Flag, flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { bareMessage, KubectlError } from './KubectlError.ts';
import { resolveEnv } from './resolveEnv.ts';
import { requestsOf } from './resources.ts';
import type { Session } from './Session.ts';
import { type Target, visitTyped } from './targets.ts';
import { matchesName, podSpecOf, updateContainers } from './updateContainers.ts';

export const envFlags: Flag[] = [
  flag.overwrite,
  { name: 'containers', short: 'c', type: 'string' },
  { name: 'env', short: 'e', type: 'list' },
  { name: 'from', type: 'string' },
  { name: 'prefix', type: 'string' },
  { name: 'keys', type: 'list' },
  { name: 'list', type: 'bool' },
  { name: 'resolve', type: 'bool' },
];

/** apimachinery: validation.IsEnvVarName, which is stricter than the server is now. */
export const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const ENV_NAME_RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not " +
  "start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is " +
  "'[-._a-zA-Z][-._a-zA-Z0-9]*')";

const isPair = (word: string): boolean => /^[^=]+=/.test(word) || (word.endsWith('-') && word !== '-');

/** `kubectl set env deployment/web A=b C-` (cmd/set/set_env.go). */
export function setEnv(session: Session, args: ParsedArgs): void {
  const words = [...args.words, ...(args.flags.get('env') ?? [])];
  const first = words.findIndex(isPair);
  const resources = first < 0 ? words : words.slice(0, first);
  const pairs = first < 0 ? [] : words.slice(first);
  const stray = pairs.find((word) => !isPair(word));
  if (stray !== undefined)
    throw KubectlError.plain(`all resources must be specified before environment changes: ${words.join(' ')}`);
  if (resources.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const from = valueOf(args, { name: 'from' });
  const set = pairs.filter((pair) => pair.includes('=')).map((pair) => pair.split(/=(.*)/s));
  const prefix = valueOf(args, { name: 'prefix' }) ?? '';
  const wanted: Fields[] = [
    ...set.map(([name, value = '']): Fields => ({ name, ...(value === '' ? {} : { value }) })),
    ...(from === undefined ? [] : sourced(session, args, from)),
  ].map((variable) => ({ ...variable, name: prefix + variable['name'] }));
  // of two with one name the first counts (findEnv)
  const added = wanted.filter(({ name }, i) => wanted.findIndex((other) => other['name'] === name) === i);
  const removed = pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1));
  for (const [name = ''] of set) {
    if (!ENV_NAME.test(name)) throw KubectlError.plain(`"${name}" is not a valid key name: ${ENV_NAME_RULE}`);
  }
  if (set.some(([name = '']) => removed.includes(name)))
    throw KubectlError.plain('can not both modify and remove the same environment variable in the same command');
  const only = valueOf(args, { name: 'containers' });
  const isChosen = ({ name }: Fields): boolean => only === undefined || matchesName(only, name);
  if (isSet(args, { name: 'list' })) {
    list(session, args, resources, isChosen, (existing) => updated(existing, added, removed));
    return;
  }
  const kept = args.flags.has('overwrite') && !isSet(args, flag.overwrite);
  updateContainers(session, args, resources, 'env', 'env update to pod template:', (containers, target) => {
    const chosen = containers.filter(isChosen);
    if (chosen.length === 0)
      session.complain(
        `Warning: ${target.info.kind}/${target.name} does not have any containers matching ${JSON.stringify(only ?? '*')}`,
      );
    if (kept) for (const { env = [] } of chosen) refuseOverwrites(target, env, added);
    return chosen
      .map(({ name, env = [] }) => ({
        name,
        // the difference of two objects tells the order of what it leaves
        '$setElementOrder/env': [...new Set([...env, ...added].map((variable: Fields) => variable['name']))]
          .filter((variable) => !removed.includes(variable))
          .map((variable) => ({ name: variable })),
        env: [
          ...added.map((variable) => ({ value: null, valueFrom: null, ...variable })),
          ...removed
            .filter((gone) => env.some((variable: Fields) => variable['name'] === gone))
            .map((gone) => ({ name: gone, $patch: 'delete' })),
        ],
      }))
      .filter(({ env }) => env.length > 0);
  });
}

/** validateNoOverwrites */
function refuseOverwrites({ info, name: of }: Target, existing: Fields[], wanted: Fields[]): void {
  for (const { name, value = '' } of wanted) {
    const found = existing.find((variable) => variable['name'] === name);
    const { value: before = '' } = found ?? {};
    if (found && before !== value)
      throw KubectlError.plain(
        `error: ${info.plural}/${of} '${name}' already has a value (${before}), and --overwrite is false`,
      );
  }
}

/** updateEnv */
function updated(existing: Fields[], added: Fields[], removed: readonly string[]): Fields[] {
  const kept = existing.filter(({ name }) => !removed.includes(name));
  const isNew = ({ name }: Fields) => !removed.includes(name) && !kept.some((variable) => variable['name'] === name);
  return [
    ...kept.map((variable) => added.find(({ name }) => name === variable['name']) ?? variable),
    ...added.filter(isNew),
  ];
}

/** --list: what the variables would be, and with --resolve what those have that come from elsewhere. */
function list(
  session: Session,
  args: ParsedArgs,
  resources: readonly string[],
  isChosen: (container: Fields) => boolean,
  update: (env: Fields[]) => Fields[],
): void {
  visitTyped(session, args, resources, (target) => {
    const { containers = [], initContainers = [] } = podSpecOf(target).spec;
    for (const container of [...containers, ...initContainers].filter(isChosen)) {
      session.print(`# ${target.info.kind} ${target.name}, container ${container.name}`);
      const failures = new Map<string, string[]>();
      for (const { name, value = '', valueFrom } of update(container.env ?? [])) {
        if (!valueFrom) {
          session.print(`${name}=${value}`);
          continue;
        }
        try {
          if (isSet(args, { name: 'resolve' })) {
            session.print(`${name}=${resolveEnv(session, target, container, valueFrom)}`);
            continue;
          }
        } catch (error) {
          if (!(error instanceof KubectlError)) throw error;
          const [problem] = error.problems;
          const why = problem ? bareMessage(problem) : '';
          failures.set(why, [...(failures.get(why) ?? []), name]);
        }
        session.print(`# ${name} from ${sourceText(valueFrom)}`);
      }
      const told = [...failures].map(
        ([why, names]) => `error retrieving reference for ${names.toSorted().join(', ')}: ${why}`,
      );
      for (const text of told.toSorted()) session.complain(text);
    }
  });
}

/** kubectl: envutil.GetEnvVarRefString. */
function sourceText({ configMapKeyRef: map, secretKeyRef: secret, fieldRef, resourceFieldRef }: Fields): string {
  if (map) return `configmap ${map.name}, key ${map.key}`;
  if (secret) return `secret ${secret.name}, key ${secret.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  const container = resourceFieldRef?.containerName ? `${resourceFieldRef.containerName}/` : '';
  return resourceFieldRef ? `resource field ${container}${resourceFieldRef.resource}` : 'invalid valueFrom';
}

/** `--from=configmap/NAME`: a variable for each key. */
function sourced(session: Session, args: ParsedArgs, from: string): Fields[] {
  const [request] = requestsOf([from]);
  if (!request?.name || (request.info.kind !== 'ConfigMap' && request.info.kind !== 'Secret'))
    throw KubectlError.plain('unsupported resource specified in --from');
  const object = session.get(request.info, namespaceOf(args), request.name);
  const ref = request.info.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const keys = new Set((args.flags.get('keys') ?? []).flatMap((value) => value.split(',')));
  return Object.keys((object['data'] ?? {}) as object)
    .filter((key) => keys.size === 0 || keys.has(key))
    .map((key) => {
      const name = key.toUpperCase().replaceAll(/[-.]/g, '_');
      if (name !== key) session.warn(`key ${key} transferred to ${name}`);
      return { name, valueFrom: { [ref]: { key, name: request.name } } };
    });
}
