import { fromBase64 } from '../../admit/config.ts';
import type { Fields } from '../../admit/Fields.ts';
import { findKind, type KindInfo } from '../../admit/kinds.ts';
import { quantityValue } from '../../admit/quantity.ts';
import { quote } from '../../parse/goQuote.ts';
import { fromUtf8 } from '../../utf8.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import type { Target } from './targets.ts';

/** The value that a variable is taken from (kubectl: cmd/set/env/env_resolve.go, GetEnvVarRefValue). */
export function resolveEnv(session: Session, target: Target, container: Fields, from: Fields): string {
  const { secretKeyRef: secret, configMapKeyRef: map, fieldRef, resourceFieldRef } = from;
  if (secret) return fromUtf8(fromBase64(keyOf(session, target, 'Secret', 'secret', secret)));
  if (map) return keyOf(session, target, 'ConfigMap', 'config map', map);
  if (fieldRef) return fieldOf(target, fieldRef.fieldPath);
  if (resourceFieldRef) return resourceOf(container, resourceFieldRef);
  throw KubectlError.plain('invalid valueFrom');
}

function keyOf(session: Session, { namespace }: Target, kind: string, said: string, { name, key }: Fields): string {
  const object = session.get(findKind('v1', kind) as KindInfo, namespace, name);
  const data = (object['data'] ?? {}) as Record<string, string>;
  const value = data[key];
  if (value === undefined) throw KubectlError.plain(`key ${key} not found in ${said} ${name}`);
  return value;
}

/** extractFieldPathAsString, of the workload itself and not of a Pod. */
function fieldOf({ object: { metadata } }: Target, path: string): string {
  const [, map = '', key] = /^metadata\.(annotations|labels)(?:\['(.*)'\])?$/s.exec(path) ?? [];
  if (map !== '') {
    const values = metadata[map as 'annotations' | 'labels'] ?? {};
    if (key !== undefined) return values[key] ?? '';
    const lines = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`);
    return lines.toSorted().join('\n');
  }
  if (path === 'metadata.name') return metadata.name;
  if (path === 'metadata.namespace') return metadata.namespace ?? '';
  if (path === 'metadata.uid') return metadata.uid ?? '';
  throw KubectlError.plain(`unsupported fieldPath: ${path}`);
}

/** extractContainerResourceValue: rounded up to the divisor. */
function resourceOf({ resources = {} }: Fields, { resource, divisor = '0' }: Fields): string {
  const [list = '', name = ''] = String(resource).split(/\.(.*)/s);
  if (!/^(cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name) || !['limits', 'requests'].includes(list))
    throw KubectlError.plain(`Unsupported container resource : ${resource}`);
  const unit = quantityValue(divisor) || quantityValue('1');
  return String((quantityValue(resources[list]?.[name] ?? '0') + unit - 1n) / unit);
}
