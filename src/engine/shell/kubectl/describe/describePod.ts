import type { Pod } from '../../../../model/Pod.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { qosClass } from '../../../admit/podDefaults.ts';
import { selectorText } from '../../../controllers/selectorText.ts';
import { ageOf } from '../tables.ts';
import { describeContainers, describeResources } from './describeContainers.ts';
import { describeVolumes } from './describeVolumes.ts';
import { describeEvents } from './describeEvents.ts';
import type { Description } from './Description.ts';
import { rfc1123 } from './rfc1123.ts';

/** The object that controls this one, as `ReplicaSet/web-5d78`, or undefined. */
export function controllerText({ metadata }: Fields): string | undefined {
  const owner = metadata.ownerReferences?.find((o: Fields) => o['controller']);
  return owner && `${owner.kind}/${owner.name}`;
}

/** kubectl: describe.go, describePod. */
export function describePod(to: Description, cluster: Cluster, pod: Pod): void {
  const { metadata, spec, status } = pod as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  if (spec.priority !== undefined) to.line(0, 'Priority:', spec.priority);
  if (spec.priorityClassName) to.line(0, 'Priority Class Name:', spec.priorityClassName);
  if (spec.runtimeClassName) to.line(0, 'Runtime Class Name:', spec.runtimeClassName);
  if (spec.serviceAccountName) to.line(0, 'Service Account:', spec.serviceAccountName);
  to.line(0, 'Node:', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>');
  if (status.startTime) to.line(0, 'Start Time:', rfc1123(status.startTime));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  if (metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
    to.line(0, 'Status:', `Terminating (lasts ${ageOf(metadata.deletionTimestamp, cluster.now)})`);
    to.line(0, 'Termination Grace Period:', `${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else to.line(0, 'Status:', status.phase ?? '');
  if (status.reason) to.line(0, 'Reason:', status.reason);
  if (status.message) to.line(0, 'Message:', status.message);
  const profile = spec.securityContext?.seccompProfile;
  if (profile) {
    to.line(0, 'SeccompProfile:', profile.type);
    if (profile.type === 'Localhost') to.line(0, 'LocalhostProfile:', profile.localhostProfile);
  }
  to.line(0, 'IP:', status.podIP ?? '');
  if (status.podIPs?.length > 0) {
    to.line(0, 'IPs:');
    for (const { ip } of status.podIPs) to.line(1, 'IP:', ip);
  } else to.line(0, 'IPs:', '<none>');
  const controller = controllerText(pod);
  if (controller !== undefined) to.line(0, 'Controlled By:', controller);
  if (status.nominatedNodeName) to.line(0, 'NominatedNodeName:', status.nominatedNodeName);
  if (spec.resources) {
    to.line(0, 'Resources:');
    describeResources(to, spec.resources, 1);
  }
  if (spec.initContainers?.length > 0)
    describeContainers(to, 'Init Containers', spec.initContainers, { statuses: status.initContainerStatuses, pod });
  describeContainers(to, 'Containers', spec.containers, { statuses: status.containerStatuses, pod });
  conditions(to, spec.readinessGates ?? [], status.conditions ?? []);
  describeVolumes(to, spec.volumes);
  to.line(0, 'QoS Class:', status.qosClass ?? qosClass(spec));
  to.labels(spec.nodeSelector, 'Node-Selectors:');
  to.list('Tolerations:', tolerationLines(spec.tolerations));
  describeSpread(to, spec.topologySpreadConstraints);
  describeEvents(to, cluster, pod);
}

function conditions(to: Description, gates: readonly Fields[], all: readonly Fields[]): void {
  if (gates.length > 0) {
    to.line(0, 'Readiness Gates:');
    to.line(1, 'Type', 'Status');
  }
  for (const { conditionType } of gates)
    to.line(1, `${conditionType} `, `${all.find((c) => c['type'] === conditionType)?.['status'] ?? '<none>'} `);
  if (all.length > 0) {
    to.line(0, 'Conditions:');
    to.line(1, 'Type', 'Status');
  }
  for (const { type, status } of all) to.line(1, `${type} `, `${status} `);
}

export const tolerationLines = (all: readonly Fields[] = []): string[] =>
  [...all]
    .sort((a, b) => ((a['key'] ?? '') < (b['key'] ?? '') ? -1 : (a['key'] ?? '') > (b['key'] ?? '') ? 1 : 0))
    .map(({ key = '', value = '', effect = '', operator, tolerationSeconds }) => {
      const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
      const any = operator === 'Exists' && value === '' ? `${what === '' ? '' : ' '}op=Exists` : '';
      return `${what}${any}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`;
    });

export function describeSpread(to: Description, all: readonly Fields[] = [], space = ''): void {
  if (all.length === 0) return;
  const sorted = [...all].sort((a, b) => (a['topologyKey'] < b['topologyKey'] ? -1 : 1));
  to.list(
    `${space}Topology Spread Constraints:`,
    sorted.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => {
      const selector = labelSelector ? ` for selector ${selectorText(labelSelector)}` : '';
      return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}`;
    }),
  );
}
