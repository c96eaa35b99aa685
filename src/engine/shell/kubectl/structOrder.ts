/**
 * The order in which the API's Go types have their fields, those of all types in one list: `-o json` of an object
 * that kubectl made itself has it, where that of an object it has read has its keys sorted.
 */
const ORDER = [
  'kind apiVersion apiGroup metadata',
  'type resource name generateName namespace uid resourceVersion generation creationTimestamp labels annotations ownerReferences',
  'finalizers schedule timeZone concurrencyPolicy suspend spec',
  'image command args workingDir envFrom env value valueFrom',
  'globalDefault description preemptionPolicy verbs apiGroups resources resourceNames nonResourceURLs',
  'scaleTargetRef minReplicas maxReplicas metrics target averageUtilization averageValue',
  'ingressClassName defaultBackend tls hosts secretName host http paths path pathType backend service number rules',
  'aggregationRule subjects roleRef hard scopes scopeSelector minAvailable',
  'hostPort containerPort protocol appProtocol port targetPort nodePort ports',
  'replicas parallelism completions activeDeadlineSeconds backoffLimit selector maxUnavailable maxSurge',
  'jobTemplate manualSelector template volumes initContainers containers restartPolicy terminationGracePeriodSeconds',
  'dnsPolicy nodeSelector serviceAccountName serviceAccount nodeName hostNetwork',
  'volumeMounts livenessProbe readinessProbe terminationMessagePath terminationMessagePolicy imagePullPolicy',
  'securityContext schedulerName tolerations priority enableServiceLinks stdin stdinOnce tty',
  'strategy rollingUpdate minReadySeconds revisionHistoryLimit progressDeadlineSeconds',
  'clusterIP clusterIPs immutable data stringData binaryData',
  'externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy',
  'healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig ipFamilies ipFamilyPolicy',
  'allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy',
]
  .join(' ')
  .split(' ');

/** Types whose fields the list has in another order, by the field that holds them. */
const OTHERWISE: Record<string, string[]> = {
  '': ['kind', 'apiVersion', 'metadata', 'immutable', 'data', 'stringData', 'binaryData', 'type'],
  selector: ['matchLabels', 'matchExpressions'],
  roleRef: ['apiGroup', 'kind', 'name'],
  scaleTargetRef: ['kind', 'name', 'apiVersion'],
  port: ['name', 'number'],
};

/** Fields that hold maps: these are sorted. */
const MAPS = new Set(
  'labels annotations matchLabels data stringData binaryData limits requests nodeSelector hard'.split(' '),
);

/** Where a key stands among those of the value that the field `within` holds; '' is the whole object. */
export function structOrder(key: string, within: string): number {
  if (MAPS.has(within)) return 0;
  const own = OTHERWISE[within]?.indexOf(key) ?? -1;
  if (own >= 0) return own - 100;
  if (within === 'selector') return 0;
  if (within === 'spec' && key === 'type') return ORDER.indexOf('clusterIPs') + 0.5;
  const index = ORDER.indexOf(key);
  return index >= 0 ? index : key === 'status' ? 1000 : 999;
}
