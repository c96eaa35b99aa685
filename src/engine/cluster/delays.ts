import type { Delays } from '../../model/Delays.ts';
import { isPlain, type Plain } from '../plain.ts';
import { milliseconds } from '../readScenario.ts';

/**
 * What is not set is as in a small cluster with Kubernetes' defaults. `watch`, `podStart` and `proxySync` have no
 * setting in Kubernetes: a watch takes some milliseconds; a Pod whose image is there runs within a second or two, of
 * which up to one is the kubelet's relist (kubelet: genericPlegRelistPeriod); a sync of 100 Services took kube-proxy
 * 50 to 120 ms on two cores.
 */
export const DEFAULT_DELAYS: Delays = {
  watch: 20,
  podStart: 1500,
  // kube-controller-manager --endpointslice-updates-batch-period
  endpointBatch: 0,
  // pkg/proxy/apis/config/v1alpha1/defaults.go
  proxyMinSync: 1000,
  proxySync: 60,
  // pkg/controller/nodelifecycle/config/v1alpha1/defaults.go
  nodeGrace: 50_000,
  // cloud-provider-gcp: providers/gce, gceHcCheckIntervalSeconds
  healthCheck: 8000,
  // kubeadm's Corefile (cmd/kubeadm/app/phases/addons/dns/manifests.go): `ttl 30`, and no cache of the cluster's own names
  dnsTtl: 30_000,
  dnsCache: 0,
  proxyLag: {},
};

/** Longer than this is a slip of the finger. */
const LONGEST = 600_000;

/** The Scenario's `spec.delays`, over kube-proxy's own configuration, over the defaults; what cannot be used is passed to `complain`. */
export function readDelays(given: unknown, proxy: Plain, mode: string, complain: (path: string) => void): Delays {
  const delays = { ...DEFAULT_DELAYS };
  const ofMode = proxy[mode];
  const minSync = isPlain(ofMode) ? goDuration(ofMode['minSyncPeriod']) : undefined;
  if (minSync) delays.proxyMinSync = minSync;
  if (given === undefined || given === null) return delays;
  if (!isPlain(given)) {
    complain('spec.delays');
    return delays;
  }
  for (const [field, value] of Object.entries(given)) {
    const path = `spec.delays.${field}`;
    if (field === 'proxyLag') delays.proxyLag = readLags(value, path, complain);
    else if (!Object.hasOwn(DEFAULT_DELAYS, field)) complain(path);
    else {
      const time = milliseconds(value);
      if (time === undefined || time > LONGEST) complain(path);
      else delays[field as Exclude<keyof Delays, 'proxyLag'>] = time;
    }
  }
  return delays;
}

function readLags(value: unknown, path: string, complain: (path: string) => void): Record<string, number> {
  const lags: Record<string, number> = {};
  if (!isPlain(value)) complain(path);
  else
    for (const [node, lag] of Object.entries(value)) {
      const time = milliseconds(lag);
      if (time === undefined || time > LONGEST) complain(`${path}.${node}`);
      else lags[node] = time;
    }
  return lags;
}

/** A metav1.Duration: `1s`, `0s`. A bare number is none. */
const goDuration = (value: unknown): number | undefined =>
  typeof value === 'string' ? milliseconds(value) : undefined;
