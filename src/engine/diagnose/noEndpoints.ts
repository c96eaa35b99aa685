import { slicesByService } from '../views/services.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A Service without a selector for which nobody has written endpoints. */
export const noEndpoints: Check = {
  code: 'endpoints/none',
  docs: 'concepts/services-networking/service/#services-without-selectors',
  find(look) {
    const without = look.services.filter(({ service: { spec } }) => !spec.selector && spec.type !== 'ExternalName');
    if (without.length === 0) return [];
    const slices = slicesByService(look.cluster);
    return without.flatMap((one): Finding[] =>
      slices.has(`${one.namespace}/${one.name}`)
        ? []
        : [
            {
              ref: { object: one.key, path: 'spec' },
              severity: 'warning',
              message: ['noEndpoints', one.name],
              hint: ['writeSlice'],
            },
          ],
    );
  },
};
