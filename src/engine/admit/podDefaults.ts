import { remembering } from '../remembering.ts';
import type { Fields } from './Fields.ts';
import { defaultPodRequests } from './podRequests.ts';
import { quantityValue, roundUp } from './quantity.ts';
import { set } from './setDefault.ts';
import { defaultVolume } from './volumeDefaults.ts';

// pkg/apis/core/v1/defaults.go

const REFERENCE =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::([\w][\w.-]{0,127}))?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** The tag that an image name means: `latest` when it has neither tag nor digest; empty when it is no name. */
const imageTag = remembering((image) => {
  const match = REFERENCE.exec(image);
  return match ? (match[1] ?? (match[2] ? '' : 'latest')) : '';
});

function defaultProbe(probe: Fields | undefined): void {
  if (!probe) return;
  set(probe, 'timeoutSeconds', 1);
  set(probe, 'periodSeconds', 10);
  set(probe, 'successThreshold', 1);
  set(probe, 'failureThreshold', 3);
  defaultHttpGet(probe['httpGet']);
  if (probe['grpc']) set(probe['grpc'], 'service', '');
}

function defaultHttpGet(action: Fields | undefined): void {
  if (!action) return;
  set(action, 'path', '/');
  set(action, 'scheme', 'HTTP');
}

/** pkg/api/pod/util.go, dropContainerStopSignals: the gate ContainerStopSignals is off in 1.36. */
function dropStopSignal(container: Fields): void {
  const { stopSignal: _, ...lifecycle } = container['lifecycle'] as Fields;
  if (Object.keys(lifecycle).length > 0) container['lifecycle'] = lifecycle;
  else if (_ !== undefined) delete container['lifecycle'];
}

const pullPolicy = (image = ''): string => (imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent');

function defaultContainer(container: Fields): void {
  roundUp(container['resources']?.limits);
  roundUp(container['resources']?.requests);
  if (!container['imagePullPolicy']) container['imagePullPolicy'] = pullPolicy(container['image']);
  set(container, 'terminationMessagePath', '/dev/termination-log');
  set(container, 'terminationMessagePolicy', 'File');
  for (const port of container['ports'] ?? []) set(port, 'protocol', 'TCP');
  for (const variable of container['env'] ?? []) {
    if (variable.valueFrom?.fieldRef) set(variable.valueFrom.fieldRef, 'apiVersion', 'v1');
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) defaultProbe(container[probe]);
  defaultHttpGet(container['lifecycle']?.postStart?.httpGet);
  defaultHttpGet(container['lifecycle']?.preStop?.httpGet);
  if (container['lifecycle']) dropStopSignal(container);
}

export const containersOf = (spec: Fields): Fields[] => [
  ...(spec['initContainers'] ?? []),
  ...(spec['containers'] ?? []),
];

/** SetDefaults_PodSpec and what belongs to it: for Pods and for templates. */
export function defaultPodSpec(spec: Fields): void {
  for (const container of [...containersOf(spec), ...(spec['ephemeralContainers'] ?? [])]) defaultContainer(container);
  for (const volume of spec['volumes'] ?? []) {
    if (volume['image']) set(volume['image'], 'pullPolicy', pullPolicy(volume['image'].reference));
    else if (!volume['emptyDir']) defaultVolume(volume);
  }
  roundUp(spec['overhead']);
  // the gate GenericWorkload is off (pkg/api/pod/util.go, dropDisabledSchedulingGroup)
  if (spec['schedulingGroup'] !== undefined) delete spec['schedulingGroup'];
  set(spec, 'dnsPolicy', 'ClusterFirst');
  set(spec, 'restartPolicy', 'Always');
  set(spec, 'securityContext', {});
  set(spec, 'terminationGracePeriodSeconds', 30);
  // apis/core/v1/conversion.go
  if (spec['terminationGracePeriodSeconds'] < 0) spec['terminationGracePeriodSeconds'] = 1;
  set(spec, 'schedulerName', 'default-scheduler');
  // Two names of one field (conversion).
  const account = spec['serviceAccountName'] ?? spec['serviceAccount'];
  if (account) spec['serviceAccountName'] = spec['serviceAccount'] = account;
}

/** SetDefaults_Pod: what a Pod gets, and a template keeps as it was written. */
export function defaultPod({ spec }: Fields): void {
  for (const container of containersOf(spec)) {
    const { resources } = container;
    if (resources?.limits) {
      // What is limited and not requested is requested to the limit.
      resources.requests = { ...resources.requests };
      for (const [name, limit] of Object.entries(resources.limits)) set(resources.requests, name, limit);
    }
    if (!spec.hostNetwork) continue;
    for (const port of container['ports'] ?? []) if (!port.hostPort) port.hostPort = port.containerPort;
  }
  if (spec.resources?.limits) defaultPodRequests(spec);
  set(spec, 'enableServiceLinks', true);
}

/** The class that decides who is evicted first (component-helpers: qos). A Pod's own resources come before containers'. */
export function qosClass(spec: Fields): string {
  let requests = false;
  let guaranteed = true;
  for (const { resources } of spec['resources'] ? [spec] : containersOf(spec)) {
    for (const name of ['cpu', 'memory']) {
      const request = resources?.requests?.[name];
      const limit = resources?.limits?.[name];
      if ((request && request !== '0') || (limit && limit !== '0')) requests = true;
      if (!limit || limit === '0' || quantityValue(request ?? limit) !== quantityValue(limit)) guaranteed = false;
    }
  }
  return !requests ? 'BestEffort' : guaranteed ? 'Guaranteed' : 'Burstable';
}
