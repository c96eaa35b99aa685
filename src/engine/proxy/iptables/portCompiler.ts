import { categorizeEndpoints } from '../endpoints.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import { memoizedPort, portKeys } from '../portMemo.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import type { PortOptions } from './PortOptions.ts';
import { type PortRules, portRules } from './portRules.ts';

/** Gives the rules of a service port on one Node, compiled only if no equal port was before. */
export function portCompiler(context: ProxyContext): (indexed: IndexedPort) => PortRules {
  const { local, masqueradeAll, localhostNodePorts, largeCluster, node } = context;
  const detects = local && 'cidr' in local ? local.cidr : '';
  const compiler = (holds: boolean) => {
    const options: PortOptions = { local, masqueradeAll, localhostNodePorts, largeCluster, rangesHoldNode: holds };
    // whatever is not named here is the same for all Nodes and states of a cluster
    const keys = portKeys(`iptables ${localhostNodePorts} ${largeCluster} ${holds} ${detects}`, node);
    return (indexed: IndexedPort): PortRules =>
      memoizedPort(indexed, keys, () =>
        portRules(indexed.port, categorizeEndpoints(indexed.port, endpointsOfPort(indexed), node), options),
      );
  };
  const [without, within] = [compiler(false), compiler(true)];
  return (indexed) => (rangesHoldNode(indexed.port, context) ? within(indexed) : without(indexed));
}
