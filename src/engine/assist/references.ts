/** Fields that name an object: by type and field (k8s.io/api), what kind they name. */
export const REFERENCES: Record<string, string> = {
  'PodSpec.nodeName': 'Node',
  'PodSpec.serviceAccountName': 'ServiceAccount',
  'ObjectMeta.namespace': 'Namespace',
  'IngressServiceBackend.name': 'Service',
  'StatefulSetSpec.serviceName': 'Service',
  'IngressSpec.ingressClassName': 'IngressClass',
  'ConfigMapEnvSource.name': 'ConfigMap',
  'ConfigMapKeySelector.name': 'ConfigMap',
  'ConfigMapVolumeSource.name': 'ConfigMap',
  'SecretEnvSource.name': 'Secret',
  'SecretKeySelector.name': 'Secret',
  'SecretVolumeSource.secretName': 'Secret',
  'PersistentVolumeClaimVolumeSource.claimName': 'PersistentVolumeClaim',
};

/** Fields in which a program, or a step of the scenario, is told the address of a Service. */
export const URLS = new Set([
  'EnvVar.value',
  'Container.args',
  'Container.command',
  'ServiceSpec.externalName',
  'ScenarioStep.reach',
  'ScenarioStep.run',
  'ScenarioTraffic.to',
]);

/** The Services that a text may mean by a host's name: `web`, `web.shop`, `web.shop.svc.cluster.local`. */
export function servicesMeant(text: string, own: string): { name: string; namespace: string }[] {
  const hosts = text.match(/[a-z0-9][a-z0-9.-]*/g) ?? [];
  return hosts.map((host) => {
    const [name = '', namespace = own] = host.split('.');
    return { name, namespace };
  });
}
