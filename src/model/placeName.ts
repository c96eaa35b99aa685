import type { Place } from './Trace.ts';

/** A place as a scenario's steps write it: `client`, `node/n1`, `pod/shop`, `pod/NAMESPACE/NAME`. */
export function placeName(place: Place): string {
  if (place.kind === 'client') return 'client';
  if (place.kind === 'node') return `node/${place.name}`;
  return place.namespace === 'default' ? `pod/${place.name}` : `pod/${place.namespace}/${place.name}`;
}
