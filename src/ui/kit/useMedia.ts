import { useSyncExternalStore } from 'react';

const held = new Map<string, boolean>();

/** The answer of the screen: paper has another width, and what goes there is what the screen shows. */
function holds(query: string): boolean {
  const known = held.get(query);
  if (known !== undefined && matchMedia('print').matches) return known;
  const { matches } = matchMedia(query);
  held.set(query, matches);
  return matches;
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => holds(query),
  );
}

/** No room for three columns that can be read: the picture is the page, all else are sheets. */
export const PHONE = '(max-width: 1023px)';
/** Fingers, and a keyboard that takes half of the screen. */
export const COARSE = '(pointer: coarse)';
export const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';
