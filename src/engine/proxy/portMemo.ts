import { hasHints, usesLocal } from './endpoints.ts';
import type { ProxyContext } from './ProxyContext.ts';
import type { IndexedPort } from './serviceIndex.ts';

/** Under what the result of compiling is kept: for ports that all Nodes compile alike, and for the others. */
export interface PortKeys {
  anyNode: string;
  thisNode: string;
}

/**
 * `options` names the proxy mode and all that a result depends on besides the port, its endpoints and, where they
 * matter, the Node.
 */
export const portKeys = (options: string, node: ProxyContext['node']): PortKeys => ({
  anyNode: `${options}|`,
  thisNode: `${options}|${node.name} ${node.zone}`,
});

/**
 * What `compile` makes of a service port on one Node, made only if it was not before: Nodes share it unless they
 * choose differently, and so do states of the cluster in which port and endpoints are the same.
 */
export function memoizedPort<T>(indexed: IndexedPort, keys: PortKeys, compile: () => T): T {
  indexed.perNode ??= usesLocal(indexed.port) || indexed.slices.some(hasHints);
  const key = indexed.perNode ? keys.thisNode : keys.anyNode;
  const known = indexed.compiled.get(key);
  if (known !== undefined) return known as T;
  const result = compile();
  indexed.compiled.set(key, result);
  return result;
}
