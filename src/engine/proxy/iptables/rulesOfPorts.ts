import type { ProxyContext } from '../ProxyContext.ts';
import type { IndexedPort } from '../serviceIndex.ts';
import { portCompiler } from './portCompiler.ts';
import type { PortRules } from './portRules.ts';

/** The rules that Nodes had last and the ports that they are of, by all that they depend on besides. */
export type RulesBefore = Map<string, { ports: IndexedPort[]; rules: PortRules[] }>;

/** A list for each Node would be much in a large cluster; a trace asks about those that it comes by. */
const MOST_NODES = 32;

/**
 * The rules of all service ports on one Node, in order; only ports that are not the same as before are compiled. The
 * list is the same each time, with other rules at their places.
 */
export function rulesOfPorts(
  context: ProxyContext,
  ports: readonly IndexedPort[],
  before: RulesBefore,
): readonly PortRules[] {
  const compile = portCompiler(context);
  const key = JSON.stringify(context);
  let last = before.get(key);
  if (last?.ports.length !== ports.length) last = { ports: [...ports], rules: ports.map(compile) };
  for (let i = 0; i < ports.length; i++) {
    const port = ports[i]!;
    if (last.ports[i] === port) continue;
    last.ports[i] = port;
    last.rules[i] = compile(port);
  }
  before.delete(key);
  before.set(key, last);
  for (const [oldest] of before) if (before.size > MOST_NODES) before.delete(oldest);
  return last.rules;
}
