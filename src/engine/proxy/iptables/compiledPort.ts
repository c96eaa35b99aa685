import { categorizeEndpoints } from '../endpoints.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import { memoizedPort } from '../portMemo.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import { type PortOptions, type PortRules, portRules } from './portRules.ts';

/** The rules of a service port on one Node, compiled only if no equal port was before. */
export function compiledPort(indexed: IndexedPort, context: ProxyContext): PortRules {
  const { family, local, masqueradeAll, localhostNodePorts, largeCluster, node } = context;
  const options: PortOptions = {
    family,
    local,
    masqueradeAll,
    localhostNodePorts,
    largeCluster,
    rangesHoldNode: rangesHoldNode(indexed.port, context),
  };
  const detects = local && 'cidr' in local ? local.cidr : local && 'name' in local ? local.name : '';
  const flags = [masqueradeAll, localhostNodePorts, largeCluster, options.rangesHoldNode].map(Number).join('');
  return memoizedPort(indexed, context, `iptables ${family} ${flags} ${detects}`, () =>
    portRules(indexed.port, categorizeEndpoints(indexed.port, endpointsOfPort(indexed), node), options),
  );
}
