import { usesLocal } from './endpoints.ts';
import type { ProxyContext } from './ProxyContext.ts';
import type { IndexedPort } from './serviceIndex.ts';
import type { ServicePort } from './servicePorts.ts';
import { sliceText } from './sliceText.ts';

/**
 * Compiled service ports by their content: equal ports share their rules between Nodes, and between one text
 * and the next edit of it. Two generations bound the memory.
 */
let young = new Map<string, unknown>();
let old = new Map<string, unknown>();
const GENERATION = 20_000;

const portTexts = new WeakMap<ServicePort, string>();

function portText(port: ServicePort): string {
  let text = portTexts.get(port);
  if (text === undefined) {
    text = JSON.stringify(port);
    portTexts.set(port, text);
  }
  return text;
}

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

/** What `compile` makes of a service port on one Node, made only if no equal port was before. */
export function memoizedPort<T>(indexed: IndexedPort, keys: PortKeys, compile: () => T): T {
  const { port, slices } = indexed;
  indexed.perNode ??= usesLocal(port) || slices.some((slice) => sliceText(slice).hinted);
  // within one state of the cluster, Nodes that choose alike need no key of the whole content
  const here = indexed.perNode ? keys.thisNode : keys.anyNode;
  const shared = indexed.compiled.get(here);
  if (shared !== undefined) return shared as T;
  const key = `${here}|${portText(port)}|${slices.map((slice) => sliceText(slice).text).join()}`;
  let result = young.get(key) as T | undefined;
  if (result === undefined) {
    result = (old.get(key) as T | undefined) ?? compile();
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    young.set(key, result);
  }
  indexed.compiled.set(here, result);
  return result;
}
