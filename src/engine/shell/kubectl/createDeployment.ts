import { generatedName } from '../../controllers/generatedName.ts';
import { type Flag, flag, parseArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { listOf } from './Generator.ts';
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
  { name: 'replicas', short: 'r', type: 'int32' },
  { name: 'port', type: 'int32' },
];

/**
 * The name that `create deployment` gives a container: the image's, without registry, tag and digest; one that had to be
 * changed ends in letters of its own (kubectl: create_deployment.go, sanitizeAndUniquify).
 */
function containerName({ cluster }: Session, image: string): string {
  const name = (image.split('/').at(-1) ?? '').replace(/[:@].*$/, '');
  const clean = name.replaceAll(/[_.]/g, '-');
  return clean === name ? name : generatedName(cluster, 'Container', '', `${clean}-`);
}

/** `kubectl create deployment NAME --image=IMAGE [-- COMMAND]` */
export function createWorkload(session: Session, argv: readonly string[]): void {
  const path = 'kubectl create deployment';
  const args = parseArgs(path, argv, flags);
  const images = listOf(args, 'image').filter(Boolean);
  if (!args.flags.has('image')) throw KubectlError.plain('required flag(s) "image" not set');
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee '${path} -h' for help and examples`,
    );
  const [name = ''] = args.words;
  if (images.length > 1 && args.after) throw KubectlError.plain('cannot specify multiple --image options and command');
  const port = Number(valueOf(args, { name: 'port' }) ?? -1);
  const containers = images.map((image, i) => ({
    ...(args.after ? { command: args.after } : {}),
    image,
    name: containerName(session, image),
    ...(port >= 0 && i === 0 ? { ports: [{ containerPort: port }] } : {}),
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
    'failed to create deployment:',
    'always',
  );
}
