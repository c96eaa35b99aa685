import { clone } from '../admit/clone.ts';
import { dropTypeDependentFields } from '../admit/serviceUpdate.ts';
import { isPlain } from '../plain.ts';

/** Paths of what a Service's spec may not have under another type: what the API server drops where a type changes. */
export function leftByType(spec: unknown, type: unknown): string[] {
  if (!isPlain(spec)) return [];
  const { ports = [] } = spec;
  if (!Array.isArray(ports) || !ports.every(isPlain)) return [];
  const old = { spec: { type: 'ClusterIP', ...spec } };
  const after = { spec: { ...clone(old.spec), type: String(type ?? 'ClusterIP') } };
  dropTypeDependentFields(after, old);
  // kept by the server, which then refuses it (validation.go: ValidateService)
  if (after.spec.type !== 'LoadBalancer') Reflect.deleteProperty(after.spec, 'loadBalancerSourceRanges');
  const fields = Object.keys(old.spec).filter((field) => !(field in after.spec));
  const left = (('ports' in after.spec && after.spec.ports) || []) as object[];
  const nodePorts = [...ports.keys()].filter((i) => 'nodePort' in (ports[i] ?? {}) && !('nodePort' in (left[i] ?? {})));
  return [...fields.map((field) => `spec.${field}`), ...nodePorts.map((i) => `spec.ports[${i}].nodePort`)];
}
