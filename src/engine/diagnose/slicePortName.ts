import { keyOf } from '../cluster/ObjectStore.ts';
import { slicesByService } from '../views/services.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A slice written by hand whose port has another name than the Service's: kube-proxy finds no endpoint for the port. */
export const slicePortName: Check = {
  code: 'endpoints/port-name',
  docs: 'concepts/services-networking/service/#services-without-selectors',
  find(look) {
    const without = look.services.filter(({ service: { spec } }) => !spec.selector && spec.type !== 'ExternalName');
    if (without.length === 0) return [];
    const slices = slicesByService(look.cluster);
    return without.flatMap((one) =>
      (slices.get(`${one.namespace}/${one.name}`) ?? []).flatMap((slice): Finding[] => {
        const names = (one.service.spec.ports ?? []).map(({ name = '' }) => name);
        const odd = (slice.ports ?? []).findIndex(({ name = '' }) => !names.includes(name));
        if (odd < 0 || (slice.ports ?? []).length > names.length) return [];
        // slices that mirror Endpoints are mended there
        const mirrored = slice.metadata.ownerReferences?.find(({ kind }) => kind === 'Endpoints');
        const object = mirrored ? `Endpoints/${one.namespace}/${mirrored.name}` : keyOf(slice);
        const list = mirrored ? `subsets[0].ports[${odd}]` : `ports[${odd}]`;
        const ref = { object, path: `${list}.name` };
        const [name] = names;
        return [
          {
            ref,
            severity: 'warning',
            message: ['slicePortName', slice.metadata.name, one.name, slice.ports?.[odd]?.name ?? ''],
            hint: ['namesEqual', names.map((text) => text || '""').join(', ')],
            evidence: [{ object: one.key, path: 'spec.ports' }],
            ...(names.length === 1 && {
              mends: [{ title: ['setField', 'name', name || '""'], set: [{ ref, value: name || undefined }] }],
            }),
          },
        ];
      }),
    );
  },
};
