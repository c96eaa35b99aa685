import type { Container, Pod } from '../../model/Pod.ts';

/** Where a container of a Pod accepts connections. `address` is null for all addresses of the Pod. */
export interface PodListener {
  protocol: 'tcp' | 'udp' | 'sctp';
  address: string | null;
  port: number;
}

/** The port of programs whose image everybody knows (conformance README, "The cluster"). */
const WELL_KNOWN: Record<string, number> = {
  nginx: 80,
  httpd: 80,
  caddy: 80,
  whoami: 80,
  tomcat: 8080,
  agnhost: 8080,
  echoserver: 8080,
  redis: 6379,
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  mongo: 27017,
  memcached: 11211,
  'http-echo': 5678,
};

/** `registry.k8s.io/e2e-test-images/agnhost:2.53` is agnhost. */
export const imageName = (image = ''): string => {
  const path = image.split('@')[0] ?? '';
  return path.slice(path.lastIndexOf('/') + 1).split(':')[0] ?? '';
};

/** Whether everybody knows an image. */
export const isWellKnown = (image: string): boolean => Object.hasOwn(WELL_KNOWN, image);

export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

/** The containers that run beside each other: sidecars, then the regular ones. */
export const runningContainers = (pod: Pod): Container[] => [
  ...(pod.spec.initContainers ?? []).filter(isSidecar),
  ...pod.spec.containers,
];

const protocolOf = (text: string): PodListener['protocol'] => {
  const lower = text.toLowerCase();
  return lower === 'udp' || lower === 'sctp' ? lower : 'tcp';
};

const known = new WeakMap<Pod, readonly PodListener[]>();

/** What a Pod listens on now: what its containers that run would listen on. */
export function listensOf(pod: Pod): readonly PodListener[] {
  let listeners = known.get(pod);
  if (!listeners) {
    const containers = runningContainers(pod).filter((container) => !isDown(pod, container));
    known.set(pod, (listeners = containers.length > 0 ? readListeners(pod, containers) : []));
  }
  return listeners;
}

interface Status {
  name: string;
  state?: { running?: unknown };
}

/** A container that has ended and waits for its next start. */
function isDown({ status }: Pod, { name }: Container): boolean {
  const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap((field) => (status[field] ?? []) as Status[]);
  const own = statuses.find((one) => one.name === name);
  return status.phase === 'Running' && own?.state !== undefined && own.state.running === undefined;
}

/**
 * What a Pod listens on while all of its containers run: what the annotation kubehop.dev/listen says; or else the
 * ports that its containers declare; or else the well-known ports of their images.
 */
export const declaredListens = (pod: Pod): PodListener[] => readListeners(pod, runningContainers(pod));

function readListeners(pod: Pod, containers: readonly Container[]): PodListener[] {
  const wish = pod.metadata.annotations?.['kubehop.dev/listen'];
  if (wish !== undefined) return unique(wish.split(',').flatMap(wished));
  const declared = containers.flatMap((c) =>
    (c.ports ?? []).map(
      (p): PodListener => ({ protocol: protocolOf(p.protocol ?? 'TCP'), address: null, port: p.containerPort }),
    ),
  );
  if (declared.length > 0) return unique(declared);
  return unique(
    containers.flatMap((c): PodListener[] => {
      const port = WELL_KNOWN[imageName(c.image)];
      return port ? [{ protocol: 'tcp', address: null, port }] : [];
    }),
  );
}

/** `8080/tcp`, `53/udp`, `127.0.0.1:8080/tcp`. */
function wished(item: string): PodListener[] {
  const [where = '', protocol = 'tcp'] = item.trim().split('/');
  const colon = where.lastIndexOf(':');
  const port = Number(where.slice(colon + 1));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return [];
  const address = where.slice(0, Math.max(colon, 0)).replace(/^\[|\]$/g, '');
  return [{ protocol: protocolOf(protocol), address: address || null, port }];
}

function unique(listeners: PodListener[]): PodListener[] {
  const seen = new Set<string>();
  return listeners.filter(({ protocol, address, port }) => {
    const key = `${protocol} ${address ?? '*'} ${port}`;
    return !seen.has(key) && seen.add(key);
  });
}
