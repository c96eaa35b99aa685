import type { KubeObject } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import type { Check, Selected } from './Check.ts';
import type { Mend } from './Finding.ts';
import { fieldOf } from '../fieldEdits.ts';
import { listensOn, listensSomewhere } from './listening.ts';
import { connectionTo } from './look.ts';
import { nameOf, workloadOf } from './workloadOf.ts';

/**
 * A selector that also matches Pods of another workload, which do not listen on the target port: so many of the
 * connections are refused. Two versions of one program behind one Service listen alike, and are meant.
 */
export const selectsStrangers: Check = {
  code: 'selector/strangers',
  docs: 'concepts/overview/working-with-objects/labels/#label-selectors',
  find: (look) =>
    look.services.flatMap((one) => {
      const port = one.service.spec.ports?.[0];
      if (!port || !isMixed(one.pods)) return [];
      const hears = (pod: Pod): boolean => {
        const target = findPort(pod, port);
        return target !== undefined && listensOn([pod], target, port.protocol);
      };
      const groups = new Map<KubeObject, Pod[]>();
      for (const pod of one.pods) {
        const owner = workloadOf(look.cluster, pod);
        groups.set(owner, [...(groups.get(owner) ?? []), pod]);
      }
      const strangers = [...groups].filter(([, pods]) => listensSomewhere(pods) && !pods.some(hears));
      const own = [...groups].filter(([, pods]) => pods.some(hears));
      if (strangers.length === 0 || own.length === 0) return [];
      const mends = tellApart(
        one,
        own.flatMap(([, pods]) => pods),
        strangers.flatMap(([, pods]) => pods),
      );
      const shows = connectionTo(look, one);
      return [
        {
          ref: { object: one.key, path: 'spec.selector' },
          severity: 'warning',
          message: [
            'selectsStrangers',
            one.name,
            strangers.map(([owner]) => `${owner.kind} ${nameOf(owner)}`).join(', '),
            `${port.targetPort}/${port.protocol}`,
          ],
          hint: ['tellApart'],
          evidence: strangers.map(([, pods]) => ({ object: keyOf(pods[0] as Pod), path: 'metadata.labels' })),
          ...(shows && { shows }),
          ...(mends && { mends }),
        },
      ];
    }),
};

/** Whether not all Pods have one maker. */
const isMixed = ([first, ...others]: readonly Pod[]): boolean => {
  const maker = first && makerOf(first);
  return others.some((pod) => maker === undefined || makerOf(pod) !== maker);
};

const makerOf = ({ metadata }: Pod): string | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller)?.uid;

/** A label that all of the one have, and none of the others. */
function tellApart({ key: object, service }: Selected, own: Pod[], strangers: Pod[]): Mend[] | undefined {
  for (const [key, value] of Object.entries(own[0]?.metadata.labels ?? {})) {
    if (key in (service.spec.selector ?? {}) || key === 'pod-template-hash' || key === 'controller-revision-hash')
      continue;
    if (!own.every(({ metadata }) => metadata.labels?.[key] === value)) continue;
    if (strangers.some(({ metadata }) => metadata.labels?.[key] === value)) continue;
    const ref = { object, path: fieldOf('spec.selector', key) };
    return [{ title: ['select', `${key}=${value}`], set: [{ ref, value }] }];
  }
  return undefined;
}
