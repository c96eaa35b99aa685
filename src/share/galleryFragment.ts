/** The fragment of a link to a scenario of the gallery. */
export const galleryFragment = (name: string): string => `/s/${name}`;

/**
 * The name in such a fragment, also in the form of the first links, `s=NAME`, and with what mail and chat programs make of
 * it: percent-encoding, and the punctuation of the sentence around it. null when it is another kind of link.
 */
export function galleryNameIn(fragment: string): string | null {
  const text = fragment.replace(/^#/, '').replace(/%2f/gi, '/').replace(/%3d/gi, '=');
  return /^(?:s=|\/s\/)([a-z0-9-]{1,64})[\s/.,;:!?)>\]}*"']*$/.exec(text)?.[1] ?? null;
}
