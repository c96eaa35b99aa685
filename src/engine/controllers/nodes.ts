import type { Condition } from '../../model/KubeObject.ts';
import type { Node, Taint } from '../../model/Node.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineAddresses } from '../cluster/nodeRanges.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { freePodRanges } from './nodeIpam.ts';

/** What a kubelet says of its Node's health: status, reason, message. */
const HEALTH: Record<string, readonly ['True' | 'False', string, string]> = {
  MemoryPressure: ['False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  DiskPressure: ['False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  Ready: ['True', 'KubeletReady', 'kubelet is posting ready status'],
};

/** A Node as its kubelet and the Node controllers keep it: it joins, and its taints say what its state is. */
export function syncNode(cluster: Cluster, key: ObjectKey): void {
  const node = cluster.store.byKey<Node>(key);
  if (!node || node.metadata.deletionTimestamp) return;
  if (!node.status?.conditions || !node.spec?.podCIDR || !node.status.nodeInfo) {
    cluster.store.put(join(cluster, node));
    return;
  }
  const taints = wantedTaints(node, timestamp(cluster.now));
  if (JSON.stringify(taints) === JSON.stringify(node.spec.taints ?? [])) return;
  const { taints: _, ...spec } = node.spec;
  cluster.store.put({ ...node, spec: taints.length > 0 ? { ...spec, taints } : spec });
}

/** What its kubelet adds to a Node object: default labels, a Pod range, a status under whatever the file said. */
function join(cluster: Cluster, node: Node): Node {
  const { name } = node.metadata;
  const given = node.status ?? {};
  const machine = cluster.control.machines.get(name);
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    ...node.metadata.labels,
  };
  const annotations = {
    'node.alpha.kubernetes.io/ttl': '0',
    ...node.metadata.annotations,
    'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
  };
  const spec = { ...node.spec };
  if (!spec.podCIDR) {
    const podCIDRs = spec.podCIDRs ?? machine?.podCIDRs ?? freePodRanges(cluster);
    if (podCIDRs[0]) Object.assign(spec, { podCIDR: podCIDRs[0], podCIDRs });
  } else spec.podCIDRs ??= [spec.podCIDR];
  const ips = machine?.addresses ?? machineAddresses(cluster.settings, cluster.store.count('Node') - 1);
  const capacity = { cpu: '4', memory: '16Gi', pods: '110', 'ephemeral-storage': '100Gi', ...given.capacity };
  return {
    ...node,
    metadata: { ...node.metadata, labels, annotations },
    spec,
    status: {
      ...given,
      addresses: addressesOf(given.addresses ?? [], name, ips),
      allocatable: { ...capacity, ...given.allocatable },
      capacity,
      conditions: conditionsOf(given.conditions ?? [], timestamp(cluster.now)),
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture: 'amd64',
        bootID: '',
        containerRuntimeVersion: 'containerd://2.2.0',
        kernelVersion: '6.12.0',
        kubeProxyVersion: '',
        kubeletVersion: 'v1.36.3',
        machineID: '',
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        systemUUID: '',
        ...Object.fromEntries(Object.entries(given.nodeInfo ?? {}).filter(([, v]) => v)),
      },
    },
  };
}

function addressesOf(given: { type: string; address: string }[], name: string, ips: readonly string[]): typeof given {
  const internal = given.some((a) => a.type === 'InternalIP')
    ? []
    : ips.map((address) => ({ type: 'InternalIP', address }));
  const hostname = given.some((a) => a.type === 'Hostname') ? [] : [{ type: 'Hostname', address: name }];
  return [...internal, ...given, ...hostname];
}

function conditionsOf(given: readonly Condition[], now: string): Condition[] {
  const own = Object.entries(HEALTH).map(([type, [status, reason, message]]) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
    ...given.find((c) => c.type === type),
  }));
  return [...own, ...given.filter((c) => !HEALTH[c.type])];
}

/** Taints that stand for conditions (controller: nodelifecycle, taintKeyToNodeConditionMap). */
const TAINTS: readonly (readonly [key: string, condition: string, status: string])[] = [
  ['node.kubernetes.io/not-ready', 'Ready', 'False'],
  ['node.kubernetes.io/unreachable', 'Ready', 'Unknown'],
  ['node.kubernetes.io/memory-pressure', 'MemoryPressure', 'True'],
  ['node.kubernetes.io/disk-pressure', 'DiskPressure', 'True'],
  ['node.kubernetes.io/network-unavailable', 'NetworkUnavailable', 'True'],
  ['node.kubernetes.io/pid-pressure', 'PIDPressure', 'True'],
];

const CORDON = 'node.kubernetes.io/unschedulable';

function wantedTaints(node: Node, now: string): Taint[] {
  const taints = [...(node.spec.taints ?? [])];
  const set = (key: string, effect: Taint['effect'], wanted: boolean, timed: boolean): void => {
    const at = taints.findIndex((t) => t.key === key && t.effect === effect);
    if (wanted && at < 0) taints.push({ effect, key, ...(timed ? { timeAdded: now } : {}) });
    if (!wanted && at >= 0) taints.splice(at, 1);
  };
  for (const [key, type, status] of TAINTS) {
    const has = node.status.conditions?.find((c) => c.type === type)?.status === status;
    set(key, 'NoSchedule', has, true);
    if (type === 'Ready') set(key, 'NoExecute', has, true);
  }
  set(CORDON, 'NoSchedule', node.spec.unschedulable === true, true);
  return taints;
}
