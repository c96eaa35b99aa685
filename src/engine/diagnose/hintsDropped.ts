import type { Node } from '../../model/Node.ts';
import { isReady } from '../../model/Pod.ts';
import { cpuRatios } from '../controllers/topologyHints.ts';
import { wantsTopologyHints } from '../controllers/wantsTopologyHints.ts';
import { slicesByService } from '../views/services.ts';
import { fieldOf } from '../fieldEdits.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** An endpoint may get a fifth more than its share (topologycache.go, overloadThreshold). */
const OVERLOAD = 0.2;
const NAMES = ['service.kubernetes.io/topology-aware-hints', 'service.kubernetes.io/topology-mode'];

/** Topology mode Auto, and no hints: its safeguards drop all of them when the zones cannot each carry their share. */
export const hintsDropped: Check = {
  code: 'topology/safeguard',
  docs: 'concepts/services-networking/topology-aware-routing/#safeguards',
  scenario: 'topology-hints-removed',
  find(look) {
    const wanting = look.services.filter(({ service }) => wantsTopologyHints(service));
    if (wanting.length === 0) return [];
    const slices = slicesByService(look.cluster);
    const ratios = cpuRatios(look.cluster.store.list<Node>('Node'));
    return wanting.flatMap((one): Finding[] => {
      const ready = one.pods.filter(isReady).length;
      const own = slices.get(`${one.namespace}/${one.name}`) ?? [];
      const hinted = own.some((slice) => slice.endpoints?.some(({ hints }) => hints?.forZones?.length));
      if (ready === 0 || hinted) return [];
      const least = [...(ratios ?? [])].map(([, ratio]) => Math.ceil(ratio * ready * (1 / (1 + OVERLOAD))));
      const name = NAMES.find((key) => one.service.metadata.annotations?.[key] !== undefined) ?? '';
      return [
        {
          ref: { object: one.key, path: fieldOf('metadata.annotations', name) },
          severity: 'warning',
          message: ['hintsDropped', one.name, ready, [...(ratios?.keys() ?? [])].join(', ')],
          hint: ratios ? ['hintsSum', least.reduce((a, b) => a + b, 0), ready] : ['hintsZones'],
          mends: [
            {
              title: ['setField', 'trafficDistribution', 'PreferSameZone'],
              set: [
                { ref: { object: one.key, path: fieldOf('metadata.annotations', name) }, value: undefined },
                { ref: { object: one.key, path: 'spec.trafficDistribution' }, value: 'PreferSameZone' },
              ],
            },
          ],
        },
      ];
    });
  },
};
