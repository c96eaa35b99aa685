import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import { shownSelector, sorted } from './labelSelector.ts';

// pkg/apis/apps/validation

const MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'minReadySeconds',
  'persistentVolumeClaimRetentionPolicy',
];

const json = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, v) => (v && typeof v === 'object' && !Array.isArray(v) ? sorted(v) : v));

/** Selectors are immutable; of a StatefulSet nearly all is. */
export function validateWorkloadUpdate(object: Fields, old: Fields): FieldError[] {
  if (object['kind'] === 'ReplicationController') return [];
  if (object['kind'] === 'StatefulSet') {
    const fixed = (spec: Fields): string =>
      json(Object.fromEntries(Object.entries(spec).filter(([k]) => !MUTABLE.includes(k))));
    if (fixed(object['spec']) === fixed(old['spec'])) return [];
    return [
      forbidden(
        'spec',
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ),
    ];
  }
  const { selector } = object['spec'];
  return json(selector) === json(old['spec'].selector)
    ? []
    : [invalid('spec.selector', shownSelector(selector), 'field is immutable')];
}
