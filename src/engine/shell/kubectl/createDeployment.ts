import { type Flag, flag, parseArgs, valueOf } from './flags.ts';
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
  flag.showManagedFields,
  { name: 'image', type: 'list' },
  { name: 'replicas', short: 'r', type: 'string' },
  { name: 'port', type: 'string' },
];

/** The name that `create deployment` gives a container: the image's, without registry, tag and digest. */
const containerName = (image: string): string =>
  (image.split('/').at(-1) ?? '')
    .replace(/[:@].*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-');

/** `kubectl create deployment NAME --image=IMAGE [-- COMMAND]` */
export function createWorkload(session: Session, argv: readonly string[]): void {
  const path = 'kubectl create deployment';
  const args = parseArgs(path, argv, flags);
  const images = (args.flags.get('image') ?? []).flatMap((value) => value.split(','));
  if (images.length === 0) throw KubectlError.plain('required flag(s) "image" not set');
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee '${path} -h' for help and examples`,
    );
  const [name = ''] = args.words;
  if (images.length > 1 && args.after) throw KubectlError.plain('cannot specify multiple --image options and command');
  const port = valueOf(args, { name: 'port' });
  const containers = images.map((image, i) => ({
    ...(args.after ? { command: args.after } : {}),
    image,
    name: containerName(image),
    ...(port !== undefined && i === 0 ? { ports: [{ containerPort: Number(port) }] } : {}),
    resources: {},
  }));
  const labels = { app: name };
  make(
    session,
    args,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels, name },
      spec: {
        replicas: Number(valueOf(args, { name: 'replicas' }) ?? 1),
        selector: { matchLabels: labels },
        strategy: {},
        template: { metadata: { labels }, spec: { containers } },
      },
      status: {},
    },
    'created',
    'failed to create deployment',
  );
}
