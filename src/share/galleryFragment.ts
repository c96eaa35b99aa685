/** The fragment of a link to a scenario of the gallery. */
export const galleryFragment = (name: string): string => `/s/${name}`;

/**
 * The name in such a fragment, also in the form of the first links, `s=NAME`, and with what mail and chat programs make of
 * it: percent-encoding, once or twice, and the punctuation of the sentence around it, in any script and encoded too. null
 * when it is another kind of link.
 */
export function galleryNameIn(fragment: string): string | null {
  const text = fragment
    .replace(/^#/, '')
    .replace(/%(25)*2f/gi, '/')
    .replace(/%(25)*3d/gi, '=');
  return /^(?:s=|\/s\/)([a-z0-9-]{1,64})(?:[\s\p{P}>]|%[\dA-F]{2})*$/u.exec(text)?.[1] ?? null;
}
