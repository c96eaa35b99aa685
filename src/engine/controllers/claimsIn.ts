import type { Pod } from '../../model/Pod.ts';

interface Volume {
  persistentVolumeClaim?: { claimName?: string };
}

/** The claims that a Pod names. */
export const claimsIn = ({ spec }: Pod): string[] =>
  ((spec['volumes'] ?? []) as Volume[]).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
