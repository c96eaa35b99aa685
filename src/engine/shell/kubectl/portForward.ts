import type { Pod } from '../../../model/Pod.ts';
import type { Service } from '../../../model/Service.ts';
import { type Flag, namespaceOf, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { podsBehind } from './podsBehind.ts';
import { resourceNamed } from './resources.ts';
import type { Session } from './Session.ts';

export const portForwardFlags: Flag[] = [
  { name: 'address', type: 'list' },
  { name: 'pod-running-timeout', type: 'string' },
];

/**
 * `kubectl port-forward`: picks the Pod and the port as kubectl does, and says what the tunnel would be. It goes to
 * the Pod itself, through the API server and the kubelet: no rule of kube-proxy sees it.
 */
export function portForward(session: Session, args: ParsedArgs): void {
  const [word, ...ports] = args.words;
  const usage = "\nSee 'kubectl port-forward -h' for help and examples";
  if (word === undefined || ports.length === 0)
    throw KubectlError.plain(`TYPE/NAME and list of ports are required for port-forward${usage}`);
  const namespace = namespaceOf(args);
  const [pod] = podsBehind(session, namespace, word, undefined, 'attach to');
  if (!pod) throw KubectlError.plain('timed out waiting for the condition');
  if (pod.status.phase !== 'Running')
    throw KubectlError.plain(
      `unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`,
    );
  const [type = '', name = ''] = word.split('/');
  const service =
    word.includes('/') && resourceNamed(type).kind === 'Service'
      ? session.cluster.store.get<Service>('Service', namespace, name)
      : undefined;
  for (const port of ports) {
    const [local = '', given] = port.split(':');
    const remote = remotePort(pod, service, given ?? local);
    const from = local === '' ? remote : /^\d+$/.test(local) ? Number(local) : remote;
    session.print(`Forwarding from 127.0.0.1:${from} -> ${remote}`);
    session.print(`Forwarding from [::1]:${from} -> ${remote}`);
  }
  session.complain(
    `kubehop: this would be a tunnel through the API server and the kubelet on ${pod.spec.nodeName} into pod/${pod.metadata.name}: ` +
      'no Service, no kube-proxy rule and no NetworkPolicy is asked. It is not kept open here.',
  );
}

/** cmd/portforward, translateServicePortToTargetPort and convertPodNamedPortToNumber. */
function remotePort(pod: Pod, service: Service | undefined, asked: string): number {
  const named = (name: string): number => {
    const found = pod.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.name === name);
    if (!found) throw KubectlError.plain(`Pod '${pod.metadata.name}' does not have a named port '${name}'`);
    return found.containerPort;
  };
  if (!service) return /^\d+$/.test(asked) ? Number(asked) : named(asked);
  const port = service.spec.ports?.find((p) => (/^\d+$/.test(asked) ? p.port === Number(asked) : p.name === asked));
  if (!port) throw KubectlError.plain(`Service ${service.metadata.name} does not have a service port ${asked}`);
  const { targetPort } = port;
  return typeof targetPort === 'number' ? targetPort || port.port : named(targetPort ?? '');
}
