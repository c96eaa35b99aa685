import type { SimulationInput, SimulationResult } from '../model/Simulation.ts';
import type { Reach } from '../model/Trace.ts';
import { Random } from './cluster/Random.ts';
import { settle } from './controllers/settle.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { originsOf, placesOf } from './origins.ts';
import { parseText } from './parse/parse.ts';
import { openDocuments } from './runScenario.ts';
import type { SimulationMemo } from './SimulationMemo.ts';
import { CLIENT_IPS, NODE_NETWORKS } from './trace/outside.ts';
import { reach } from './trace/reach.ts';
import { addressesOf } from './views/addresses.ts';
import { nodeViews } from './views/nodes.ts';
import { offersOf } from './views/offers.ts';
import { podViews } from './views/pods.ts';
import { serviceViews } from './views/services.ts';

/**
 * The whole story, on one page: the text is parsed into documents; the API server admits them one by one into
 * a cluster, whose controllers make Pods, endpoints and addresses of them; kube-proxy compiles each Node's
 * rules; a kernel runs these rules on a packet; the packet's way is the result.
 *
 * Never throws for what a user writes: that becomes `diagnostics`. A memo makes it quicker, never different.
 */
export function simulate(input: SimulationInput, memo?: SimulationMemo): SimulationResult {
  const parsed = parseText(input.text, memo?.parse);
  const opened = openDocuments(parsed);
  const { cluster, scenario } = opened;
  settle(cluster);

  const nodes = nodeViews(cluster);
  const pods = podViews(cluster);
  const services = serviceViews(cluster);
  const offers = offersOf(services, pods, nodes);
  const places = placesOf(parsed);
  const diagnostics = diagnosticsOf(parsed, opened, places);

  const [first] = offers;
  const traffic = input.traffic ?? (first && { from: first.from, url: first.url });
  const reached = traffic ? reach(cluster, traffic.from, traffic.url) : null;
  const families = cluster.settings.families;
  const clientIPs = CLIENT_IPS.filter((ip) => families.includes(ip.includes(':') ? 'IPv6' : 'IPv4'));
  return {
    ok: !diagnostics.some((d) => d.severity === 'error'),
    diagnostics,
    scenario,
    proxyMode: cluster.settings.proxy.mode,
    subnets: {
      node: NODE_NETWORKS.filter((cidr) => families.includes(cidr.includes(':') ? 'IPv6' : 'IPv4')),
      pod: cluster.settings.podSubnets,
      cluster: cluster.settings.serviceSubnets,
    },
    clientIPs,
    nodes,
    pods,
    services,
    origins: originsOf(cluster, places, ['Service', 'Pod', 'Node']),
    offers,
    reach: reached,
    taken: reached ? wayTaken(reached, scenario.seed) : 0,
    addresses: addressesOf(cluster.settings, { nodes, pods, services, clientIPs, reach: reached }),
  };
}

/** Which of the ways the seed takes: the first whose share, added to those before it, exceeds the draw. */
export function wayTaken(reached: Reach, seed: number): number {
  let left = new Random(seed).next();
  for (const [i, trace] of reached.traces.entries()) {
    left -= trace.share;
    if (left < 0) return i;
  }
  return Math.max(0, reached.traces.length - 1);
}
