import { amountOf } from './amountOf.ts';
import { configMap, secrets } from './createData.ts';
import { ingress } from './createIngress.ts';
import { cronJob, job } from './createJob.ts';
import { clusterRole, clusterRoleBinding, role, roleBinding } from './createRbac.ts';
import { type Flag, flag, isSet, parseArgs, type ParsedArgs, validationOf, valueOf } from './flags.ts';
import { type Generator, listOf } from './Generator.ts';
import { KubectlError } from './KubectlError.ts';
import { unknownCommand } from './unknownCommand.ts';
import { toLabelSelector } from './labelSelector.ts';
import { make } from './make.ts';
import type { Session } from './Session.ts';

const common: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
];

const namespace: Generator = {
  flags: [],
  object: (_, name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
};

const serviceAccount: Generator = {
  flags: [],
  failure: 'failed to create serviceaccount:',
  object: (_, name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
};

const text = (args: ParsedArgs, name: string): string => valueOf(args, { name }) ?? '';

const intOrText = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);

const budget: Generator = {
  flags: ['selector', 'min-available', 'max-unavailable'].map((name): Flag => ({ name, type: 'string' })),
  failure: 'failed to create poddisruptionbudgets:',
  object(args, name) {
    const [selector, least, most] = ['selector', 'min-available', 'max-unavailable'].map((f) => text(args, f));
    if (!selector) throw KubectlError.plain('a selector must be specified');
    if (!least && !most) throw KubectlError.plain('one of min-available or max-unavailable must be specified');
    if (least && most) throw KubectlError.plain('min-available and max-unavailable cannot be both specified');
    for (const [flagName, value] of [
      ['min-available', least],
      ['max-unavailable', most],
    ])
      if (value && !/^\d+%?$/.test(value)) throw KubectlError.plain(`invalid format specified for ${flagName}`);
    return {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: {
        ...(most ? { maxUnavailable: intOrText(most) } : {}),
        ...(least ? { minAvailable: intOrText(least) } : {}),
        selector: toLabelSelector(selector),
      },
      status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
    };
  },
};

const priorityClass: Generator = {
  flags: [
    { name: 'value', type: 'int32' },
    { name: 'global-default', type: 'bool' },
    { name: 'description', type: 'string' },
    { name: 'preemption-policy', type: 'string' },
  ],
  failure: 'failed to create priorityclass:',
  object: (args, name) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    ...(text(args, 'description') ? { description: text(args, 'description') } : {}),
    ...(isSet(args, { name: 'global-default' }) ? { globalDefault: true } : {}),
    kind: 'PriorityClass',
    metadata: { name },
    preemptionPolicy: text(args, 'preemption-policy') || 'PreemptLowerPriority',
    value: Number(text(args, 'value') || 0),
  }),
};

const quota: Generator = {
  flags: [
    { name: 'hard', type: 'string' },
    { name: 'scopes', type: 'string' },
  ],
  failure: 'failed to create quota:',
  object(args, name) {
    const hard = Object.fromEntries(
      listOf(args, 'hard').map((pair) => {
        const [resource = '', amount, more] = pair.split('=');
        if (amount === undefined || more !== undefined)
          throw KubectlError.plain(`Invalid argument syntax ${pair}, expected <resource>=<value>`);
        return [resource, amountOf(amount)];
      }),
    );
    const scopes = text(args, 'scopes') === '' ? [] : listOf(args, 'scopes');
    if (scopes.includes('')) throw KubectlError.plain('invalid resource quota scope ""');
    const spec = { ...(Object.keys(hard).length > 0 ? { hard } : {}), ...(scopes.length > 0 ? { scopes } : {}) };
    return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec, status: {} };
  },
};

const GENERATORS: Record<string, Generator> = {
  clusterrole: clusterRole,
  clusterrolebinding: clusterRoleBinding,
  configmap: configMap,
  cronjob: cronJob,
  ingress,
  job,
  namespace,
  poddisruptionbudget: budget,
  priorityclass: priorityClass,
  quota,
  role,
  rolebinding: roleBinding,
  serviceaccount: serviceAccount,
};

const ALIASES: Record<string, string> = {
  cj: 'cronjob',
  cm: 'configmap',
  ing: 'ingress',
  ns: 'namespace',
  pc: 'priorityclass',
  pdb: 'poddisruptionbudget',
  resourcequota: 'quota',
  sa: 'serviceaccount',
};

/** `kubectl create configmap|secret|job|ingress|… NAME`; false when there is no such subcommand. */
export function createSimple(session: Session, argv: readonly string[]): boolean {
  const [word = '', ...rest] = argv;
  if (word === 'secret') return createSecret(session, rest);
  const sub = ALIASES[word] ?? word;
  const generator = Object.hasOwn(GENERATORS, sub) ? GENERATORS[sub] : undefined;
  if (generator) generate(session, `kubectl create ${sub}`, generator, rest);
  return generator !== undefined;
}

function createSecret(session: Session, argv: readonly string[]): boolean {
  const [kind = '', ...rest] = argv;
  const generator = Object.hasOwn(secrets, kind) ? secrets[kind] : undefined;
  if (!generator) throw unknownCommand('create secret', argv);
  generate(session, `kubectl create secret ${kind}`, generator, rest);
  return true;
}

function generate(session: Session, path: string, generator: Generator, argv: readonly string[]): void {
  const args = parseArgs(path, argv, [...common, ...generator.flags]);
  const missing = (generator.required ?? []).filter((name) => !args.flags.has(name)).map((name) => `"${name}"`);
  if (missing.length > 0) throw KubectlError.plain(`required flag(s) ${missing.join(', ')} not set`);
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee '${path} -h' for help and examples`,
    );
  const [name = ''] = args.words;
  validationOf(args);
  make(session, args, generator.object(args, name, session), 'created', generator.failure, 'always');
}
