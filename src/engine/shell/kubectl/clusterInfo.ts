import { toYaml } from '../goYaml.ts';
import { type Flag, flag, isSet, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

/** Where the API server is. */
export const SERVER = 'https://192.168.251.100:6443';

/** `kubectl cluster-info`: where the API server is, and the Services that call themselves the cluster's. */
export function clusterInfo(session: Session, argv: readonly string[]): void {
  if (argv[0] !== 'dump') parseArgs('kubectl cluster-info', argv, []);
  session.print(`Kubernetes control plane is running at ${SERVER}`);
  for (const { metadata, spec } of session.cluster.store.list('Service', 'kube-system')) {
    if (metadata.labels?.['kubernetes.io/cluster-service'] !== 'true') continue;
    const name = metadata.labels['kubernetes.io/name'] ?? metadata.name;
    const [port] = (spec as { ports?: { name?: string }[] }).ports ?? [];
    const place = `${SERVER}/api/v1/namespaces/kube-system/services/${metadata.name}:${port?.name ?? ''}/proxy`;
    session.print(`${name} is running at ${place}`);
  }
  session.print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
}

const BUILD = {
  gitVersion: 'v1.36.3',
  gitCommit: '$Format:%H$',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const IS = { major: '1', minor: '36' };
const DOES = { emulationMajor: '1', emulationMinor: '36', minCompatibilityMajor: '1', minCompatibilityMinor: '35' };

/** What the server says of itself at /version. */
export const SERVER_VERSION = { ...IS, ...DOES, ...BUILD };

export const versionFlags: Flag[] = [flag.output, { name: 'client', type: 'bool' }];

/** `kubectl version` */
export function version(session: Session, args: ParsedArgs): void {
  const client = isSet(args, { name: 'client' });
  const output = valueOf(args, flag.output);
  const all = {
    clientVersion: { ...IS, ...BUILD },
    kustomizeVersion: 'v5.8.1',
    ...(client ? {} : { serverVersion: SERVER_VERSION }),
  };
  if (output === 'yaml') return session.print(toYaml(all));
  if (output === 'json') return session.print(JSON.stringify(all, null, 2));
  if (output !== undefined) throw KubectlError.plain("--output must be 'yaml' or 'json'");
  session.print('Client Version: v1.36.3\nKustomize Version: v5.8.1');
  if (!client) session.print('Server Version: v1.36.3');
}
