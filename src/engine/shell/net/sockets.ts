import type { Pod } from '../../../model/Pod.ts';
import { listensOf } from '../../controllers/listens.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import type { ShellContext } from '../Command.ts';
import { placeIn } from './placeIn.ts';

export interface Socket {
  protocol: string;
  address: string;
  port: number;
  program: string;
  /** One number for each program, and for each of its sockets. */
  pid: number;
  fd: number;
  /** An IPv6 socket that takes IPv4 too. */
  both: boolean;
}

/**
 * Go's net.Listen opens one socket for both families, where no address is told. Health check node ports are not so: each family
 * has a server (service_health.go).
 */
const GO: Readonly<Record<string, number>> = { 'kube-proxy': 10256, 'kube-apiserver': 6443 };

/** The sockets that listen at a place. kube-proxy has none for Services: its rules take the packets first. */
export function socketsAt(context: ShellContext): Socket[] {
  const fds = new Map<string, number>();
  const all = listening(context);
  const isGos = ({ program, port }: (typeof all)[number]): boolean => GO[program] === port;
  const both = (one: (typeof all)[number]): boolean => isGos(one) && one.address === '::';
  const ofOther = (one: (typeof all)[number]): boolean =>
    isGos(one) && one.address === '0.0.0.0' && all.some((other) => both(other) && other.port === one.port);
  return all
    .filter((one) => !ofOther(one))
    .map((socket) => {
      const fd = (fds.get(socket.program) ?? 2) + 1;
      fds.set(socket.program, fd);
      return { ...socket, pid: 101 + [...fds.keys()].indexOf(socket.program), fd, both: both(socket) };
    });
}

function listening(context: ShellContext): Omit<Socket, 'pid' | 'fd' | 'both'>[] {
  const { cluster } = context;
  const place = placeIn(context);
  if (place.kind === 'client') return [];
  const pod = place.kind === 'pod' ? cluster.store.get<Pod>('Pod', place.namespace, place.name) : undefined;
  if (place.kind === 'pod' && !pod) return [];
  const { hostNetwork, nodeName } = pod?.spec ?? {};
  // a Pod in its Node's network sees all sockets of that
  const node = place.kind === 'node' ? place.name : hostNetwork ? nodeName : undefined;
  if (pod && node === undefined) {
    const program = pod.spec.containers[0]?.name ?? '';
    return listensOf(pod).map(({ protocol, address, port }) => ({
      protocol,
      address: address ?? '0.0.0.0',
      port,
      program,
    }));
  }
  return kernelConfigOf(cluster, node ?? '').listeners.map(({ protocol, address, port, owner }) => ({
    protocol,
    address,
    port,
    program: owner.replace(/^pod [^/]*\//, ''),
  }));
}
