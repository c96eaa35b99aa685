import type { Fields } from './Fields.ts';
import { isExternallyAccessible, needsHealthCheck } from './serviceAccess.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const usesNodePorts = (spec: Fields): boolean => spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
const allocatesNodePorts = (spec: Fields): boolean =>
  spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false);

export const nodePortsOf = (spec: Fields): Set<number> =>
  new Set((spec['ports'] ?? []).map((p: Fields) => p['nodePort']).filter(Boolean));

/** Fields that a change of type has made meaningless go, unless the user changed them too (strategy.go). */
export function dropTypeDependentFields(object: Fields, oldObject: Fields): void {
  const { spec } = object;
  const { spec: old } = oldObject;
  if (old.type !== 'ExternalName' && spec.type === 'ExternalName') {
    if (same(old.clusterIP, spec.clusterIP) && same(old.clusterIPs, spec.clusterIPs)) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    if (same(old.ipFamilies, spec.ipFamilies)) delete spec.ipFamilies;
    if (same(old.ipFamilyPolicy, spec.ipFamilyPolicy)) delete spec.ipFamilyPolicy;
  }
  if (usesNodePorts(old) && !usesNodePorts(spec)) {
    const before = nodePortsOf(old);
    if ([...nodePortsOf(spec)].every((port) => before.has(port))) {
      for (const port of spec.ports ?? []) delete port.nodePort;
    }
  }
  if (needsHealthCheck(old) && !needsHealthCheck(spec) && same(old.healthCheckNodePort, spec.healthCheckNodePort)) {
    delete spec.healthCheckNodePort;
  }
  if (old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    if (same(old.allocateLoadBalancerNodePorts, spec.allocateLoadBalancerNodePorts)) {
      delete spec.allocateLoadBalancerNodePorts;
    }
    if (same(old.loadBalancerClass, spec.loadBalancerClass)) delete spec.loadBalancerClass;
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(spec)) {
    if (same(old.externalTrafficPolicy, spec.externalTrafficPolicy)) delete spec.externalTrafficPolicy;
  }
  if (spec.type !== 'LoadBalancer') object['status'] = { ...object['status'], loadBalancer: {} };
}

/** What the server gave the old object stays when the new one leaves it out (storage.go, patchAllocatedValues). */
export function patchAllocatedValues(spec: Fields, old: Fields): void {
  if (old['type'] !== 'ExternalName' && spec['type'] !== 'ExternalName') {
    if (!spec['clusterIP'] && old['clusterIP']) spec['clusterIP'] = old['clusterIP'];
    if (!spec['clusterIPs']?.length && old['clusterIPs']?.length) spec['clusterIPs'] = [...old['clusterIPs']];
  }
  if (allocatesNodePorts(old) && allocatesNodePorts(spec)) {
    const now = nodePortsOf(spec);
    const used = new Set([...nodePortsOf(old)].filter((port) => now.has(port)));
    const byName = new Map<string, number>(
      (old['ports'] ?? []).map((p: Fields) => [p['name'] ?? '', p['nodePort'] ?? 0]),
    );
    for (const port of spec['ports'] ?? []) {
      const before = byName.get(port.name ?? '') ?? 0;
      if (!port.nodePort && before !== 0 && !used.has(before)) port.nodePort = before;
    }
  }
  if (needsHealthCheck(spec)) spec['healthCheckNodePort'] ||= old['healthCheckNodePort'];
}

/** Keeps `clusterIPs` in step with a `clusterIP` that is changed (storage.go, normalizeClusterIPs). */
export function normalizeClusterIPs(spec: Fields, old: Fields): void {
  const ips: string[] = spec['clusterIPs'] ?? [];
  const before: string[] = old['clusterIPs'] ?? [];
  if ((old['clusterIP'] ?? '') === (spec['clusterIP'] ?? '')) return;
  if (!spec['clusterIP']) {
    // Cleared: the list goes too, if it was left alone.
    if (same(before, ips)) delete spec['clusterIPs'];
  } else if (same(before, ips)) {
    spec['clusterIPs'] = [spec['clusterIP']];
  }
}
