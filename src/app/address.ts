import type { TypedLine } from '../model/Scenario.ts';
import { galleryFragment, galleryNameIn } from '../share/galleryFragment.ts';
import { MAX_INFLATED, MAX_LINK } from '../share/maxLink.ts';
import type { LinkProblem, LinkState, LinkView } from '../share/link.ts';

/** Most visits begin with a scenario of the gallery and need no codec. */
const codec = () => import('../share/link.ts');

/** What the address bar asks for. */
export type Address =
  | { kind: 'none' }
  | { kind: 'gallery'; name: string }
  | { kind: 'link'; yaml: string; view: LinkView; typed: readonly TypedLine[] }
  /** `yaml` is the text of a link that is newer than this program. */
  | { kind: 'problem'; problem: LinkProblem; raw: string; yaml?: string };

/** Reads the fragment: `#v3/…` is a whole scenario, `#/s/NAME` one of the gallery. */
export async function readAddress(hash: string): Promise<Address> {
  if (hash === '') return { kind: 'none' };
  const name = galleryNameIn(hash);
  if (name) return { kind: 'gallery', name };
  const { decodeLink } = await codec();
  const decoded = decodeLink(hash);
  if (decoded.ok) return { kind: 'link', yaml: decoded.yaml, view: decoded.view, typed: decoded.typed ?? [] };
  const { ok: _, ...problem } = decoded;
  return { kind: 'problem', ...problem };
}

/** Characters of a text whose packing takes longer than a frame of the page: it is packed beside it. */
const LARGE = 32 * 1024;

const pack = async (state: LinkState): Promise<string> => (await codec()).encodeLink(state);

async function beside(state: LinkState): Promise<string> {
  try {
    const { packLarge } = await import('./packLarge.ts');
    return await packLarge(state);
  } catch {
    return pack(state); // no worker is to be had: better a frame late than no link
  }
}

/**
 * The fragment of a link to this text; short when it is a scenario of the gallery, unchanged. null where the text is too
 * large for a link: that is not even tried, which would hold up the page.
 */
export async function fragmentOf(state: LinkState, galleryName: string | null): Promise<string | null> {
  if (galleryName) return galleryFragment(galleryName);
  if (state.yaml.length > MAX_INFLATED) return null;
  const fragment = await (state.yaml.length > LARGE ? beside(state) : pack(state));
  return fragment.length <= MAX_LINK ? fragment : null;
}

/** Puts a fragment into the address bar without a new entry in the history; false where that is forbidden. */
export function showFragment(fragment: string): boolean {
  try {
    history.replaceState(history.state, '', `#${fragment}`);
    return true;
  } catch {
    return false; // a srcdoc frame, or a fragment that is too long for the browser
  }
}
