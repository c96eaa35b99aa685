import { type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { make } from './make.ts';
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
  { name: 'rm', type: 'bool' },
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'annotations', type: 'list' },
  { name: 'overrides', type: 'string' },
  { name: 'privileged', type: 'bool' },
];

/** `kubectl run` */
export function run(session: Session, args: ParsedArgs): void {
  const option = (name: string) => valueOf(args, { name });
  const [name, ...words] = args.words;
  const image = option('image');
  if (image === undefined) throw KubectlError.plain('required flag(s) "image" not set');
  if (name === undefined)
    throw KubectlError.plain("NAME is required for run\nSee 'kubectl run -h' for help and examples");
  if (image === '') throw KubectlError.plain('--image is required');
  if (['stdin', 'tty', 'attach', 'rm'].some((f) => isSet(args, { name: f })))
    throw KubectlError.plain('kubehop does not attach to a Pod; create it, then run commands with `kubectl exec`');
  const port = option('port');
  if (isSet(args, { name: 'expose' }) && port === undefined)
    throw KubectlError.plain('--port must be set when exposing a service');
  const restart = option('restart') ?? 'Always';
  if (!['Always', 'OnFailure', 'Never'].includes(restart))
    throw KubectlError.plain(`invalid restart policy: ${restart}`);
  const env = (args.flags.get('env') ?? []).map((pair) => {
    const equals = pair.indexOf('=');
    if (equals <= 0) throw KubectlError.plain(`invalid env: ${pair}`);
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
  const line = [...words, ...(args.after ?? [])];
  const container = {
    ...(line.length > 0 ? (isSet(args, { name: 'command' }) ? { command: line } : { args: line }) : {}),
    ...(env.length > 0 ? { env } : {}),
    image,
    ...(option('image-pull-policy') ? { imagePullPolicy: option('image-pull-policy') } : {}),
    name,
    ...(port !== undefined ? { ports: [{ containerPort: integer(port) }] } : {}),
    resources: {},
  };
  const given = option('labels');
  const labels = given === undefined || given === '' ? { run: name } : labelsOf(given);
  if (isSet(args, { name: 'expose' })) {
    const ports = [{ port: Number(port), protocol: 'TCP', targetPort: Number(port) }];
    const spec = { ports, selector: labels };
    make(
      session,
      args,
      { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec, status: { loadBalancer: {} } },
      'created',
    );
    if (args.flags.get('output')) session.stdout += '---\n';
  }
  make(
    session,
    args,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels, name },
      spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: restart },
      status: {},
    },
    'created',
  );
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
