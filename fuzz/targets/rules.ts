import type { Dice } from '../../kernel-check/Dice.ts';
import { generateCluster } from '../../kernel-check/generateCluster.ts';
import { generateFlows } from '../../kernel-check/generateFlows.ts';
import type { EndpointSlice } from '../../src/model/EndpointSlice.ts';
import type { Node } from '../../src/model/Node.ts';
import type { Pod } from '../../src/model/Pod.ts';
import type { Service } from '../../src/model/Service.ts';
import type { Reach, Trace } from '../../src/model/Trace.ts';
import type { Cluster } from '../../src/engine/cluster/Cluster.ts';
import { ObjectStore } from '../../src/engine/cluster/ObjectStore.ts';
import { settle } from '../../src/engine/controllers/settle.ts';
import { openDocuments } from '../../src/engine/openDocuments.ts';
import { parseText } from '../../src/engine/parse/parse.ts';
import { renderIptablesSave } from '../../src/engine/proxy/iptables/render.ts';
import { kernelConfigOf } from '../../src/engine/proxy/kernelConfig.ts';
import { renderNftTable } from '../../src/engine/proxy/nftables/render.ts';
import { reach } from '../../src/engine/trace/reach.ts';
import { danglingIn } from '../danglingIn.ts';
import { hold, type Target, without } from '../Target.ts';

const ENDS = new Set(['delivered', 'refused', 'unreachable', 'timeout', 'unresolved']);
const FLOWS = 60;
const CHANGES = 4;

/** All that a Node's kernel would be given, as text. */
function textOf(cluster: Cluster, node: string): string {
  const config = kernelConfigOf(cluster, node);
  const { families } = cluster.settings;
  return families
    .map((family) =>
      [
        renderIptablesSave(config, family, undefined, { date: '' }),
        config.nftables ? renderNftTable(config.nftables[family]) : '',
        JSON.stringify(config.ipvs?.[family] ?? '', (_, value: unknown) => (value instanceof Map ? [...value] : value)),
      ].join('\n'),
    )
    .join('\n');
}

/** The same objects in a cluster that nothing was compiled for; its Pods are where they were. */
function copyOf(cluster: Cluster): Cluster {
  const store = new ObjectStore();
  for (const kind of ['Node', 'Pod', 'Service', 'EndpointSlice'])
    for (const object of cluster.store.list<Node | Pod | Service | EndpointSlice>(kind)) store.put(object);
  return { ...cluster, store, control: { ...cluster.control } };
}

/** The endpoints of some Service change, or what it is. */
function change(cluster: Cluster, dice: Dice): void {
  const slices = cluster.store.list<EndpointSlice>('EndpointSlice');
  if (slices.length === 0) return;
  const slice = dice.pick(slices);
  const endpoints = (slice.endpoints ?? []).filter(() => dice.chance(0.7));
  const more = { addresses: [slice.addressType === 'IPv6' ? 'fd00:10:244:2::99' : '10.244.2.99'], nodeName: 'n2' };
  cluster.store.put<EndpointSlice>({ ...slice, endpoints: dice.chance(0.4) ? [...endpoints, more] : endpoints });
}

/** What came back is from whom was asked, to who asked. */
function isRestored({ hops, ending }: Trace): boolean {
  const [first, last] = [hops[0], hops.at(-1)];
  if (ending.result !== 'delivered' || !first || !last?.reply) return true;
  if (last.at.name !== first.at.name) return false;
  const [asked, came] = [first.after, last.before];
  return came.src === asked.dst && came.sport === asked.dport && came.dst === asked.src && came.dport === asked.sport;
}

function wrongWith({ traces, truncated }: Reach): string | undefined {
  if (traces.length === 0) return 'no packet';
  const odd = traces.find(({ ending }) => !ENDS.has(ending.result));
  if (odd) return `ends as ${odd.ending.result}`;
  const shares = traces.reduce((sum, { share }) => sum + share, 0);
  if (truncated ? shares > 1 + 1e-9 : Math.abs(shares - 1) > 1e-9) return `the chances are ${shares} together`;
  return traces.every(isRestored) ? undefined : 'the answer is not from whom was asked';
}

export const rules: Target = {
  name: 'rules',
  title:
    'rules and packets: no rule refers to what does not exist, every packet ends, answers are restored, a change patched is as all anew',
  short: 400,
  once(dice) {
    const generated = generateCluster(dice).text;
    // the lab has no ipvs; here it is a mode as the others are
    const text = dice.chance(0.25) ? generated.replace(/"mode": "\w+"/, '"mode": "ipvs"') : generated;
    const cluster = without(text, () => {
      const opened = openDocuments(parseText(text)).cluster;
      settle(opened);
      return opened;
    });
    const nodes = cluster.store.list<Node>('Node').map(({ metadata }) => metadata.name);
    let done = 0;
    for (const node of nodes)
      for (const family of cluster.settings.families) {
        const missing = without(text, () => danglingIn(kernelConfigOf(cluster, node), family));
        hold(missing.length === 0, `refers to what is not there: ${missing.join(', ')}`, text);
        done++;
      }
    for (const flow of generateFlows(cluster, FLOWS, dice)) {
      const wrong = without({ text, flow }, () => wrongWith(reach(cluster, flow.from, flow.url)));
      hold(wrong === undefined, String(wrong), { text, flow });
      done++;
    }
    for (let n = 0; n < CHANGES; n++) {
      const node = dice.pick(nodes);
      textOf(cluster, node);
      change(cluster, dice);
      const [patched, anew] = without(text, () => [textOf(cluster, node), textOf(copyOf(cluster), node)]);
      hold(patched === anew, 'patched rules differ from those made anew', { text, node, patched, anew });
      done++;
    }
    return done;
  },
};
