import type { Container, Probe } from '../../model/Pod.ts';
import type { PodListener } from './listens.ts';

/**
 * Whether a probe would succeed: over TCP when somebody listens on that port on all addresses, by a command
 * unless the command is `false`.
 */
export function probeSucceeds(probe: Probe, container: Container, listeners: readonly PodListener[]): boolean {
  for (const how of [probe.httpGet, probe.tcpSocket, probe.grpc])
    if (how) return isOpen(how.port, container, listeners);
  const command = probe.exec?.command ?? [];
  const shell = command.length === 3 && command[1] === '-c';
  const last = (shell ? command[2] : command[0]) ?? '';
  return last.trim().split('/').at(-1) !== 'false';
}

function isOpen(port: number | string, container: Container, listeners: readonly PodListener[]): boolean {
  const number = /^\d+$/.test(String(port))
    ? Number(port)
    : container.ports?.find((p) => p.name === port)?.containerPort;
  return listeners.some((l) => l.protocol === 'tcp' && l.address === null && l.port === number);
}
