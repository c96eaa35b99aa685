import { dryRunOf, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { make } from './make.ts';
import { ENV_NAME } from './setEnv.ts';
import { overridden } from './overrides.ts';
import { refuseLeftOpen, runAttached } from './runAttached.ts';
import type { Session } from './Session.ts';

export const runFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.labels,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'image', type: 'string' },
  { name: 'port', type: 'string' },
  { name: 'expose', type: 'bool' },
  { name: 'env', type: 'list' },
  { name: 'restart', type: 'string' },
  { name: 'command', type: 'bool' },
  { name: 'image-pull-policy', type: 'string' },
  { name: 'stdin', short: 'i', type: 'bool' },
  { name: 'tty', short: 't', type: 'bool' },
  { name: 'attach', type: 'bool' },
  { name: 'leave-stdin-open', type: 'bool' },
  { name: 'pod-running-timeout', type: 'string' },
  { name: 'rm', type: 'bool' },
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'annotations', type: 'list' },
  { name: 'overrides', type: 'string' },
  { name: 'override-type', type: 'string' },
  { name: 'privileged', type: 'bool' },
];

/** distribution/reference: ReferenceRegexp, the name of an image. */
const LABEL = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)';
const PATH = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?:(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?/)?${PATH}(?:/${PATH})*(?::\\w[\\w.-]{0,127})?` +
    '(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$',
);

/** `kubectl run` */
export function run(session: Session, args: ParsedArgs): void {
  const option = (name: string) => valueOf(args, { name });
  const [name, ...words] = args.words;
  const image = option('image');
  if (image === undefined) throw KubectlError.plain('required flag(s) "image" not set');
  if (name === undefined) throw misused('NAME is required for run');
  if (image === '') throw KubectlError.plain('--image is required');
  if (!REFERENCE.test(image))
    throw KubectlError.plain(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  const has = (flagName: string): boolean => isSet(args, { name: flagName });
  if (has('tty') && !has('stdin')) throw misused('-i/--stdin is required for containers with -t/--tty=true');
  const port = option('port');
  if (has('expose') && port === undefined) throw misused('--port must be set when exposing a service');
  // cmd/run/run.go, getRestartPolicy: only who gives none at all has another for a Pod that one types to
  const restart = (option('restart') ?? 'Always') || (has('stdin') ? 'OnFailure' : 'Always');
  if (!['Always', 'OnFailure', 'Never'].includes(restart)) throw misused(`invalid restart policy: ${restart}`);
  const attaches = args.flags.has('attach') ? has('attach') : has('stdin');
  refuseAttached(args, attaches);
  const pull = option('image-pull-policy') ?? '';
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pull)) throw misused(`invalid image pull policy: ${pull}`);
  const env = (args.flags.get('env') ?? []).map((pair) => {
    const equals = pair.indexOf('=');
    if (!ENV_NAME.test(pair.slice(0, Math.max(equals, 0)))) throw KubectlError.plain(`invalid env: ${pair}`);
    const value = pair.slice(equals + 1);
    return { name: pair.slice(0, equals), ...(value === '' ? {} : { value }) };
  });
  const line = [...words, ...(args.after ?? [])];
  if (attaches) refuseLeftOpen(args, line);
  const container = {
    ...(line.length > 0 ? (isSet(args, { name: 'command' }) ? { command: line } : { args: line }) : {}),
    ...(env.length > 0 ? { env } : {}),
    image,
    ...(pull ? { imagePullPolicy: pull } : {}),
    name,
    ...(port !== undefined ? { ports: [{ containerPort: integer(port) }] } : {}),
    resources: {},
    ...(has('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(has('stdin') ? { stdin: true } : {}),
    ...(has('stdin') && !has('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(has('tty') ? { tty: true } : {}),
  };
  const given = option('labels');
  const labels = given === undefined || given === '' ? { run: name } : labelsOf(given);
  const annotations = Object.fromEntries((args.flags.get('annotations') ?? []).map(annotationOf));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...(Object.keys(annotations).length > 0 ? { annotations } : {}), labels, name },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: restart },
    status: {},
  };
  const { stdout } = session;
  make(session, args, overridden(args, pod), 'created');
  const exposes = isSet(args, { name: 'expose' });
  // The Pod is made first, and told of last: not at all, if its Service is refused or if kubectl attaches to it.
  const told = session.stdout.slice(stdout.length);
  if (exposes || attaches) session.stdout = stdout;
  if (exposes) {
    const ports = [{ port: Number(port), protocol: 'TCP', targetPort: Number(port) }];
    const spec = { ports, selector: labels };
    make(
      session,
      args,
      { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec, status: { loadBalancer: {} } },
      'created',
    );
    // Once from `run`, once from the printer.
    if (valueOf(args, flag.output) === 'yaml') session.stdout += '---\n---\n';
  }
  if (attaches)
    runAttached(session, args, { name, restart, command: line, made: exposes ? ['pods', 'services'] : ['pods'] });
  else if (exposes) session.stdout += told;
}

/** kubectl's own objections to attaching to the new Pod. */
function refuseAttached(args: ParsedArgs, attaches: boolean): void {
  if (isSet(args, { name: 'rm' }) && !attaches) throw misused('--rm should only be used for attached containers');
  if (attaches && dryRunOf(args) !== 'none')
    throw misused(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
}

/** kubectl: cmdutil.UsageErrorf. */
const misused = (message: string): KubectlError =>
  KubectlError.plain(`${message}\nSee 'kubectl run -h' for help and examples`);

function annotationOf(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  if (equals <= 0) throw KubectlError.plain(`invalid annotations: ${pair}`);
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}

function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw KubectlError.plain(`strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const parts = pair.split('=');
      if (parts.length !== 2 || !parts[0]) throw KubectlError.plain(`unexpected label spec: ${pair}`);
      return parts as [string, string];
    }),
  );
