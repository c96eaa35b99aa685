import { portName, portNumber } from '../../admit/validators.ts';
import { type Flag, flag, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { unknownCommand } from './unknownCommand.ts';
import { make } from './make.ts';
import type { Session } from './Session.ts';

const TYPES: Record<string, string> = {
  clusterip: 'ClusterIP',
  nodeport: 'NodePort',
  loadbalancer: 'LoadBalancer',
  externalname: 'ExternalName',
};

const flags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'tcp', type: 'list' },
];

const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const OWN: Record<string, Flag[]> = {
  clusterip: [{ name: 'clusterip', type: 'string' }],
  nodeport: [{ name: 'node-port', type: 'int' }],
  loadbalancer: [],
  externalname: [{ name: 'external-name', type: 'string' }],
};

/** `kubectl create service clusterip|nodeport|loadbalancer|externalname NAME …` */
export function createService(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  const type = TYPES[sub];
  if (!type) throw unknownCommand('create service', argv);
  const path = `kubectl create service ${sub}`;
  const args = parseArgs(path, rest, [...flags, ...(OWN[sub] ?? [])]);
  if (sub === 'externalname' && !args.flags.has('external-name'))
    throw KubectlError.plain('required flag(s) "external-name" not set');
  if (args.words.length !== 1)
    throw KubectlError.plain(
      `exactly one NAME is required, got ${args.words.length}\nSee '${path} -h' for help and examples`,
    );
  const [name = ''] = args.words;
  const nodePort = valueOf(args, { name: 'node-port' });
  const ports = portsOf(args, nodePort === undefined ? 0 : Number(nodePort));
  const clusterIP = valueOf(args, { name: 'clusterip' });
  const externalName = valueOf(args, { name: 'external-name' });
  if (externalName !== undefined && !SUBDOMAIN.test(externalName))
    throw KubectlError.plain(`invalid service external name ${externalName}`);
  if (ports.length === 0 && sub !== 'externalname' && clusterIP !== 'None')
    throw KubectlError.plain('at least one tcp port specifier must be provided');
  const spec = {
    ...(clusterIP ? { clusterIP } : {}),
    ...(sub === 'externalname' ? { externalName } : {}),
    ...(ports.length > 0 ? { ports } : {}),
    selector: { app: name },
    type,
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { labels: { app: name }, name },
    spec,
    status: { loadBalancer: {} },
  };
  // create_service.go reads --save-config nowhere
  make(session, args, service, 'created', `failed to create ${type} service:`, 'never');
}

/** kubectl: create_service.go, buildPortsFromStrings: `PORT[:TARGET]`; what follows is ignored. */
function portsOf(args: ParsedArgs, nodePort: number): Record<string, unknown>[] {
  const specs = (args.flags.get('tcp') ?? []).flatMap((value) => value.split(','));
  return specs.map((text) => {
    const [left = '', right] = text.split(':');
    const port = unsigned(left);
    const numeric = right === undefined || /^[+-]?\d+$/.test(right);
    const wrong = right === undefined ? [] : numeric ? portNumber(Number(right)) : portName(right);
    if (wrong.length > 0) throw KubectlError.plain(wrong.join(','));
    return {
      name: text.replaceAll(':', '-'),
      ...(nodePort === 0 ? {} : { nodePort }),
      port,
      protocol: 'TCP',
      targetPort: right === undefined ? port : numeric ? Number(right) : right,
    };
  });
}

function unsigned(text: string): number {
  if (!/^\d+$/.test(text)) throw KubectlError.plain(`strconv.ParseUint: parsing "${text}": invalid syntax`);
  if (Number(text) > 0xffff) throw KubectlError.plain(`strconv.ParseUint: parsing "${text}": value out of range`);
  return Number(text);
}
