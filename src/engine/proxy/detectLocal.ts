import type { IpFamily } from '../../model/Address.ts';
import type { Match } from '../../model/Rule.ts';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { parseCidr, printCidr } from '../net/cidr.ts';

/** How kube-proxy knows traffic of local Pods (`--detect-local-mode`, §5.5); undefined when it cannot tell. */
export function localTrafficMatch(
  proxy: ProxySettings,
  podCIDRs: readonly string[],
  family: IpFamily,
): Match | undefined {
  switch (proxy.detectLocalMode) {
    case 'BridgeInterface':
      return { kind: 'inInterface', name: proxy.bridgeInterface };
    case 'InterfaceNamePrefix':
      return { kind: 'inInterface', name: `${proxy.interfaceNamePrefix}+` };
    case 'NodeCIDR':
      return sourceMatch(podCIDRs, family);
    case 'ClusterCIDR':
      return sourceMatch(proxy.clusterCIDR.split(','), family);
  }
}

/** Only the first range of each family counts. */
function sourceMatch(texts: readonly string[], family: IpFamily): Match | undefined {
  for (const text of texts) {
    const cidr = parseCidr(text.trim());
    if (cidr?.family === family) return { kind: 'source', cidr: printCidr(cidr) };
  }
  return undefined;
}
