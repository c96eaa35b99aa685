import type { SimulationInput, SimulationResult } from '../model/Simulation.ts';
import type { Span } from '../model/Span.ts';
import { Random } from './cluster/Random.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { familyOf } from './net/ip.ts';
import { NODE_NETWORK } from './proxy/nodeNetwork.ts';
import { openSource } from './openSettled.ts';
import type { SimulationMemo } from './SimulationMemo.ts';
import { reach } from './trace/reach.ts';
import { CLIENT_IPS } from './trace/Topology.ts';
import { takenWay } from './trace/tally.ts';
import { readTarget } from './trace/target.ts';
import { addressesOf } from './views/addresses.ts';
import { nodeViews } from './views/nodes.ts';
import { offersOf } from './views/offers.ts';
import { podViews } from './views/pods.ts';
import { serviceViews } from './views/services.ts';

/** Start and end of each, in a row. Not `flatMap`, which takes ten times as long for ten thousand. */
function placesOf(documents: readonly Span[]): number[] {
  const places: number[] = [];
  for (const { start, end } of documents) places.push(start, end);
  return places;
}

/**
 * The whole story, on one page: the text is parsed into documents; the API server admits them one by one into
 * a cluster, whose controllers make Pods, endpoints and addresses of them; kube-proxy compiles each Node's
 * rules; a kernel runs these rules on a packet; the packet's way is the result.
 *
 * Never throws for what a user writes: that becomes `diagnostics`. A memo makes it quicker, never different. `beat` is called now and then while the work goes on: a sign of life, which the result does not
 * depend on.
 */
export function simulate(input: SimulationInput, memo?: SimulationMemo, beat?: () => void): SimulationResult {
  const { parsed, opened, origins } = openSource(input, memo, beat);
  const { cluster, scenario } = opened;

  const nodes = nodeViews(cluster);
  const pods = podViews(cluster);
  const services = serviceViews(cluster);
  const offers = offersOf(services, pods, nodes);
  const diagnostics = diagnosticsOf(parsed, opened);

  const [first] = offers;
  const traffic = input.traffic ?? (first && { from: first.from, url: first.url });
  const reached = traffic && readTarget(traffic.url) ? reach(cluster, traffic.from, traffic.url, beat) : null;
  const families = cluster.settings.families;
  const clientIPs = CLIENT_IPS.filter((ip) => families.includes(familyOf(ip)));
  return {
    ok: !diagnostics.some((d) => d.severity === 'error'),
    diagnostics,
    scenario,
    proxyMode: cluster.settings.proxy.mode,
    subnets: {
      node: families.map((family) => NODE_NETWORK[family]),
      pod: cluster.settings.podSubnets,
      cluster: cluster.settings.serviceSubnets,
    },
    clientIPs,
    nodesHidden: cluster.settings.nodeNetwork === 'private',
    nodes,
    pods,
    services,
    origins,
    documents: placesOf(parsed.documents),
    offers,
    reach: reached,
    taken: reached ? Math.max(0, takenWay(reached.traces, new Random(scenario.seed))) : 0,
    addresses: addressesOf(cluster, { nodes, pods, services, clientIPs, reach: reached }),
  };
}
