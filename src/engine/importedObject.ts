import { LAST_APPLIED } from './cluster/lastApplied.ts';
import { ADDRESS_ANNOTATION, LOAD_BALANCER_ANNOTATION } from './controllers/loadBalancer.ts';
import { isPlain, type Plain, textOf } from './plain.ts';

const SYSTEM = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

/** What the simulated cluster has of its own, or its controllers make: the dump's would be in the way. */
const MADE = new Set([
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Endpoints',
]);
const NEVER = new Set([
  'Event',
  'Secret',
  'ConfigMap',
  'Lease',
  'ServiceAccount',
  'ControllerRevision',
  'PodDisruptionBudget',
]);

const map = (value: unknown): Plain => (isPlain(value) ? value : {});
const list = (value: unknown): Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);
const without = (object: Plain, ...keys: string[]): Plain =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
const pick = (object: Plain, ...keys: string[]): Plain =>
  Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));

/** An object of a dump as somebody would have written it; undefined when it is to be left out. */
export function importedObject(object: Plain): Plain | undefined {
  const kind = textOf(object['kind']);
  const metadata = map(object['metadata']);
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || MADE.has(kind) || NEVER.has(kind)) return undefined;
  if (kind === 'Namespace' && (name === 'default' || SYSTEM.has(name))) return undefined;
  if (kind !== 'Node' && typeof namespace === 'string' && SYSTEM.has(namespace)) return undefined;
  if (kind === 'Service' && namespace === 'default' && name === 'kubernetes') return undefined;
  const annotations = without(
    map(metadata['annotations']),
    LAST_APPLIED,
    'endpoints.kubernetes.io/last-change-trigger-time',
  );
  const head = {
    apiVersion: object['apiVersion'],
    kind,
    metadata: {
      ...pick(metadata, 'name', 'namespace', 'labels'),
      ...(Object.keys(annotations).length > 0 && kind !== 'Node' && { annotations }),
    },
  };
  switch (kind) {
    case 'Node':
      return { ...head, ...node(object) };
    case 'Pod':
      return pod(head, object);
    case 'EndpointSlice': {
      const managed = map(metadata['labels'])[MANAGED_BY];
      const made = typeof managed === 'string' && managed.endsWith('controller.k8s.io');
      return made || name === 'kubernetes'
        ? undefined
        : { ...head, ...pick(object, 'addressType', 'endpoints', 'ports') };
    }
    case 'Service':
      return service(head, object);
    default:
      return { ...head, ...(object['spec'] !== undefined && { spec: object['spec'] }) };
  }
}

/** A Service with the address that its load balancer had. */
function service(head: Plain, object: Plain): Plain {
  const metadata = map(head['metadata']);
  const [ingress] = list(map(map(object['status'])['loadBalancer'])['ingress']);
  const ip = ingress?.['ip'];
  const proxy = ingress?.['ipMode'] === 'Proxy' ? { [LOAD_BALANCER_ANNOTATION]: 'proxy' } : {};
  const kept = typeof ip === 'string' ? { ...proxy, [ADDRESS_ANNOTATION]: ip } : {};
  const annotations = { ...map(metadata['annotations']), ...kept };
  return {
    ...head,
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 && { annotations }) },
    ...(object['spec'] !== undefined && { spec: object['spec'] }),
  };
}

function node(object: Plain): Plain {
  const status = map(object['status']);
  const addresses = list(status['addresses']).filter(({ type }) => type === 'InternalIP');
  return {
    spec: pick(map(object['spec']), 'podCIDR', 'podCIDRs', 'taints', 'unschedulable'),
    status: { addresses, ...pick(status, 'capacity') },
  };
}

/** A Pod with its Node and its addresses. Whether it is ready is taken from its status, and probes are not asked again. */
function pod(head: Plain, object: Plain): Plain | undefined {
  const spec = map(object['spec']);
  const status = map(object['status']);
  if (status['phase'] === 'Succeeded' || status['phase'] === 'Failed') return undefined;
  const condition = list(status['conditions']).find(({ type }) => type === 'Ready');
  const never = condition?.['status'] === 'False' ? { readinessProbe: { exec: { command: ['false'] } } } : {};
  const containers = list(spec['containers']).map((container, i) => ({
    ...pick(container, 'name', 'image', 'command', 'args', 'ports', 'env'),
    ...(i === 0 && never),
  }));
  return {
    ...head,
    spec: { ...pick(spec, 'nodeName', 'hostNetwork', 'hostname', 'subdomain', 'dnsPolicy', 'tolerations'), containers },
    ...(status['podIP'] !== undefined && { status: pick(status, 'podIP', 'podIPs') }),
  };
}
