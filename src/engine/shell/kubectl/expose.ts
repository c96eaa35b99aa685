import type { KubeObject, LabelSelector } from '../../../model/KubeObject.ts';
import type { ContainerPort, PodSpec } from '../../../model/Pod.ts';
import type { Service } from '../../../model/Service.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { dryRunOf, type Flag, flag, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { make } from './make.ts';
import { manifestOptions, readFiles } from './files.ts';
import { visitManifests } from './manifests.ts';
import { overridden } from './overrides.ts';
import type { Session } from './Session.ts';
import { selectorText } from '../../controllers/selectorText.ts';
import { NOTHING_GIVEN, visitTargets } from './targets.ts';

export const exposeFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.labels,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'port', type: 'string' },
  { name: 'target-port', type: 'string' },
  { name: 'protocol', type: 'string' },
  { name: 'type', type: 'string' },
  { name: 'name', type: 'string' },
  { name: 'selector', type: 'string' },
  { name: 'external-ip', type: 'string' },
  { name: 'load-balancer-ip', type: 'string' },
  { name: 'cluster-ip', type: 'string' },
  { name: 'session-affinity', type: 'string' },
  { name: 'overrides', type: 'string' },
  { name: 'override-type', type: 'string' },
];

type Template = { spec?: PodSpec };

const specOf = (object: KubeObject): Record<string, unknown> => (object['spec'] ?? {}) as Record<string, unknown>;

/** What the object shows of ports: number and protocol, in order. */
function portsOf({ kind }: KubeObject, spec: Record<string, unknown>): { port: number; protocol: string }[] {
  if (kind === 'Service')
    return ((spec as unknown as Service['spec']).ports ?? []).map(({ port, protocol }) => ({ port, protocol }));
  const pod = kind === 'Pod' ? (spec as unknown as PodSpec) : (spec['template'] as Template | undefined)?.spec;
  const ports: ContainerPort[] = (pod?.containers ?? []).flatMap((container) => container.ports ?? []);
  return ports.map(({ containerPort, protocol }) => ({ port: containerPort, protocol }));
}

/** polymorphichelpers: mapBasedSelectorForObject */
function selectorOf(object: KubeObject): Record<string, string> {
  const spec = specOf(object);
  switch (object.kind) {
    case 'Pod': {
      const labels = object.metadata.labels ?? {};
      if (Object.keys(labels).length === 0) throw retrieval('the pod has no labels and cannot be exposed');
      return labels;
    }
    case 'Service': {
      const selector = spec['selector'] as Record<string, string> | undefined;
      if (!selector) throw retrieval('the service has no pod selector set');
      return selector;
    }
    case 'ReplicationController':
      return spec['selector'] as Record<string, string>;
    default: {
      const selector = spec['selector'] as LabelSelector;
      if (Object.keys(selector.matchLabels ?? {}).length === 0)
        throw retrieval(`invalid ${object.kind.toLowerCase()}: no selectors, therefore cannot be exposed`);
      const expressions = selector.matchExpressions ?? [];
      if (expressions.length > 0)
        throw retrieval(
          `couldn't convert expressions - "${selectorText({ matchExpressions: expressions })}" to map-based selector format`,
        );
      return selector.matchLabels ?? {};
    }
  }
}

const retrieval = (why: string): KubectlError =>
  KubectlError.plain(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);

const EXPOSABLE = new Set(['Pod', 'Service', 'ReplicationController', 'Deployment', 'ReplicaSet']);
const MAX_NAME = 63;

const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const parts = pair.split('=');
      if (parts.length !== 2) throw KubectlError.plain(`unexpected label spec: ${pair}`);
      if (!parts[0]) throw KubectlError.plain('unexpected empty label key');
      return parts as [string, string];
    }),
  );

function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw KubectlError.plain(`strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** `kubectl expose` */
export function expose(session: Session, args: ParsedArgs): void {
  dryRunOf(args);
  if (args.flags.has(flag.filename.name)) {
    // The file's object, as it is written there: the server is not asked.
    visitManifests(readFiles(session, args), manifestOptions(withoutSelector(args), 'Ignore'), (manifest) =>
      exposeOne(session, args, manifest.info, manifest.object as KubeObject, manifest.name),
    );
    return;
  }
  if (args.words.length === 0) throw KubectlError.plain(NOTHING_GIVEN);
  visitTargets(session, withoutSelector(args), args.words, ({ info, object, name }) =>
    exposeOne(session, args, info, object, name),
  );
}

/** Here --selector is the new Service's, not a question. */
const withoutSelector = (args: ParsedArgs): ParsedArgs => ({
  ...args,
  flags: new Map([...args.flags].filter(([name]) => name !== 'selector')),
});

function exposeOne(session: Session, args: ParsedArgs, info: KindInfo, object: KubeObject, of: string): void {
  const option = (name: string) => valueOf(args, { name });
  if (!EXPOSABLE.has(info.kind))
    throw KubectlError.plain(`cannot expose a ${info.kind}${info.group ? `.${info.group}` : ''}`);
  const selector = option('selector') ? pairs(option('selector') ?? '') : selectorOf(object);
  const known = portsOf(object, specOf(object));
  const clusterIP = option('cluster-ip');
  const given = option('port') || [...new Set(known.map(({ port }) => port))].join(',');
  const wanted = given === '' ? [] : given.split(',');
  if (wanted.length === 0 && clusterIP !== 'None')
    throw KubectlError.plain("couldn't find port via --port flag or introspection");
  const targetPort = option('target-port');
  const ports = wanted.flatMap((text, i) => {
    const port = integer(text);
    const target = !targetPort ? port : /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort;
    const found = known.filter((k) => String(k.port) === text).map(({ protocol }) => protocol);
    const protocols = option('protocol') ? [option('protocol')] : found.length > 0 ? found : ['TCP'];
    return protocols.map((protocol) => {
      // A number that is exposed with two protocols needs a name for each.
      const name = protocols.length > 1 ? `port-${i + 1}-${protocol?.toLowerCase()}` : `port-${i + 1}`;
      return { ...(wanted.length > 1 || protocols.length > 1 ? { name } : {}), port, protocol, targetPort: target };
    });
  });
  const labels = option('labels') === undefined ? object.metadata.labels : pairs(option('labels') ?? '');
  const name = option('name') ?? of.slice(0, MAX_NAME);
  const affinity = option('session-affinity');
  if (affinity !== undefined && affinity !== 'None' && affinity !== 'ClientIP')
    throw KubectlError.plain(`unknown session affinity: ${affinity}`);
  const spec = {
    ...(clusterIP ? { clusterIP } : {}),
    ...(option('external-ip') ? { externalIPs: [option('external-ip')] } : {}),
    ...(option('load-balancer-ip') && option('type') === 'LoadBalancer'
      ? { loadBalancerIP: option('load-balancer-ip') }
      : {}),
    ...(ports.length > 0 ? { ports } : {}),
    selector,
    ...(affinity ? { sessionAffinity: affinity } : {}),
    ...(option('type') ? { type: option('type') } : {}),
  };
  const metadata = { ...(labels && Object.keys(labels).length > 0 ? { labels } : {}), name };
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec, status: { loadBalancer: {} } };
  make(session, args, overridden(args, service), 'exposed');
}
