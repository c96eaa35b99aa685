import type { Session } from './Session.ts';

/** `kubectl cluster-info`: where the API server is, and the Services that call themselves the cluster's. */
export function clusterInfo(session: Session): void {
  const server = 'https://192.168.251.100:6443';
  session.print(`Kubernetes control plane is running at ${server}`);
  for (const { metadata, spec } of session.cluster.store.list('Service', 'kube-system')) {
    if (metadata.labels?.['kubernetes.io/cluster-service'] !== 'true') continue;
    const name = metadata.labels['kubernetes.io/name'] ?? metadata.name;
    const [port] = (spec as { ports?: { name?: string }[] }).ports ?? [];
    const place = `${server}/api/v1/namespaces/kube-system/services/${metadata.name}:${port?.name ?? ''}/proxy`;
    session.print(`${name} is running at ${place}`);
  }
  session.print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
}

/** `kubectl version` */
export function version(session: Session): void {
  session.print('Client Version: v1.36.3\nKustomize Version: v5.8.1\nServer Version: v1.36.3');
}
