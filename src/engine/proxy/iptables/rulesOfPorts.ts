import type { ProxyContext } from '../ProxyContext.ts';
import type { ServiceIndex } from '../serviceIndex.ts';
import { portCompiler } from './portCompiler.ts';
import type { PortRules } from './portRules.ts';

/** The rules that Nodes had last, by all that they depend on besides service ports and endpoints. */
export type RulesBefore = Map<string, { revision: number; rules: PortRules[] }>;

/** A list for each Node that is asked about would be much in a large cluster; a trace asks about few. */
const MOST_NODES = 8;

/** The rules of all service ports on one Node, in order; only changed ports are looked at if the index says which. */
export function rulesOfPorts(context: ProxyContext, index: ServiceIndex, before: RulesBefore): PortRules[] {
  const compile = portCompiler(context);
  const key = JSON.stringify(context);
  const last = before.get(key);
  let rules = last?.rules;
  if (!last || !rules || (last.revision !== index.revision && last.revision !== index.since?.revision))
    rules = index.ports.map(compile);
  else if (last.revision !== index.revision) {
    rules = [...rules];
    for (const place of index.since?.places ?? []) {
      const port = index.ports[place];
      if (port) rules[place] = compile(port);
    }
  }
  before.delete(key);
  before.set(key, { revision: index.revision, rules });
  for (const [oldest] of before) if (before.size > MOST_NODES) before.delete(oldest);
  return rules;
}
