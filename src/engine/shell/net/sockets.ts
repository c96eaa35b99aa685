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
}

/** The sockets that listen at a place. kube-proxy has none for Services: its rules take the packets first. */
export function socketsAt(context: ShellContext): Socket[] {
  const fds = new Map<string, number>();
  return listening(context).map((socket) => {
    const fd = (fds.get(socket.program) ?? 2) + 1;
    fds.set(socket.program, fd);
    return { ...socket, pid: 101 + [...fds.keys()].indexOf(socket.program), fd };
  });
}

function listening(context: ShellContext): Omit<Socket, 'pid' | 'fd'>[] {
  const { cluster } = context;
  const place = placeIn(context);
  if (place.kind === 'client') return [];
  if (place.kind === 'pod') {
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    if (!pod) return [];
    const program = pod.spec.containers[0]?.name ?? '';
    return listensOf(pod).map(({ protocol, address, port }) => ({
      protocol,
      address: address ?? '0.0.0.0',
      port,
      program,
    }));
  }
  return kernelConfigOf(cluster, place.name).listeners.map(({ protocol, address, port, owner }) => ({
    protocol,
    address,
    port,
    program: owner.replace(/^pod [^/]*\//, ''),
  }));
}
